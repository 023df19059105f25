const COLUMNS = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"] as const;

/** Holds a chart's place until it is there. */
export function ChartSkeleton() {
  return (
    <div className="chart-skeleton" aria-hidden="true">
      {COLUMNS.map((column) => (
        <i key={column} />
      ))}
    </div>
  );
}
