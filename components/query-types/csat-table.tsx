import { Change } from "@/components/metrics/change";
import { IntervalBar } from "@/components/metrics/interval-bar";
import { Parts } from "@/components/metrics/parts";
import { Withheld } from "@/components/metrics/withheld";
import { ScrollRegion } from "@/components/tables/scroll-region";
import type { CsatComparison } from "@/lib/reports/query-types/prepare-query-type-csat";
import type { NumberText } from "@/lib/reports/report/prepare-number";

/** Satisfaction after a hand-off beside that of customers who stayed with the bot, and who answered in either. */
export function CsatTable({ comparison }: { comparison: CsatComparison }) {
  const { arms, difference, hadToRepeat } = comparison;
  return (
    <>
      <ScrollRegion label="CSAT, table" kind="wide">
        <table className="tbl csat sticky-first">
          <thead>
            <tr>
              <th scope="col">Customers</th>
              <th scope="col" className="pl">
                Satisfied
                <span className="micro scale-ends" aria-hidden="true">
                  <span>0</span>
                  <span>100%</span>
                </span>
              </th>
              <th scope="col" className="r pl">
                Mean, 1–5
              </th>
              <th scope="col" className="r pl">
                Answered
              </th>
              <th scope="col" className="r pl">
                If all had answered
              </th>
            </tr>
          </thead>
          <tbody>
            {arms.map((arm) => (
              <tr key={arm.key}>
                <th scope="row" className="name">
                  {arm.name}
                </th>
                <td className="pl">
                  <div
                    className="m"
                    title={arm.satisfied.interval ? `95% ${arm.satisfied.interval}` : undefined}
                  >
                    <Figure number={arm.satisfied} />
                    <IntervalBar bar={arm.bar} />
                  </div>
                </td>
                <td className="r pl">
                  {arm.mean.value ?? (arm.mean.withheld && <Withheld withheld={arm.mean.withheld} />)}
                  {arm.mean.interval && <div className="nn">{arm.mean.interval}</div>}
                </td>
                <td className="r pl">
                  <Figure number={arm.response} />
                </td>
                <td className="r pl">{arm.bounds ?? <span className="ink3">not known</span>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      <ul className="key">
        {difference && (
          <li>
            After a hand-off against contained: <Change change={difference} />{" "}
            {difference.interval && <span className="num">{difference.interval}</span>}
          </li>
        )}
        {hadToRepeat.value && (
          <li>
            Customers who say they had to repeat: <span className="num">{hadToRepeat.value}</span>{" "}
            <span className="nn">
              <Parts number={hadToRepeat} />
            </span>
          </li>
        )}
        <li>If all had answered: from nobody else satisfied to everybody else.</li>
      </ul>
    </>
  );
}

function Figure({ number }: { number: NumberText }) {
  return (
    <span className={number.low ? "v low" : "v"}>
      {number.value ?? (number.withheld && <Withheld withheld={number.withheld} />)}
      <span className="nn block">
        {number.low && <span title="Fewer than 30">low · </span>}
        <Parts number={number} />
      </span>
    </span>
  );
}
