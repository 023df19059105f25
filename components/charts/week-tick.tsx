interface WeekTickProps {
  readonly week: {
    readonly label: string;
    /** Where months are not marked by days. */
    readonly month?: string | null;
    readonly state: string;
  };
  readonly x: number;
  /** The lower edge of the plot. */
  readonly y: number;
}

/** A week's number under its column, the reviewed one bold; below it the month, where one begins. */
export function WeekTick({ week, x, y }: WeekTickProps) {
  return (
    <g>
      <text className={week.state === "reviewed" ? "ax now" : "ax"} x={x} y={y + 16} textAnchor="middle">
        {week.label}
      </text>
      {week.month && (
        <text className="ax" x={x} y={y + 31} textAnchor="middle">
          {week.month}
        </text>
      )}
    </g>
  );
}
