import type { RateView } from "@/lib/reports/rating/prepare-rate";
import type { ChangedText } from "@/lib/reports/rating/prepare-ratings-changed";

interface OwnNumbersProps {
  readonly view: RateView;
  readonly changed: readonly ChangedText[];
}

/** Beside the queue: the agent's own last weeks, which nobody else sees, and what ratings led to. */
export function OwnNumbers({ view, changed }: OwnNumbersProps) {
  return (
    <aside className="rate-aside" aria-label="Your ratings">
      <h2>Your last four weeks</h2>
      <dl>
        {view.own.map(({ label, text }) => (
          <div key={label} style={{ display: "contents" }}>
            <dt>{label}</dt>
            <dd className="num">{text}</dd>
          </div>
        ))}
      </dl>
      {view.weeks.length > 1 && (
        <table className="tbl small">
          <thead>
            <tr>
              <th scope="col">Week</th>
              <th scope="col" className="r">
                Rated
              </th>
              <th scope="col" className="r">
                Useful
              </th>
            </tr>
          </thead>
          <tbody>
            {view.weeks.map(({ week, rated, useful }) => (
              <tr key={week}>
                <th scope="row">{week}</th>
                <td className="r num">{rated}</td>
                <td className="r num">{useful}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {view.isCut && <p className="small ink3">Only the newest 2,000 conversations are counted here.</p>}
      <p className="small ink3">
        Only you see this. Others see ratings as sums of five or more, of three agents or more.
      </p>
      <h2>What ratings changed</h2>
      {changed.length === 0 ? (
        <p className="small ink3">
          Nothing yet. When a manager takes something up that ratings point at, it stands here.
        </p>
      ) : (
        <ul>
          {changed.map(({ id, ratings, deed, who, isDone }) => (
            <li key={id} className="small ink2">
              {ratings && <>{ratings} </>}
              <b className="med">
                {isDone ? "Done" : "Being done"}: {deed}.
              </b>{" "}
              <span className="ink3">{who}</span>
            </li>
          ))}
        </ul>
      )}
      <p className="small ink3">
        Hand-offs marked “asked for” were drawn at random, so that ratings are not only complaints.
      </p>
    </aside>
  );
}
