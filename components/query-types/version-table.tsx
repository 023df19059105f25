import Link from "next/link";
import { Change } from "@/components/metrics/change";
import { Parts } from "@/components/metrics/parts";
import { Withheld } from "@/components/metrics/withheld";
import { ScrollRegion } from "@/components/tables/scroll-region";
import type { VersionTable as Table } from "@/lib/reports/query-types/prepare-query-type-versions";
import type { NumberText } from "@/lib/reports/report/prepare-number";

/** Two versions of the bot side by side, with what their mix of channels and languages does to the difference. */
export function VersionTable({ table }: { table: Table }) {
  return (
    <>
      <form className="versions-form" method="get" action={`${table.form.action}#versions`}>
        {table.form.hidden.map(([name, value]) => (
          <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
        ))}
        <VersionSelect label="From" name="before" chosen={table.form.before} table={table} />
        <VersionSelect label="To" name="after" chosen={table.form.after} table={table} />
        <button type="submit" className="btn">
          Compare
        </button>
      </form>
      <ScrollRegion label="Versions, table" kind="wide">
        <table className="tbl roomy versions sticky-first">
          <thead>
            <tr>
              <th scope="col">Number</th>
              <th scope="col" className="r">
                Version {table.before}
                <span className="micro">{table.beforeNote}</span>
              </th>
              <th scope="col" className="r">
                Version {table.after}
                <span className="micro">{table.afterNote}</span>
              </th>
              <th scope="col">Difference</th>
              <th scope="col" className="r">
                Same mix, pts
              </th>
              <th scope="col" className="r">
                By the mix, pts
              </th>
            </tr>
          </thead>
          <tbody>
            {table.rows.map((row) => (
              <tr key={row.metric}>
                <th scope="row" className="name">
                  <Link href={`/definitions#${row.metric}`}>{row.label}</Link>
                </th>
                <td className="r">
                  <Figure number={row.before} />
                </td>
                <td className="r">
                  <Figure number={row.after} />
                </td>
                <td>
                  {row.change ? (
                    <>
                      <Change change={row.change} />
                      {row.change.interval && <div className="nn">{row.change.interval}</div>}
                    </>
                  ) : (
                    <span className="ink3">not known</span>
                  )}
                </td>
                <td className="r">{row.sameMix ?? <span className="ink3">not known</span>}</td>
                <td className="r">{row.mix ?? <span className="ink3">not known</span>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </>
  );
}

interface VersionSelectProps {
  readonly label: string;
  readonly name: string;
  readonly chosen: string;
  readonly table: Table;
}

function VersionSelect({ label, name, chosen, table }: VersionSelectProps) {
  const id = `version-${name}`;
  return (
    <div className="pick">
      <label htmlFor={id}>{label}</label>
      <select className="input" id={id} name={name} defaultValue={chosen}>
        {table.options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.name}
          </option>
        ))}
      </select>
    </div>
  );
}

function Figure({ number }: { number: NumberText }) {
  return (
    <span className={number.low ? "ink3" : undefined}>
      {number.value ?? (number.withheld && <Withheld withheld={number.withheld} />)}
      <span className="nn block">
        {number.low && <span title="Fewer than 30">low · </span>}
        <Parts number={number} />
        {number.interval && <span className="num"> · {number.interval}</span>}
      </span>
    </span>
  );
}
