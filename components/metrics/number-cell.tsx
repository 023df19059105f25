import type { NumberText } from "@/lib/reports/report/prepare-number";
import { Parts } from "./parts";
import { Withheld } from "./withheld";

/** A number in a table: the value over what it is made of, which leads to the rows. */
export function NumberCell({ number }: { number: NumberText }) {
  return (
    <span className={number.low ? "v low" : "v"}>
      {number.value ?? (number.withheld && <Withheld withheld={number.withheld} />)}
      <span className="nn block">
        {number.low && <span title="Fewer than 30">low · </span>}
        <Parts number={number} />
      </span>
    </span>
  );
}
