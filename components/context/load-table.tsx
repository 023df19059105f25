import Link from "next/link";
import { Change } from "@/components/metrics/change";
import { IntervalBar } from "@/components/metrics/interval-bar";
import { NumberCell } from "@/components/metrics/number-cell";
import { partsWidth } from "@/components/metrics/parts-width";
import { ScrollRegion } from "@/components/tables/scroll-region";
import type { LoadView } from "@/lib/reports/context/prepare-load";

/** What arrived by how busy the hour was: an integration that fails under load slopes to the left. */
export function LoadTable({ view }: { view: LoadView }) {
  return (
    <>
      {view.difference && (
        <p className="lead">
          Busiest hours against the quietest: <Change change={view.difference} />{" "}
          {view.difference.interval && <span className="num ink3">{view.difference.interval}</span>}
        </p>
      )}
      <ScrollRegion label="What arrived under load, table" kind="wide">
        <table
          className="tbl sticky-first metric-table"
          style={partsWidth(view.rows.map(({ came }) => came))}
        >
          <thead>
            <tr>
              <th scope="col">Load</th>
              <th scope="col" className="r pl">
                Hours
              </th>
              <th scope="col" className="pl">
                Context arrived
                <span className="micro scale-ends" aria-hidden="true">
                  <span>{view.ends[0]}</span>
                  <span>{view.ends[1]}</span>
                </span>
              </th>
              <th scope="col" className="r pl">
                In time
              </th>
              <th scope="col" className="r pl">
                Nothing arrived
              </th>
            </tr>
          </thead>
          <tbody>
            {view.rows.map((row) => (
              <tr key={row.key}>
                <th scope="row" className="name">
                  {row.name}
                </th>
                <td className="r pl num">{row.hours}</td>
                <td className="pl">
                  <div className="m" title={row.came.interval ? `95% ${row.came.interval}` : undefined}>
                    <NumberCell number={row.came} />
                    {row.bar && <IntervalBar bar={row.bar} />}
                  </div>
                </td>
                <td className="r pl">
                  <NumberCell number={row.inTime} />
                </td>
                <td className="r pl num">
                  {row.without ? (
                    <Link className="quiet-link" href={row.without.href} prefetch={false}>
                      {row.without.text}
                    </Link>
                  ) : (
                    <span className="ink3">none</span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </>
  );
}
