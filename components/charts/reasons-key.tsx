import { Swatch } from "@/components/metrics/swatch";
import type { ReasonsOverTime } from "@/lib/reports/weekly/prepare-reasons-over-time";

/** On a phone, in place of the labels at the chart's edge: each family with its share in the reviewed week. */
export function ReasonsKey({ chart }: { chart: ReasonsOverTime }) {
  return (
    <ul className="key chart-key">
      {chart.labels.map(({ family, name, text }) => (
        <li key={family}>
          <Swatch family={family} />
          {name} {text}
        </li>
      ))}
    </ul>
  );
}
