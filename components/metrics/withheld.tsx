import type { WithheldText } from "@/lib/reports/report/prepare-number";

/** What stands where a number is not shown: the words `no data`, or a dashed outline. Never 0, never a dash. */
export function Withheld({ withheld }: { withheld: WithheldText }) {
  return withheld.kind === "no_data" ? (
    <span className="wh" title={withheld.why}>
      {withheld.text}
    </span>
  ) : (
    <span className="withheld" title={withheld.why}>
      {withheld.text}
    </span>
  );
}
