import Link from "next/link";
import { IntervalBar } from "@/components/metrics/interval-bar";
import { MixBar } from "@/components/metrics/mix-bar";
import { Parts } from "@/components/metrics/parts";
import { partsWidth } from "@/components/metrics/parts-width";
import { Withheld } from "@/components/metrics/withheld";
import { ScrollRegion } from "@/components/tables/scroll-region";
import { counted, oneOrMany } from "@/lib/metrics/counted";
import type {
  AttemptsCell,
  ExcessCell,
  TypeTable as Table,
  TypeRow,
} from "@/lib/reports/query-types/prepare-query-type-table";
import type { BarCell, MixCell, SortHead } from "@/lib/reports/query-types/prepare-query-types";
import { ExcessBar } from "./excess-bar";
import { VerdictChip } from "./verdict-chip";

/** Every query type with what a designer asks of it; on a phone every type is a block. */
export function TypeTable({ table }: { table: Table }) {
  const { heads } = table;
  return (
    <ScrollRegion label="Query types, table">
      <table
        className="tbl qt types"
        style={partsWidth(
          [table.total, ...table.rows].flatMap((row) => [
            row.handOffRate.number,
            row.repeatInformation.number,
          ]),
        )}
      >
        <thead>
          <tr>
            <Head head={heads.query_type}>and reading</Head>
            <Head head={heads.conversations} className="r">
              {null}
            </Head>
            <Head head={heads.hand_off_rate} className="pl" ends={table.handOffEnds} />
            <Head head={heads.excess} className="pl r">
              against all other types
            </Head>
            <Head head={heads.repeat_information_rate} className="pl" ends={table.repeatEnds} />
            <th scope="col" className="pl">
              Reasons
            </th>
            <Head head={heads.failed_attempts} className="pl r">
              a hand-off
            </Head>
            <Head head={heads.post_hand_off_csat} className="pl r">
              after hand-off
            </Head>
            <Head head={heads.verdict} className="pl">
              and what it rests on
            </Head>
            <td className="tap" />
          </tr>
        </thead>
        <tbody>
          <Row row={table.total} />
          {table.rows.map((row) => (
            <Row key={row.key} row={row} />
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

interface HeadProps {
  readonly head: SortHead;
  readonly className?: string;
  /** The ends of a column's scale. */
  readonly ends?: readonly [string, string];
  readonly children?: React.ReactNode;
}

function Head({ head, className, ends, children }: HeadProps) {
  return (
    <th scope="col" className={className} aria-sort={head.sorted ?? undefined}>
      <Link href={head.href} scroll={false}>
        {head.title}
        {head.sorted && <span aria-hidden="true"> {head.sorted === "descending" ? "↓" : "↑"}</span>}
      </Link>
      {children && <span className="micro">{children}</span>}
      {ends && (
        <span className="micro scale-ends" aria-hidden="true">
          <span>{ends[0]}</span>
          <span>{ends[1]}</span>
        </span>
      )}
    </th>
  );
}

/** How much higher than a bar a row may be, above and below. */
const ROW_SLACK = 12;

const ROW_CLASS = { all: "all", type: undefined, missing: "off" } as const;

function Row({ row }: { row: TypeRow }) {
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
        {row.reading && (
          <span className={row.reading.certain ? "nn sub ink2" : "nn sub"}>{row.reading.text}</span>
        )}
      </th>
      <td className="r">
        <Link
          href={row.conversationsHref}
          prefetch={false}
          aria-label={`${counted(row.conversations, "conversation")}, list`}
        >
          {row.conversations}
        </Link>
      </td>
      <td className="pl" data-label="Hand-off rate">
        <Bar cell={row.handOffRate} />
      </td>
      <td className="pl aside" data-label="Excess hand-offs">
        {row.excess && <Excess cell={row.excess} />}
      </td>
      <td className="pl" data-label="Repeat information">
        <Bar cell={row.repeatInformation} />
      </td>
      <td className="pl mx" data-label="Reasons">
        <Mix mix={row.mix} />
      </td>
      <td className="pl end aside" data-label="Failed attempts a hand-off">
        <Attempts cell={row.attempts} />
      </td>
      <td className="pl end aside" data-label="CSAT after hand-off">
        <Csat row={row} />
      </td>
      <td className="pl vd">{row.verdict && <VerdictChip verdict={row.verdict} />}</td>
      <td className="tap">
        <details suppressHydrationWarning className="more-metrics">
          <summary>
            <span className="closed">Excess, attempts, CSAT</span>
            <span className="opened">Less</span>
          </summary>
        </details>
      </td>
    </tr>
  );
}

function Bar({ cell: { number, bar } }: { cell: BarCell }) {
  return (
    <div className="m" title={number.interval ? `95% ${number.interval}` : number.withheld?.why}>
      <span className={number.low ? "v low" : "v"}>
        {number.value ?? (number.withheld && <Withheld withheld={number.withheld} />)}
        <span className="nn">
          {number.low && <span title="Fewer than 30">low · </span>}
          <Parts number={number} />
        </span>
        {number.interval && <span className="sr">95% {number.interval}</span>}
      </span>
      <IntervalBar bar={bar} beyond={ROW_SLACK} />
    </div>
  );
}

function Excess({ cell }: { cell: ExcessCell }) {
  return (
    <div className="excess" title={cell.flagText}>
      <span className="v">
        {cell.excess ?? <span className="wh">no other type</span>}
        {cell.impact && <span className="nn">{cell.impact}</span>}
        <span className="sr">, {cell.flagText}</span>
      </span>
      <ExcessBar cell={cell} beyond={ROW_SLACK} />
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
            aria-label={`${counted(mix.handOffs, "hand-off")} with a reason, list`}
          >
            {mix.handOffs}
          </Link>{" "}
          <span className="w">{oneOrMany(mix.handOffs, "hand-off")}</span>
        </div>
      )}
    </>
  );
}

function Attempts({ cell }: { cell: AttemptsCell }) {
  return (
    <>
      <span className="num">{cell.mean ?? (cell.withheld && <Withheld withheld={cell.withheld} />)}</span>
      {cell.known && (
        <div className="nn">
          {cell.href ? (
            <Link
              className="num"
              href={cell.href}
              prefetch={false}
              aria-label={`${counted(cell.known, "hand-off")}, list`}
            >
              {cell.known}
            </Link>
          ) : (
            cell.known
          )}
        </div>
      )}
    </>
  );
}

function Csat({ row: { csat, contained } }: { row: TypeRow }) {
  const title = [
    csat.interval && `After hand-off 95% ${csat.interval}`,
    contained.value && `contained ${contained.value}, ${contained.parts}, 95% ${contained.interval}`,
  ].filter(Boolean);
  return (
    <div title={title.join("; ")}>
      <span className={csat.low ? "num ink3" : "num"}>
        {csat.value ?? (csat.withheld && <Withheld withheld={csat.withheld} />)}
      </span>
      <div className="nn">
        <Parts number={csat} />
      </div>
      <span className="sr">, contained {contained.value ?? contained.withheld?.text}</span>
    </div>
  );
}
