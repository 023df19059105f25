import type { IntervalBar as Bar } from "@/lib/reports/query-types/prepare-query-types";

const WIDTH = 84;
const HEIGHT = 43;
const MIDDLE = 21.5;
/** The scale begins and ends 4 px inside, so that a tick at its end is whole. */
const INSET = 4;

const x = (place: number) => INSET + place * (WIDTH - 2 * INSET);

interface IntervalBarProps {
  readonly bar: Bar;
  /** How far the dotted line reaches beyond the bar, up and down: it has to run through rows that are higher. */
  readonly beyond?: number;
}

/** A value as a tick on its 95 % interval; the dotted line is all query types, the circle a second value. */
export function IntervalBar({ bar, beyond = 0 }: IntervalBarProps) {
  const { value, low, high, reference, circle, hollow } = bar;
  const hasBar = low !== null && high !== null;
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width={WIDTH} height={HEIGHT} aria-hidden="true">
      {reference !== null && (
        <line
          x1={x(reference)}
          x2={x(reference)}
          y1={-beyond}
          y2={HEIGHT + beyond}
          stroke="var(--mark)"
          strokeDasharray="1 2"
        />
      )}
      {hasBar && (
        <rect
          x={x(low)}
          y={MIDDLE - 2}
          width={Math.max(1, x(high) - x(low))}
          height="4"
          fill={hollow ? "none" : "var(--mark)"}
          stroke={hollow ? "var(--mark)" : "none"}
        />
      )}
      {circle !== null && (
        <circle
          cx={x(circle)}
          cy={MIDDLE}
          r="3"
          fill="var(--surface)"
          stroke="var(--mark)"
          strokeWidth="1.25"
        />
      )}
      {value !== null && (
        <rect
          x={x(value) - 1}
          y={MIDDLE - 6}
          width="2"
          height="12"
          fill={hollow ? "var(--mark)" : "var(--ink)"}
        />
      )}
    </svg>
  );
}
