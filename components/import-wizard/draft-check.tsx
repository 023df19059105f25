import type { ReactNode } from "react";
import { ScrollRegion } from "@/components/tables/scroll-region";
import type { CheckView } from "@/lib/reports/import-wizard/prepare-import-draft";
import { Section } from "../page/section";
import { TakeFocus } from "../page/take-focus";

/** What importing would do: what matches, waits, is refused, and why. */
export function DraftCheck({
  check,
  join,
}: {
  check: CheckView;
  /** What reads the ids of a file by a rule. */
  join: (file: string, rule: string) => ReactNode;
}) {
  return (
    <>
      <Section
        title="What importing would do"
        sub={
          <p className="sub">
            Nothing is stored yet. What waits is kept, and counts once its conversation arrives.
          </p>
        }
      >
        <TakeFocus />
        <ScrollRegion label="What importing would do, table" kind="wide">
          <table className="tbl roomy">
            <thead>
              <tr>
                <th scope="col">File</th>
                <th scope="col" className="r">
                  Rows
                </th>
                <th scope="col" className="pl">
                  Records
                </th>
                <th scope="col" className="r">
                  Match
                </th>
                <th scope="col" className="r">
                  Wait
                </th>
                <th scope="col" className="r">
                  Refused
                </th>
              </tr>
            </thead>
            <tbody>
              {check.rows.map((row) => (
                <tr key={row.id}>
                  <th scope="row">
                    {row.name}
                    {row.problem && <span className="nn sub worse">{row.problem}</span>}
                    {row.without && <span className="nn sub">{row.without}</span>}
                  </th>
                  <td className="r">{row.rows}</td>
                  <td className="pl ink2">{row.records || "–"}</td>
                  <td className="r">{row.matched}</td>
                  <td className="r">{row.waiting}</td>
                  <td className="r">{row.refused}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
        {check.joins.map(({ id, text, rule }) => (
          <div key={id} className="join">
            <p>{text}</p>
            {rule !== null && join(id, rule)}
          </div>
        ))}
      </Section>
      {check.refused.length > 0 && (
        <Section
          title="What would be refused"
          sub={<p className="sub">Correct the columns above, or import the rest without them.</p>}
        >
          <ScrollRegion label="What would be refused, table" kind="wide">
            <table className="tbl roomy texts">
              <thead>
                <tr>
                  <th scope="col">File</th>
                  <th scope="col">Record</th>
                  <th scope="col">Key</th>
                  <th scope="col">Example</th>
                  <th scope="col" className="r">
                    Count
                  </th>
                </tr>
              </thead>
              <tbody>
                {check.refused.map((kind) => (
                  <tr key={kind.id}>
                    <th scope="row">{kind.file}</th>
                    <td className="ink2">{kind.type}</td>
                    <td className="ink2">{kind.key}</td>
                    <td className="text">{kind.example}</td>
                    <td className="r">{kind.count}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollRegion>
        </Section>
      )}
    </>
  );
}
