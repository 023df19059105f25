import Link from "next/link";
import { IntervalBar } from "@/components/metrics/interval-bar";
import { NumberCell } from "@/components/metrics/number-cell";
import { partsWidth } from "@/components/metrics/parts-width";
import { counted, oneOrMany } from "@/lib/metrics/counted";
import type { MetricTable as View } from "@/lib/reports/report/metric-table";
import { ScrollRegion } from "./scroll-region";
import "./metric-table.css";

/** Metrics side by side, split by one dimension: value, what it is made of, and its interval on the column's scale. */
export function MetricTable({ table, label }: { table: View; label: string }) {
  return (
    <>
      <ScrollRegion label={`${label}, table`} kind="wide">
        <table
          className="tbl sticky-first metric-table"
          style={partsWidth(table.rows.flatMap(({ cells }) => cells.map(({ number }) => number)))}
        >
          <thead>
            <tr>
              <th scope="col">{table.head}</th>
              {table.columns.map((column) => (
                <th key={column.metric} scope="col" className="pl">
                  <Link className="quiet-head" href={column.definitionHref} prefetch={false}>
                    {column.title}
                  </Link>
                  {column.ends && (
                    <span className="micro scale-ends" aria-hidden="true">
                      <span>{column.ends[0]}</span>
                      <span>{column.ends[1]}</span>
                    </span>
                  )}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.map((row) => (
              <tr
                key={row.key}
                className={row.kind === "all" ? "all" : row.kind === "missing" ? "off" : undefined}
              >
                <th scope="row" className="name">
                  {row.name}
                </th>
                {row.cells.map((cell) => (
                  <td key={cell.metric} className="pl" data-label={cell.title}>
                    <div
                      className="m"
                      title={cell.number.interval ? `95% ${cell.number.interval}` : undefined}
                    >
                      <NumberCell number={cell.number} />
                      {cell.bar && <IntervalBar bar={cell.bar} />}
                    </div>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      {table.more > 0 && (
        <p className="small ink3 under-table">
          {counted(table.more, "smaller one")} {oneOrMany(table.more, "is", "are")} left out here; the CSV has
          all.
        </p>
      )}
    </>
  );
}
