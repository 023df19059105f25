import { Parts } from "@/components/metrics/parts";
import { Withheld } from "@/components/metrics/withheld";
import { ScrollRegion } from "@/components/tables/scroll-region";
import type { TrendChart } from "@/lib/reports/weekly/prepare-trend";

/** The table behind the trend: every week with what its share is made of. */
export function TrendTable({ chart }: { chart: TrendChart }) {
  const names = chart.table[0]?.numbers.map(({ name }) => name) ?? [];
  return (
    <ScrollRegion label="Trend, table" kind="wide">
      <table className="tbl roomy sticky-first">
        <thead>
          <tr>
            <th scope="col">Week</th>
            {names.map((name) => (
              <th key={name} scope="col" className="r">
                {name}
              </th>
            ))}
            <th scope="col" className="r">
              Limits
            </th>
            <th scope="col" className="pl">
              Signal
            </th>
          </tr>
        </thead>
        <tbody>
          {chart.table.map((row) => (
            <tr key={row.week} className={row.state === "reviewed" ? "all" : undefined}>
              <th scope="row" className="name">
                {row.week}
                <span className="nn sub">
                  {row.days}
                  {row.state === "running" && ", still running"}
                </span>
              </th>
              {row.numbers.map(({ name, number }) => (
                <td key={name} className="r">
                  {number.value ?? (number.withheld && <Withheld withheld={number.withheld} />)}
                  <div className="nn">
                    <Parts number={number} />
                    {number.interval && ` · ${number.interval}`}
                  </div>
                </td>
              ))}
              <td className="r">{row.limits ?? <span className="ink3">none</span>}</td>
              <td className="pl">{row.signal ?? <span className="ink3">none</span>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
