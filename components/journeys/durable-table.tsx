import { ScrollRegion } from "@/components/tables/scroll-region";
import type { DurableRow } from "@/lib/reports/journeys/prepare-journeys";
import { NumberCell } from "./number-cell";

/** Per query type: what stays with the bot, what stays there for good, and who comes back after a hand-off. */
export function DurableTable({ all, rows }: { all: DurableRow; rows: readonly DurableRow[] }) {
  return (
    <ScrollRegion label="Durable containment, table" kind="wide">
      <table className="tbl journeys sticky-first">
        <thead>
          <tr>
            <th scope="col">Query type</th>
            <th scope="col" className="r">
              Containment
            </th>
            <th scope="col" className="r pl">
              Durable containment
            </th>
            <th scope="col" className="r pl">
              Came back
            </th>
            <th scope="col" className="r pl">
              Further contact after a hand-off
            </th>
          </tr>
        </thead>
        <tbody>
          <Row row={all} isTotal />
          {rows.map((row) => (
            <Row key={row.key} row={row} />
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function Row({ row, isTotal = false }: { row: DurableRow; isTotal?: boolean }) {
  return (
    <tr className={isTotal ? "total" : undefined}>
      <th scope="row" className="name">
        {row.name}
      </th>
      <td className="r">
        <NumberCell number={row.contained} />
      </td>
      <td className="r pl">
        <NumberCell number={row.durable} />
      </td>
      <td className="r pl num">{row.lost ?? <span className="ink3">not known</span>}</td>
      <td className="r pl">
        <NumberCell number={row.further} />
      </td>
    </tr>
  );
}
