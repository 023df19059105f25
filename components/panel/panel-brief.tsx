import { PassedMark } from "@/components/conversation/passed-mark";
import { Swatch } from "@/components/metrics/swatch";
import { counted } from "@/lib/metrics/counted";
import type { FieldRow } from "@/lib/reports/conversation/prepare-brief";
import type { PanelView } from "@/lib/reports/embed/prepare-panel";

/** The brief in 320 pixels: what to do, what not to ask again, why, and the transcript when it is wanted. */
export function PanelBrief({ panel }: { panel: PanelView }) {
  const { reason, lines } = panel;
  return (
    <>
      <p className="panel-top">
        <span>{panel.queryType ?? "Hand-off"}</span>
        <span className="num ink3">{panel.when}</span>
      </p>
      <h1 className="panel-title">{panel.title}</h1>
      {panel.nextStep !== null && (
        <p className="panel-next">
          <span className="micro ink3">Next step</span>
          {panel.nextStep}
        </p>
      )}
      <Fields title="Do not ask again" fields={panel.doNotAsk} lines={lines} />
      <Fields title="You may have to ask" fields={panel.mayAsk} lines={lines} />
      <section>
        <h2>Why handed off</h2>
        <p className="panel-why">
          <Swatch family={panel.family} />
          <span>
            <b className="semi">{reason[0]}</b>
            {reason[1] && `, ${reason[1]}`}
          </span>
        </p>
        {panel.why && <p className="small ink2">{panel.why}</p>}
      </section>
      {panel.attempted.length > 0 && (
        <section>
          <h2>The bot tried</h2>
          <ul>
            {panel.attempted.map(({ what, result }, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the same step can come twice, and steps never move.
              <li key={i} className="small ink2">
                {what}
                {result && `: ${result}`}
              </li>
            ))}
          </ul>
        </section>
      )}
      <Transcript lines={lines} />
    </>
  );
}

interface FieldsProps {
  readonly title: string;
  readonly fields: readonly FieldRow[];
  readonly lines: PanelView["lines"];
}

function Fields({ title, fields, lines }: FieldsProps) {
  if (fields.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <ul className="panel-fields">
        {fields.map((field) => {
          const place = lines.findIndex(({ sequence }) => sequence === field.captured?.sequence);
          return (
            <li key={field.name}>
              <span className="med">{field.name}</span>
              <span className={field.passed === "unknown" ? "ps ink3" : "ps"}>
                <PassedMark passed={field.passed} />
                {field.passedText}
              </span>
              {place >= 0 && (
                <a className="link" href={`#line-${field.captured?.sequence}`} onClick={openTranscript}>
                  Line {place + 1}
                </a>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** A line in a folded transcript cannot be scrolled to. */
function openTranscript() {
  document.querySelector<HTMLDetailsElement>(".panel-transcript")?.setAttribute("open", "");
}

function Transcript({ lines }: { lines: PanelView["lines"] }) {
  if (lines.length === 0) return <p className="panel-transcript small ink3">No transcript</p>;
  return (
    <details suppressHydrationWarning className="panel-transcript">
      <summary className="link small">Transcript, {counted(lines.length, "line")}</summary>
      <ol>
        {lines.map(({ sequence, from, runs }) => (
          <li key={sequence} id={`line-${sequence}`}>
            <span className="micro ink3">{from}</span>
            <p className={from === "Bot" ? "small ink2" : "small"}>
              {runs.map(({ text, redacted }, i) =>
                redacted ? (
                  // biome-ignore lint/suspicious/noArrayIndexKey: runs of a text never move.
                  <span key={i} className="cap">
                    {text}
                  </span>
                ) : (
                  text
                ),
              )}
            </p>
          </li>
        ))}
      </ol>
    </details>
  );
}
