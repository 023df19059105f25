import { Parts } from "@/components/metrics/parts";
import { Withheld } from "@/components/metrics/withheld";
import { Section } from "@/components/page/section";
import { TableFiles } from "@/components/page/table-files";
import { ScrollRegion } from "@/components/tables/scroll-region";
import type { FrozenDifference } from "@/lib/reports/notes/frozen-difference";
import type { NumberText } from "@/lib/reports/report/prepare-number";
import type { TableFiles as Files } from "@/lib/reports/tables/table-address";

interface DifferenceProps {
  readonly difference: FrozenDifference;
  readonly asOf: string;
  readonly files: Files;
}

/** What late records have changed in the numbers of a closed week since. */
export function Difference({ difference, asOf, files }: DifferenceProps) {
  const { rows, basis } = difference;
  return (
    <Section
      id="difference"
      title="Since then"
      tools={rows.length > 0 && <TableFiles files={files} name="Differences" />}
      sub={
        <p className="sub">
          {rows.length === 0
            ? `As of ${asOf} the numbers are still the same.`
            : `What is counted for this week as of ${asOf}, where it differs.`}{" "}
          {basis.join(" ")}
        </p>
      }
    >
      {rows.length > 0 && (
        <ScrollRegion label="Differences, table" kind="sideways">
          <table className="tbl roomy difference">
            <thead>
              <tr>
                <th scope="col">Number</th>
                <th scope="col" className="r">
                  When closed
                </th>
                <th scope="col" className="r">
                  Now
                </th>
                <th scope="col">Difference</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ metric, label, closed, now, difference: size }) => (
                <tr key={metric}>
                  <th scope="row">{label}</th>
                  <td className="r">
                    <Side number={closed} />
                  </td>
                  <td className="r">
                    <Side number={now} />
                  </td>
                  <td className="num">
                    {size ?? <span className="ink3">{now.withheld?.why ?? closed.withheld?.why}</span>}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
    </Section>
  );
}

function Side({ number }: { number: NumberText }) {
  return (
    <>
      {number.value === null ? (
        number.withheld && <Withheld withheld={number.withheld} />
      ) : (
        <span className="num">{number.value}</span>
      )}
      <span className="nn">
        <br />
        <Parts number={number} />
      </span>
    </>
  );
}
