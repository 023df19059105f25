import { Fragment } from "react";
import { Swatch } from "@/components/metrics/swatch";
import type { FieldRow, TranscriptPlace, Brief as View } from "@/lib/reports/conversation/prepare-brief";
import { PassedMark } from "./passed-mark";

/** Where on the same page the transcript's lines are, so that a detail leads to the line in which it was said. */
export type LineHref = (place: TranscriptPlace) => string;

/**
 * What the agent should have known: why, the next step, what the bot tried, and what it had captured. The one-line
 * summary is not in it: it is the title of wherever the brief stands. One column where there is little room.
 */
export function Brief({ brief, lineHref }: { brief: View; lineHref?: LineHref }) {
  return (
    <section className="brief-box" aria-label="Brief">
      {brief.summary.rule !== null && (
        <p className="small ink3 by-rule">
          The source sent no summary. This line was put together by rule from {brief.summary.rule}.
        </p>
      )}
      <div className="bg">
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
          <Tried brief={brief} />
          <dl className="dl counts">
            <Count label="Failed attempts" value={brief.failedAttempts} />
            <Count label="Waited" value={brief.waited} />
          </dl>
        </div>
        <div className="fields">
          <h2>Captured details</h2>
          {brief.fields.length === 0 ? (
            <p className="ink3">None recorded</p>
          ) : (
            <Fields fields={brief.fields} lineHref={lineHref} />
          )}
        </div>
      </div>
    </section>
  );
}

function Tried({ brief }: { brief: View }) {
  if (brief.attempted.length === 0) return <p className="ink3">Not known</p>;
  return (
    <ol className="tried">
      {brief.attempted.map(({ what, result }, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same step can come twice, and steps never move.
        <li key={i}>
          <span>{what}</span>
          {result && <span className="ink3">{result}</span>}
        </li>
      ))}
    </ol>
  );
}

function Count({ label, value }: { label: string; value: string | null }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd className={value === null ? "ink3" : "num"}>{value ?? "Not known"}</dd>
    </div>
  );
}

/** The name of a field as it is in the records; where there is no room it breaks after an underscore. */
function FieldName({ name }: { name: string }) {
  return name.split(/(?<=[_.-])/).map((part, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of a name never move.
    <Fragment key={i}>
      {i > 0 && <wbr />}
      {part}
    </Fragment>
  ));
}

function Fields({ fields, lineHref }: { fields: readonly FieldRow[]; lineHref: LineHref | undefined }) {
  const isCaptureKnown = fields.some((field) => field.captured?.time);
  return (
    <>
      <table className="tbl fl">
        <thead>
          <tr>
            <th scope="col">Field</th>
            {isCaptureKnown && (
              <th scope="col" className="captured">
                Captured
              </th>
            )}
            <th scope="col">Passed</th>
            <th scope="col">Asked again</th>
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => (
            <tr key={field.name}>
              <th scope="row">
                <FieldName name={field.name} />
              </th>
              {isCaptureKnown && (
                <td className="captured num ink2">
                  {field.captured ? (
                    <Place place={field.captured} lineHref={lineHref} />
                  ) : (
                    <span className="ink3">Not known</span>
                  )}
                </td>
              )}
              <td>
                <span className={field.passed === "unknown" ? "ps ink3" : "ps"}>
                  <PassedMark passed={field.passed} />
                  {field.passedText}
                </span>
              </td>
              <td>
                <Asked field={field} lineHref={lineHref} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="small ink3 under-table">Baton keeps no captured value, only a keyed hash.</p>
    </>
  );
}

function Asked({ field, lineHref }: { field: FieldRow; lineHref: LineHref | undefined }) {
  const style = field.asked === "again" ? "worse semi" : field.asked === "not" ? "ink2" : "ink3";
  return (
    <>
      <span className={style}>{field.askedText}</span>
      {field.askedPlace?.time && (
        <span className="ink3 small num">
          {" "}
          <Place place={field.askedPlace} lineHref={lineHref} />
        </span>
      )}
      {field.saidBy && <span className="micro ink3 said-by">says {field.saidBy}</span>}
    </>
  );
}

function Place({ place, lineHref }: { place: TranscriptPlace; lineHref: LineHref | undefined }) {
  const text = place.time ?? `Line ${place.sequence}`;
  if (!lineHref) return text;
  return (
    <a className="quiet-link" href={lineHref(place)} aria-label={`${text}, in the timeline`}>
      {text}
    </a>
  );
}
