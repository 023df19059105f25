import { REASON_FILLS } from "@/components/metrics/swatch";
import { familyKeyText, type QuadrantChart } from "@/lib/reports/query-types/prepare-quadrant";

/** What the marks of the scatter mean: only those that occur. */
export function QuadrantKey({ chart }: { chart: QuadrantChart }) {
  return (
    <ul className="key">
      {chart.families.map((family) => (
        <li key={family}>
          <svg width="10" height="10" aria-hidden="true">
            <circle cx="5" cy="5" r="5" fill={family === null ? "var(--ink-3)" : REASON_FILLS[family].fill} />
          </svg>
          {familyKeyText(family)}
        </li>
      ))}
      {chart.hasRings && (
        <li>
          <svg width="12" height="12" aria-hidden="true">
            <circle cx="6" cy="6" r="4.5" fill="none" stroke="var(--mark)" strokeWidth="2" />
          </svg>
          ring: low volume, fewer than 30 assessed
        </li>
      )}
      <li>Area: conversations. Cross: 95% intervals.</li>
      {chart.missing && <li>{chart.missing}</li>}
    </ul>
  );
}
