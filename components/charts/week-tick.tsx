interface WeekTickProps {
  readonly weeks: readonly {
    readonly label: string;
    /** Where months are not marked by days. */
    readonly month?: string | null;
    readonly state: string;
  }[];
  readonly x?: number;
  readonly y?: number;
  readonly index?: number;
}

/** A week's number under its column, the reviewed one bold; below it the month, where one begins. */
export function WeekTick({ weeks, x, y, index }: WeekTickProps) {
  const week = index === undefined ? undefined : weeks[index];
  if (x === undefined || y === undefined || !week) return null;
  return (
    <g>
      <text className={week.state === "reviewed" ? "ax now" : "ax"} x={x} y={y + 8} textAnchor="middle">
        {week.label}
      </text>
      {week.month && (
        <text className="ax" x={x} y={y + 23} textAnchor="middle">
          {week.month}
        </text>
      )}
    </g>
  );
}
