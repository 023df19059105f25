import Link from "next/link";
import { IntervalBar } from "@/components/metrics/interval-bar";
import { MixBar } from "@/components/metrics/mix-bar";
import { Parts } from "@/components/metrics/parts";
import { partsWidth } from "@/components/metrics/parts-width";
import { Withheld } from "@/components/metrics/withheld";
import { VerdictChip } from "@/components/query-types/verdict-chip";
import { counted } from "@/lib/metrics/counted";
import type {
  BarCell,
  MixCell,
  QueryTypeRow,
  SortHead,
  QueryTypeTable as Table,
} from "@/lib/reports/query-types/prepare-query-types";
import { ScrollRegion } from "./scroll-region";

/** Query types with the five numbers each; on a phone every type is a block. */
export function QueryTypeTable({ table }: { table: Table }) {
  return (
    <>
      <ScrollRegion label="Query types, table">
        <table
          className="tbl qt"
          style={partsWidth(
            [table.total, ...table.rows].flatMap(({ cells }) => cells.map(({ number }) => number)),
          )}
        >
          <thead>
            <tr>
              <th scope="col" aria-sort={table.nameHead.sorted ?? undefined}>
                <Sorter head={table.nameHead} />
                <span className="micro">
                  {table.excess.sorted ? (
                    <span>sorted by excess hand-offs</span>
                  ) : (
                    <Link className="quiet-link" href={table.excess.href} scroll={false}>
                      sort by excess hand-offs
                    </Link>
                  )}
                </span>
              </th>
              <th scope="col" className="r" aria-sort={table.conversationsHead.sorted ?? undefined}>
                <Sorter head={table.conversationsHead} />
              </th>
              {table.columns.map((column) => (
                <th key={column.metric} scope="col" className="pl" aria-sort={column.sorted ?? undefined}>
                  <Sorter head={column} />
                  <span className="micro scale-ends" aria-hidden="true">
                    <span>{column.ends[0]}</span>
                    <span>{column.ends[1]}</span>
                  </span>
                </th>
              ))}
              <th scope="col" className="pl">
                Reasons
              </th>
              {table.hasVerdicts && (
                <th scope="col" className="pl">
                  Verdict
                </th>
              )}
              <td className="tap" />
            </tr>
          </thead>
          <tbody>
            <Row row={table.total} hasVerdict={table.hasVerdicts} />
            {table.rows.map((row) => (
              <Row key={row.key} row={row} hasVerdict={table.hasVerdicts} />
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      {(table.showAll ?? table.showFewer) && (
        <p className="more">
          {table.showAll && (
            <Link className="link" href={table.showAll.href} scroll={false}>
              {table.showAll.text}
            </Link>
          )}
          {table.showFewer && (
            <Link className="link" href={table.showFewer.href} scroll={false}>
              {table.showFewer.text}
            </Link>
          )}
        </p>
      )}
    </>
  );
}

function Sorter({ head }: { head: SortHead }) {
  return (
    <Link href={head.href} scroll={false}>
      {head.title}
      {head.sorted && <span aria-hidden="true"> {head.sorted === "descending" ? "↓" : "↑"}</span>}
    </Link>
  );
}

const ROW_CLASS = { all: "all", type: undefined, missing: "off" } as const;

function Row({ row, hasVerdict }: { row: QueryTypeRow; hasVerdict: boolean }) {
  return (
    <tr className={ROW_CLASS[row.kind]}>
      <th scope="row" className="name" title={row.raw ?? undefined}>
        {row.href === null ? (
          row.name
        ) : (
          <Link href={row.href} prefetch={false}>
            {row.name}
          </Link>
        )}
      </th>
      <td className="r" data-label="Conversations">
        <Link
          href={row.conversationsHref}
          prefetch={false}
          aria-label={`${counted(row.conversations, "conversation")}, list`}
        >
          {row.conversations}
        </Link>
      </td>
      {row.cells.map((cell) => (
        <td key={cell.metric} className={cell.aside ? "pl aside" : "pl"} data-label={cell.title}>
          <Cell cell={cell} />
        </td>
      ))}
      <td className="pl mx" data-label="Reasons">
        <Mix mix={row.mix} />
      </td>
      {hasVerdict && (
        <td className="pl vd" data-label="Verdict">
          {row.verdict && <VerdictChip verdict={row.verdict} />}
        </td>
      )}
      <td className="tap">
        <details suppressHydrationWarning className="more-metrics">
          <summary>
            <span className="closed">CSAT and sentiment</span>
            <span className="opened">Less</span>
          </summary>
        </details>
      </td>
    </tr>
  );
}

function Cell({ cell: { number, bar, circleText } }: { cell: BarCell }) {
  return (
    <div className="m" title={number.interval ? `95% ${number.interval}` : number.withheld?.why}>
      <span className={number.low ? "v low" : "v"}>
        {number.value ?? (number.withheld && <Withheld withheld={number.withheld} />)}
        <span className="nn">
          {number.low && <span title="Fewer than 30">low · </span>}
          <Parts number={number} />
        </span>
        {number.interval && <span className="sr">95% {number.interval}</span>}
        {circleText && <span className="sr">{circleText}</span>}
      </span>
      <IntervalBar bar={bar} />
    </div>
  );
}

function Mix({ mix }: { mix: MixCell }) {
  return (
    <>
      {mix.parts ? (
        <MixBar parts={mix.parts} height={10} description={mix.description} />
      ) : (
        <span className={mix.withheld === "no data" ? "small ink3" : "withheld"}>{mix.withheld}</span>
      )}
      {mix.href && (
        <div className="nn">
          <Link
            className="num"
            href={mix.href}
            prefetch={false}
            aria-label={`${mix.handOffs} ${mix.handOffsWord}, list`}
          >
            {mix.handOffs}
          </Link>{" "}
          <span className="w">{mix.handOffsWord}</span>
        </div>
      )}
    </>
  );
}
