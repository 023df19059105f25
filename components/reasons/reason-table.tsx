import Link from "next/link";
import { Change } from "@/components/metrics/change";
import { IntervalBar } from "@/components/metrics/interval-bar";
import { Parts } from "@/components/metrics/parts";
import { partsWidth } from "@/components/metrics/parts-width";
import { Swatch } from "@/components/metrics/swatch";
import { Withheld } from "@/components/metrics/withheld";
import { ScrollRegion } from "@/components/tables/scroll-region";
import { counted } from "@/lib/metrics/counted";
import type { ReasonRow, ReasonsPage } from "@/lib/reports/reasons/prepare-reasons-page";
import type { NumberText } from "@/lib/reports/report/prepare-number";

/** Families, their codes and the raw reasons behind them; on a phone every reason is a block. */
export function ReasonTable({ page }: { page: ReasonsPage }) {
  return (
    <ScrollRegion label="Reasons and codes, table">
      <table className="tbl reason-table" style={partsWidth(page.rows.map(({ share }) => share))}>
        <thead>
          <tr>
            <th scope="col">Reason of the first hand-off</th>
            <th scope="col" className="pl">
              Conversations
              <span className="micro scale-ends" aria-hidden="true">
                <span>{page.ends[0]}</span>
                <span>{page.ends[1]}</span>
              </span>
            </th>
            <th scope="col" className="pl">
              Change of the share
            </th>
            <th scope="col" className="r pl">
              Repeat information
            </th>
            <th scope="col" className="r pl">
              CSAT after hand-off
            </th>
            <th scope="col" className="r pl">
              Agents agree
            </th>
            <th scope="col" className="pl">
              Raw reasons
            </th>
            <td className="tap" />
          </tr>
        </thead>
        <tbody>
          {page.rows.map((row) => (
            <Row key={row.key} row={row} />
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

const CLASSES = { all: "all", family: "family", code: "within" } as const;

function Row({ row }: { row: ReasonRow }) {
  return (
    <tr className={CLASSES[row.kind]}>
      <th scope="row" className="name" title={row.code ?? undefined}>
        <span>
          {row.kind === "family" && row.family && <Swatch family={row.family} />}
          {row.name}
        </span>
      </th>
      <td className="pl" data-label="Conversations">
        <div className="m">
          <Figure number={row.share} />
          {row.bar && <IntervalBar bar={row.bar} />}
        </div>
      </td>
      <td className="pl aside" data-label="Change of the share">
        {row.change && (
          <>
            <Change change={row.change} />
            {row.change.interval && <span className="nn sub">{row.change.interval}</span>}
          </>
        )}
      </td>
      <td className="r pl aside" data-label="Repeat information">
        <Figure number={row.repeatInformation} />
      </td>
      <td className="r pl aside" data-label="CSAT after hand-off">
        <Figure number={row.csat} />
      </td>
      <td className="r pl aside" data-label="Agents agree">
        {row.agreement && <Figure number={row.agreement} />}
      </td>
      <td className="pl raws aside" data-label="Raw reasons">
        <Raws row={row} />
      </td>
      <td className="tap">
        <details suppressHydrationWarning className="more-metrics">
          <summary>
            <span className="closed">More</span>
            <span className="opened">Less</span>
            <span className="sr"> about {row.name}</span>
          </summary>
        </details>
      </td>
    </tr>
  );
}

function Figure({ number }: { number: NumberText }) {
  return (
    <span
      className={number.low ? "v low" : "v"}
      title={number.interval ? `95% ${number.interval}` : number.withheld?.why}
    >
      {number.value ?? (number.withheld && <Withheld withheld={number.withheld} />)}
      <span className="nn">
        {number.low && <span title="Fewer than 30">low · </span>}
        <Parts number={number} />
      </span>
      {number.interval && <span className="sr">95% {number.interval}</span>}
    </span>
  );
}

function Raws({ row: { raws, moreRaws, name } }: { row: ReasonRow }) {
  if (raws.length === 0) return null;
  return (
    <ul aria-label={`Raw reasons of ${name}`}>
      {raws.map(({ raw, count, href }) => (
        <li key={raw}>
          <span className="raw">{raw}</span>{" "}
          <Link
            href={href}
            prefetch={false}
            className="num"
            aria-label={`${raw}: ${counted(count, "conversation")}, list`}
          >
            {count}
          </Link>
        </li>
      ))}
      {moreRaws > 0 && <li className="ink3">{moreRaws} more</li>}
    </ul>
  );
}
