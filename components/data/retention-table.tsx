import type { RetentionView } from "@/lib/reports/erasure/retention";
import "./retention.css";

/** The days of every kind, to be typed and previewed; works without a script. */
export function RetentionTable({ view }: { view: RetentionView }) {
  return (
    <form method="get" className="form">
      <table className="tbl roomy retention">
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">Days</th>
            {view.isPreview && <th scope="col">With these days</th>}
          </tr>
        </thead>
        <tbody>
          {view.rows.map((row) => (
            <tr key={row.kind}>
              <th scope="row">
                {row.label}
                <span className="nn sub">{row.hint}</span>
              </th>
              <td>
                <input
                  className="input num"
                  name={row.kind}
                  defaultValue={row.days}
                  inputMode="numeric"
                  size={6}
                  maxLength={6}
                  placeholder="for ever"
                  aria-label={`${row.label}: days`}
                />
              </td>
              {view.isPreview && <td className="ink2 due">{row.due}</td>}
            </tr>
          ))}
        </tbody>
      </table>
      <button className="btn" type="submit">
        Preview what would go
      </button>
    </form>
  );
}
