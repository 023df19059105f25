import type { TrendChart, TrendPoint } from "@/lib/reports/weekly/prepare-trend";
import { lineStart, type Places, placeLabels } from "./trend-places";

const TONES = { worse: "var(--worse)", better: "var(--better)", neutral: "var(--ink)" } as const;

interface LayerProps {
  readonly chart: TrendChart;
  readonly places: Places;
}

/** What lies under the line: the band between the limits, average, target, and the lines of releases. */
export function TrendGround({ chart, places }: LayerProps) {
  const across = { x1: places.left, x2: places.right } as const;
  return (
    <>
      {bands(chart.points, places).map(({ area, edges }) => (
        <g key={area}>
          <path d={area} fill="var(--band)" />
          <path className="limit" d={edges} />
        </g>
      ))}
      {chart.centre !== null && (
        <line
          {...across}
          y1={places.value(chart.centre)}
          y2={places.value(chart.centre)}
          className="centre"
        />
      )}
      {chart.marks.map((mark) => (
        <line
          key={mark.key}
          x1={places.along(mark.at)}
          x2={places.along(mark.at)}
          y1={lineStart(mark, places)}
          y2={places.bottom}
          className={mark.strong ? "day-mark strong" : `day-mark ${mark.kind}`}
        />
      ))}
      {chart.target !== null && (
        <line
          {...across}
          y1={places.value(chart.target)}
          y2={places.value(chart.target)}
          className="target-line"
        />
      )}
    </>
  );
}

/** What lies over the line: points, the whisker and number of the reviewed week, gaps, labels, months. */
export function TrendForeground({ chart, places }: LayerProps) {
  return (
    <>
      {chart.points.map((point, i) => (
        <Point key={point.week} point={point} x={places.week(i)} chart={chart} places={places} />
      ))}
      {placeLabels(chart.marks, places).map(({ mark, text, x, y }) => (
        <text key={mark.key} className={mark.strong ? "lbb" : "ax"} x={x} y={y} textAnchor="middle">
          {text}
        </text>
      ))}
      {chart.months.map(({ text, at, begins }) => (
        <g key={at}>
          {begins && (
            <line
              className="month-mark"
              x1={places.along(at)}
              x2={places.along(at)}
              y1={places.bottom}
              y2={places.bottom + 32}
            />
          )}
          <text className="ax" x={places.along(at) + 4} y={places.bottom + 30}>
            {text}
          </text>
        </g>
      ))}
    </>
  );
}

interface PointProps extends LayerProps {
  readonly point: TrendPoint;
  readonly x: number;
}

/** Small on the line, larger outside the limits in the colour of the judgement, hollow while it may change. */
function Point({ point, x, chart, places }: PointProps) {
  if (point.value === null)
    return point.gap === null ? null : <Gap point={point} x={x} chart={chart} places={places} />;
  const y = places.value(point.value);
  const colour = point.outside ? TONES[point.outside] : "var(--ink)";
  const isReviewed = point.state === "reviewed";
  const r = point.outside ? 4.5 : isReviewed || point.isOpen ? 3.5 : 2.5;
  const top = point.interval ? places.value(point.interval[1]) : y;
  return (
    <>
      {point.interval && (
        <line
          x1={x}
          x2={x}
          y1={places.value(point.interval[0])}
          y2={top}
          stroke={point.outside ? colour : "var(--ink-3)"}
        />
      )}
      {point.isOpen ? (
        <circle
          cx={x}
          cy={y}
          r={r}
          fill="var(--surface)"
          stroke={colour}
          strokeWidth={point.outside ? 2 : 1.5}
        />
      ) : (
        <circle
          cx={x}
          cy={y}
          r={r}
          fill={colour}
          stroke="var(--surface)"
          strokeWidth={point.outside ? 2 : 1}
        />
      )}
      {isReviewed && chart.valueText && (
        <text
          className="lbb halo"
          x={Math.min(x, places.right - 18)}
          y={Math.max(top - 8, places.top - 2)}
          textAnchor="middle"
        >
          {chart.valueText}
        </text>
      )}
    </>
  );
}

/** Where the line breaks, why: one word a line, at the height of the average. */
function Gap({ point, x, chart, places }: PointProps) {
  const y = chart.centre === null ? (places.top + places.bottom) / 2 : places.value(chart.centre);
  const words = point.gap?.startsWith("<") ? [point.gap] : (point.gap ?? "").split(" ");
  return (
    <text className="ax halo" textAnchor="middle">
      {words.map((word, i) => (
        <tspan key={word} x={x} y={y + 4 + 12 * (i - (words.length - 1) / 2)}>
          {word}
        </tspan>
      ))}
    </text>
  );
}

/** The area between the stepped limits and its dashed edges, for every run of weeks that have limits. */
function bands(points: readonly TrendPoint[], places: Places): { area: string; edges: string }[] {
  const found: { area: string; edges: string }[] = [];
  let [upper, lower, back] = ["", "", ""];
  points.forEach((point, i) => {
    if (point.limits) {
      const [from, to] = [places.week(i) - places.half, places.week(i) + places.half];
      const [low, high] = [places.value(point.limits[0]), places.value(point.limits[1])];
      upper += `${upper ? "L" : "M"}${from} ${high}L${to} ${high}`;
      lower += `${lower ? "L" : "M"}${from} ${low}L${to} ${low}`;
      back = `L${to} ${low}L${from} ${low}${back}`;
    }
    if (upper && (!point.limits || i === points.length - 1)) {
      found.push({ area: `${upper}${back}Z`, edges: `${upper}${lower}` });
      [upper, lower, back] = ["", "", ""];
    }
  });
  return found;
}
