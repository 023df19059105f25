import { NumberCell } from "@/components/metrics/number-cell";
import { ScrollRegion } from "@/components/tables/scroll-region";
import type { RepeatSourceLine, RepeatSourcesView } from "@/lib/reports/context/prepare-repeat-sources";

/** Who said whether details were asked again, and how far they agree. Several may say it of one hand-off. */
export function RepeatSources({ view }: { view: RepeatSourcesView }) {
  return (
    <ScrollRegion label="Who says so, table" kind="wide">
      <table className="tbl metric-table">
        <thead>
          <tr>
            <th scope="col">Source</th>
            <th scope="col" className="r pl">
              Share
            </th>
            <th scope="col" className="pl">
              Of what
            </th>
          </tr>
        </thead>
        <tbody>{[...view.assessed, ...view.agreement].map((line) => Row(line))}</tbody>
      </table>
    </ScrollRegion>
  );
}

function Row({ key, label, of, number }: RepeatSourceLine) {
  return (
    <tr key={key}>
      <th scope="row" className="name">
        {label}
      </th>
      <td className="r pl">
        <NumberCell number={number} />
      </td>
      <td className="pl small ink3">{of}</td>
    </tr>
  );
}
