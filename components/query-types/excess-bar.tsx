import type { ExcessCell } from "@/lib/reports/query-types/prepare-query-type-table";

const WIDTH = 60;
const HEIGHT = 43;
const CENTRE = WIDTH / 2;

interface ExcessBarProps {
  readonly cell: ExcessCell;
  /** How far the line in the middle reaches beyond the bar, up and down. */
  readonly beyond: number;
}

/** Excess hand-offs from the middle: filled outside the 99.8 % funnel limits, grey outside 95 %, hollow inside. */
export function ExcessBar({ cell: { bar, flag }, beyond }: ExcessBarProps) {
  const width = Math.max(1, Math.abs(bar ?? 0) * (CENTRE - 1));
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width={WIDTH} height={HEIGHT} aria-hidden="true">
      <line x1={CENTRE} x2={CENTRE} y1={-beyond} y2={HEIGHT + beyond} stroke="var(--line-strong)" />
      {bar !== null && (
        <rect
          x={bar < 0 ? CENTRE - width : CENTRE}
          y="17.5"
          width={width}
          height="8"
          fill={flag === "outer" ? "var(--ink)" : flag === "inner" ? "var(--mark)" : "var(--surface)"}
          stroke={flag === "inside" ? "var(--mark)" : "none"}
        />
      )}
    </svg>
  );
}
