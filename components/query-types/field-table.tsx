import { PassedMark } from "@/components/conversation/passed-mark";
import { IntervalBar } from "@/components/metrics/interval-bar";
import { Parts } from "@/components/metrics/parts";
import { Withheld } from "@/components/metrics/withheld";
import { ScrollRegion } from "@/components/tables/scroll-region";
import type {
  FieldText,
  FieldTable as Table,
  WayText,
} from "@/lib/reports/query-types/prepare-query-type-fields";
import type { IntervalBar as Bar } from "@/lib/reports/query-types/prepare-query-types";
import type { NumberText } from "@/lib/reports/report/prepare-number";

/** Every captured field from the bot to the desk: captured, passed in a field, asked again, and by how it was passed. */
export function FieldTable({ table }: { table: Table }) {
  return (
    <ScrollRegion label="Captured fields, table" kind="wide">
      <table className="tbl fields sticky-first">
        <thead>
          <tr>
            <th scope="col" className="c1">
              Field
            </th>
            <th scope="col" className="c2 r pl">
              Captured
            </th>
            <th scope="col" className="c3 pl">
              Passed in a field
              <Ends ends={["0", "100%"]} />
            </th>
            <th scope="col" className="c3 pl">
              Asked again
              <Ends ends={table.askedEnds} />
            </th>
            <th scope="col" className="pl">
              How it was passed
            </th>
            <th scope="col" className="r pl">
              Asked again then
            </th>
          </tr>
        </thead>
        {table.rows.map((row) => (
          <tbody key={row.key}>
            <Rows row={row} />
          </tbody>
        ))}
      </table>
    </ScrollRegion>
  );
}

function Ends({ ends }: { ends: readonly [string, string] }) {
  return (
    <span className="micro scale-ends" aria-hidden="true">
      <span>{ends[0]}</span>
      <span>{ends[1]}</span>
    </span>
  );
}

/** The field spans the ways in which it was passed on. */
function Rows({ row }: { row: FieldText }) {
  const span = Math.max(1, row.ways.length);
  const [first, ...others] = row.ways;
  return (
    <>
      <tr>
        <th scope="rowgroup" rowSpan={span} className="name" title={row.raw ?? undefined}>
          {row.name}
        </th>
        <td rowSpan={span} className="r pl">
          <span className="num">{row.captured}</span>
          {row.capturedShare && <div className="nn">{row.capturedShare}</div>}
        </td>
        <td rowSpan={span} className="pl" data-label="Passed in a field">
          <Figure number={row.structured} bar={row.structuredBar} />
        </td>
        <td rowSpan={span} className="pl" data-label="Asked again">
          <Figure number={row.askedAgain} bar={row.askedAgainBar} />
        </td>
        {first && <Way way={first} />}
      </tr>
      {others.map((way) => (
        <tr key={way.key}>
          <Way way={way} />
        </tr>
      ))}
    </>
  );
}

function Figure({ number, bar }: { number: NumberText; bar: Bar }) {
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
      <IntervalBar bar={bar} />
    </div>
  );
}

function Way({ way }: { way: WayText }) {
  return (
    <>
      <td className="pl way">
        <span className="ps">
          <PassedMark passed={way.key} />
          {way.name}
        </span>{" "}
        <span className="nn num">{way.count}</span>
      </td>
      <td className="r pl way">
        <span className="sr then">asked again </span>
        {way.askedAgain ?? (way.withheld && <Withheld withheld={way.withheld} />)}{" "}
        {way.parts && <span className="nn num">{way.parts}</span>}
      </td>
    </>
  );
}
