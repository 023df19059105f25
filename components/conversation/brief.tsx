import { Swatch } from "@/components/metrics/swatch";
import type { FieldRow, Brief as View } from "@/lib/reports/prepare-conversation";
import { PassedMark } from "./passed-mark";

/** What the agent should have known: why, the next step, what the bot tried, and what it had captured. */
export function Brief({ brief }: { brief: View }) {
  return (
    <section className="bg" aria-label="Brief">
      <div>
        <h2>Why handed off</h2>
        <p className="reason">
          <Swatch family={brief.family} />
          <span>
            <b className="semi">{brief.familyName}</b>
            {brief.code && <>, {brief.code}</>}
            {brief.raw && <span className="ink3">, sent as “{brief.raw}”</span>}
          </span>
        </p>
        {brief.why && <p className="small ink2">{brief.why}</p>}
        <h2 className="next">Next step</h2>
        <p>{brief.nextStep ?? <span className="ink3">Not known</span>}</p>
      </div>
      <div>
        <h2>What the bot tried</h2>
        {brief.attempted.length === 0 ? (
          <p className="ink3">Not known</p>
        ) : (
          <ol className="tried">
            {brief.attempted.map((attempt) => (
              <li key={attempt}>{attempt}</li>
            ))}
          </ol>
        )}
      </div>
      <div className="fields">
        <h2>Captured details</h2>
        {brief.fields.length === 0 ? <p className="ink3">None recorded</p> : <Fields fields={brief.fields} />}
      </div>
    </section>
  );
}

function Fields({ fields }: { fields: readonly FieldRow[] }) {
  return (
    <>
      <table className="tbl fl">
        <thead>
          <tr>
            <th scope="col">Field</th>
            <th scope="col">Passed</th>
            <th scope="col">Asked again</th>
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => (
            <tr key={field.name}>
              <th scope="row">{field.name}</th>
              <td>
                <span className={field.passed === "unknown" ? "ps ink3" : "ps"}>
                  <PassedMark passed={field.passed} />
                  {field.passedText}
                </span>
              </td>
              <td>
                <span
                  className={field.asked === "again" ? "worse semi" : field.asked === "not" ? "ink2" : "ink3"}
                >
                  {field.askedText}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="small ink3 under-table">Baton keeps no captured value, only a keyed hash.</p>
    </>
  );
}
