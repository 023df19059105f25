import type { SparkPoint, Sparkline as SparkSeries } from "@/lib/reports/weekly/prepare-sparkline";

const TOP = 6;
const BOTTOM = 60;
const TONES = { worse: "var(--worse)", better: "var(--better)", neutral: "var(--ink)" } as const;

/**
 * Weeks as a line on a scale of its own. The picture stretches to the card; lines keep their weight and letters
 * their size, because points are drawn as round caps and letters are not part of the drawing.
 */
export function Sparkline({ series }: { series: SparkSeries }) {
  const { points, centre, second, limitTexts, description } = series;
  const place = placesOf(series);
  const last = points.length - 1;
  const reviewed = points.findIndex((point) => point.state === "reviewed");
  const reviewedPoint = points[reviewed];
  const gap = namedGap(points, reviewed);
  return (
    <div className="spark" role="img" aria-label={description}>
      <svg viewBox="0 0 100 62" preserveAspectRatio="none" aria-hidden="true">
        {bandsOf(points, place).map((d) => (
          <path key={d} d={d} fill="var(--band)" />
        ))}
        {centre !== null && <Line d={`M0 ${place.y(centre)}H100`} stroke="var(--mark-soft)" width={1} />}
        {points.map(
          (point, i) =>
            point.interval && (
              <Line
                key={point.label}
                d={`M${place.x(i)} ${place.y(point.interval.low)}V${place.y(point.interval.high)}`}
                stroke={point.state === "reviewed" ? "var(--ink-3)" : "var(--mark-soft)"}
                width={1}
              />
            ),
        )}
        {second && <Series values={second} points={points} place={place} className="data2" />}
        <Series values={points.map((point) => point.value)} points={points} place={place} className="data" />
        {points.map((point, i) => (
          <Dot
            key={point.label}
            point={point}
            at={place.x(i)}
            y={point.value === null ? null : place.y(point.value)}
          />
        ))}
      </svg>
      <div className="plot" aria-hidden="true">
        <span className="at first" style={{ left: 0 }}>
          {points[0]?.label}
        </span>
        {gap !== undefined && (
          <span className="at" style={{ left: `${place.x(gap.index)}%` }}>
            {gap.text}
          </span>
        )}
        {reviewed > 0 && (
          <span className={reviewed === last ? "at last" : "at"} style={{ left: `${place.x(reviewed)}%` }}>
            {reviewedPoint?.label}
          </span>
        )}
      </div>
      {limitTexts && reviewedPoint?.limits && (
        <>
          <span className="lim" style={{ top: place.y(reviewedPoint.limits.high) }} aria-hidden="true">
            {limitTexts.high}
          </span>
          <span className="lim" style={{ top: place.y(reviewedPoint.limits.low) }} aria-hidden="true">
            {limitTexts.low}
          </span>
        </>
      )}
    </div>
  );
}

/** The one gap that has room for its words: far enough from the first week and from the reviewed one. */
function namedGap(
  points: readonly SparkPoint[],
  reviewed: number,
): { index: number; text: string } | undefined {
  return points
    .flatMap((point, index) => (point.gap === null ? [] : [{ index, text: point.gap }]))
    .findLast(({ index }) => index >= 4 && index <= reviewed - 4);
}

interface Places {
  x(index: number): number;
  y(value: number): number;
}

/** The scale from the lowest to the highest of everything drawn. */
function placesOf({ points, second }: SparkSeries): Places {
  const drawn = [
    ...points.flatMap((point) => [
      point.value,
      point.limits?.low,
      point.limits?.high,
      point.interval?.low,
      point.interval?.high,
    ]),
    ...(second ?? []),
  ].filter((value) => value != null);
  const low = Math.min(...drawn);
  const high = Math.max(...drawn);
  const span = high > low ? high - low : 1;
  const steps = Math.max(1, points.length - 1);
  const round = (value: number) => Math.round(value * 100) / 100;
  return {
    x: (index) => round(points.length === 1 ? 50 : (100 * index) / steps),
    y: (value) => (drawn.length === 0 ? BOTTOM : round(BOTTOM - ((value - low) / span) * (BOTTOM - TOP))),
  };
}

function Line({ d, stroke, width }: { d: string; stroke: string; width: number }) {
  return <path d={d} fill="none" stroke={stroke} strokeWidth={width} vectorEffect="non-scaling-stroke" />;
}

/** The area between the stepped limits, one path per run of weeks that have them. */
function bandsOf(points: readonly SparkPoint[], place: Places): string[] {
  const half = points.length > 1 ? place.x(1) / 2 : 50;
  const paths: string[] = [];
  let upper = "";
  let lower = "";
  points.forEach((point, i) => {
    if (point.limits) {
      const from = Math.max(0, place.x(i) - half);
      const to = Math.min(100, place.x(i) + half);
      const high = place.y(point.limits.high);
      const low = place.y(point.limits.low);
      upper += `${upper ? "L" : "M"}${from} ${high}L${to} ${high}`;
      lower = `L${to} ${low}L${from} ${low}${lower}`;
    }
    if (upper && (!point.limits || i === points.length - 1)) {
      paths.push(`${upper}${lower}Z`);
      upper = "";
      lower = "";
    }
  });
  return paths;
}

/** A line that breaks where a week has no value; dashed towards the running week. */
function Series({
  values,
  points,
  place,
  className,
}: {
  values: readonly (number | null)[];
  points: readonly SparkPoint[];
  place: Places;
  className: string;
}) {
  let solid = "";
  let dashed = "";
  values.forEach((value, i) => {
    if (value === null) return;
    const before = values[i - 1];
    const here = `${place.x(i)} ${place.y(value)}`;
    if (points[i]?.state === "running") {
      if (before != null) dashed = `M${place.x(i - 1)} ${place.y(before)}L${here}`;
    } else {
      solid += `${before == null ? "M" : "L"}${here}`;
    }
  });
  return (
    <>
      {solid && <path className={className} d={solid} vectorEffect="non-scaling-stroke" />}
      {dashed && <path className={`${className} prov`} d={dashed} vectorEffect="non-scaling-stroke" />}
    </>
  );
}

/** The reviewed week, a week outside its limits, the hollow running week; other weeks are only the line. */
function Dot({ point, at, y }: { point: SparkPoint; at: number; y: number | null }) {
  if (y === null) return null;
  if (point.state === "running") {
    return (
      <>
        <Cap at={at} y={y} size={6.25} colour="var(--ink)" />
        <Cap at={at} y={y} size={3.75} colour="var(--surface)" />
      </>
    );
  }
  if (point.state !== "reviewed" && point.outside === null) return null;
  return (
    <>
      <Cap at={at} y={y} size={point.outside ? 8.5 : 7.5} colour="var(--surface)" />
      <Cap
        at={at}
        y={y}
        size={point.outside ? 7 : 6}
        colour={point.outside ? TONES[point.outside] : "var(--ink)"}
      />
    </>
  );
}

function Cap({ at, y, size, colour }: { at: number; y: number; size: number; colour: string }) {
  return (
    <path
      d={`M${at} ${y}h0`}
      stroke={colour}
      strokeWidth={size}
      strokeLinecap="round"
      vectorEffect="non-scaling-stroke"
    />
  );
}
