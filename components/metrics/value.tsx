import type { NumberText } from "@/lib/reports/report/prepare-number";
import { Withheld } from "./withheld";

/** The big number of a card, with a smaller unit. */
export function Value({ number }: { number: NumberText }) {
  if (number.figure === null) {
    return <div className="value none">{number.withheld && <Withheld withheld={number.withheld} />}</div>;
  }
  return (
    <div className={number.low ? "value low" : "value"}>
      {number.figure.number}
      <span className="u">{number.figure.unit}</span>
    </div>
  );
}
