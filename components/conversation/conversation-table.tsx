import Link from "next/link";
import { Swatch } from "@/components/metrics/swatch";
import { ScrollRegion } from "@/components/tables/scroll-region";
import type { ConversationList, ConversationRow } from "@/lib/reports/conversations/prepare-conversations";

/** Conversations, newest first; each time leads to its conversation. */
export function ConversationTable({ list }: { list: ConversationList }) {
  return (
    <ScrollRegion label="Conversations, table" kind="wide">
      <table className="tbl roomy conversations sticky-first">
        <thead>
          <tr>
            <th scope="col">Started</th>
            <th scope="col">Query type</th>
            <th scope="col">Outcome</th>
            <th scope="col">Repeat information</th>
            <th scope="col" className="r">
              CSAT
            </th>
            {list.hasCounts && (
              <th scope="col" className="r">
                Count
              </th>
            )}
            <th scope="col" className="pl">
              Channel
            </th>
            <th scope="col">Bot</th>
          </tr>
        </thead>
        <tbody>
          {list.rows.map((row) => (
            <Row key={row.key} row={row} counted={list.hasCounts} />
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function Row({ row, counted }: { row: ConversationRow; counted: boolean }) {
  return (
    <tr>
      <th scope="row">
        <Link className="num" href={row.href} prefetch={false}>
          {row.time}
          <span className="nn sub cut">{row.id}</span>
        </Link>
      </th>
      <td className="about">
        {row.queryType}
        {row.title && <span className="small sub cut">{row.title}</span>}
      </td>
      <td className="end">
        <span className="ps">
          {row.family && <Swatch family={row.family} />}
          <span>
            {row.outcome}
            {row.detail && <span className="ink3">, {row.detail}</span>}
          </span>
        </span>
      </td>
      <td className="repeat">
        <span className={row.repeat === "asked_again" ? "worse semi" : row.repeat ? "ink2" : "ink3"}>
          {row.repeatText}
        </span>
      </td>
      <td className={row.csat === null ? "r csat none" : "r csat"}>
        {row.csat ?? <span className="ink3">none</span>}
      </td>
      {counted && <td className="r count">{row.count}</td>}
      <td className="pl ink2 by">{row.channel ?? <span className="ink3">not known</span>}</td>
      <td className="ink2 by">{row.bot ?? <span className="ink3">not known</span>}</td>
    </tr>
  );
}
