import { useEffect, useRef } from "react";
import { Parts } from "@/components/metrics/parts";
import { Withheld } from "@/components/metrics/withheld";
import type { PreviewView } from "@/lib/reports/reasons/reason-map-preview-view";
import type { NumberText } from "@/lib/reports/report/prepare-number";
import { HiddenValues } from "./hidden-values";

interface MapPreviewProps {
  readonly preview: PreviewView;
  readonly send: (form: FormData) => void;
  readonly pending: boolean;
  readonly hidden: { readonly [name: string]: string };
}

/** What a change of the map will do to the numbers, and the button that makes it. Takes the focus when it appears. */
export function MapPreview({ preview, send, pending, hidden }: MapPreviewProps) {
  const panel = useRef<HTMLElement>(null);
  useEffect(() => panel.current?.focus(), []);
  return (
    <section
      className="map-preview"
      aria-label="Preview of the change"
      ref={panel}
      tabIndex={-1}
      // biome-ignore lint/a11y/noAutofocus: without a script, what was asked for is what the page opens on.
      autoFocus
    >
      <h3>What will change</h3>
      <ul className="map-changes">
        {preview.changes.map((change) => (
          <li key={change}>{change}</li>
        ))}
      </ul>
      <p>
        <b className="semi">{preview.summary}</b> The rates that count by reason follow: bot and agent, failed
        attempts, demand.
      </p>
      <div className="map-tables">
        {preview.tables.map((table) => (
          <table key={table.title} className="tbl">
            <caption>{table.title}</caption>
            <thead>
              <tr>
                <th scope="col">Number</th>
                <th scope="col" className="r pl">
                  Now
                </th>
                <th scope="col" className="r pl">
                  Then
                </th>
                <th scope="col" className="r pl">
                  Difference
                </th>
              </tr>
            </thead>
            <tbody>
              {table.lines.map((line) => (
                <tr key={line.metric}>
                  <th scope="row">{line.label}</th>
                  <td className="r pl">
                    <Figure number={line.now} />
                  </td>
                  <td className="r pl">
                    <Figure number={line.after} />
                  </td>
                  <td className="r pl num">{line.difference}</td>
                </tr>
              ))}
            </tbody>
          </table>
        ))}
      </div>
      <form action={send} className="map-send">
        <HiddenValues values={{ ...hidden, step: "apply", proposal: preview.proposal }} />
        <button className="btn primary" type="submit" disabled={pending}>
          Apply to all data
        </button>
        <span className="small ink3">
          Everything is measured again in the background; undone with one click.
        </span>
      </form>
    </section>
  );
}

function Figure({ number }: { number: NumberText }) {
  return (
    <>
      {number.value ?? (number.withheld && <Withheld withheld={number.withheld} />)}
      <span className="nn sub">
        <Parts number={number} />
      </span>
    </>
  );
}
