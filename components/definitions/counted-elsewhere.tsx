import { Parts } from "@/components/metrics/parts";
import { ScrollRegion } from "@/components/tables/scroll-region";
import type { ElsewhereLine } from "@/lib/reports/definitions/prepare-elsewhere";

/** The hand-off rate beside what the rules of other products give on the same conversations. */
export function CountedElsewhere({ lines, days }: { lines: readonly ElsewhereLine[]; days: string | null }) {
  return (
    <ScrollRegion label="The hand-off rate elsewhere, table" kind="sideways">
      <table className="tbl one roomy elsewhere">
        <thead>
          <tr>
            <th scope="col">Counted by</th>
            <th scope="col">Formula</th>
            {days && <th scope="col">{days}</th>}
            <th scope="col">What differs, and how it is read</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.product} className={line.isOwn ? "own" : undefined}>
              <th scope="row">
                {line.product}
                <span className="sub small ink3">{line.name}</span>
              </th>
              <td>
                {line.over}
                <span className="ink3"> ÷ {line.under}</span>
              </td>
              {days && (
                <td className="num">
                  {line.number && (
                    <>
                      <span className="semi">{line.number.value ?? line.number.withheld?.text}</span>
                      <span className="sub small ink3">
                        <Parts number={line.number} />
                      </span>
                      {line.against && <span className="sub small ink3">{line.against}</span>}
                    </>
                  )}
                </td>
              )}
              <td>
                {line.differs}
                {line.reading && <span className="sub small ink3">{line.reading}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
