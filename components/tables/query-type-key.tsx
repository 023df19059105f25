import type { QueryTypeTable } from "@/lib/reports/query-types/prepare-query-types";

/** How to read the bars of the query-type table. */
export function QueryTypeKey({ table }: { table: QueryTypeTable }) {
  return (
    <p className="sub">
      Tick: value. Bar: 95% interval.{table.hasCircles && " Circle: contained CSAT."} Dotted line: all query
      types.
      {table.hasLow && " Hollow bar and “low”: fewer than 30."}
      {table.hasNew && " Dark outline: another verdict than before."}
    </p>
  );
}
