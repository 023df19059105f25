import { Parts } from "@/components/metrics/parts";
import { Withheld } from "@/components/metrics/withheld";
import type { NumberText } from "@/lib/reports/report/prepare-number";

/** A number of a table: the value over its parts, which lead to the rows. */
export function NumberCell({ number }: { number: NumberText }) {
  return (
    <span
      className={number.low ? "v low" : "v"}
      title={number.interval ? `95% ${number.interval}` : undefined}
    >
      {number.value ?? (number.withheld && <Withheld withheld={number.withheld} />)}
      <span className="nn block">
        {number.low && <span title="Fewer than 30">low · </span>}
        <Parts number={number} />
      </span>
    </span>
  );
}
