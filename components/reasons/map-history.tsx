import type { ReasonMapVersionLine } from "@/lib/reports/reasons/reason-map-view";
import { HiddenValues } from "./hidden-values";

interface MapHistoryProps {
  readonly lines: readonly ReasonMapVersionLine[];
  readonly send: (form: FormData) => void;
  readonly pending: boolean;
  readonly hidden: { readonly [name: string]: string };
}

/** The versions of the map, newest first: who changed what and when, and the way back to each. */
export function MapHistory({ lines, send, pending, hidden }: MapHistoryProps) {
  return (
    <section className="map-history" aria-label="History of the reason map">
      <h3>History</h3>
      <ol>
        {lines.map((line) => (
          <li key={line.version}>
            <div>
              <p>
                <b className="semi">{line.name}</b>{" "}
                <span className="ink3">
                  by {line.who}, {line.when}
                </span>
              </p>
              {line.changes.map((change) => (
                <p key={change} className="small ink2">
                  {change}
                </p>
              ))}
              {line.moreChanges > 0 && <p className="small ink3">and {line.moreChanges} more</p>}
            </div>
            {line.restore && (
              <form action={send}>
                <HiddenValues
                  values={{ ...hidden, step: "restore", version: String(line.restore.version) }}
                />
                <button className="btn" type="submit" disabled={pending}>
                  {line.restore.label}
                </button>
              </form>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
