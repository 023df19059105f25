import type pg from "pg";
import type { MeasureId } from "@/lib/metrics/measures";
import type { Asked, AskedTogether } from "./ask-together";
import { dimensionExpression, Parameters, periodsCondition } from "./report-sql";
import type { OfStretch, StretchedDays } from "./week-answers";

/** A whole number; a bigint where it is too large for a number. */
export type Whole = number | bigint;

/** Sums of some conversations that share their values of some dimensions. */
export interface ReadSums extends OfStretch {
  /** One value a dimension that is read. */
  readonly values: readonly (string | null)[];
  /** One for each measure that is read. */
  readonly sums: readonly Whole[];
}

type Group = AskedTogether<Asked>;

/** The columns that a reading is split by, stretch of time first, and its condition. */
export function splitSql(group: Group, { periods, stretches }: StretchedDays) {
  const parameters = new Parameters();
  const keys = [
    `${stretches ? `width_bucket(day, ${parameters.add(stretches)}::date[])` : "0"} AS stretch`,
    ...group.dimensions.map((dimension, i) => `${dimensionExpression(dimension, parameters)} AS k${i}`),
  ];
  const names = ["stretch", ...group.dimensions.map((_, i) => `k${i}`)];
  return { parameters, keys, names, condition: periodsCondition({ ...group, periods }, parameters) };
}

/** Reads sums from a table by what questions are split by. Rows come in no order. */
export async function readSumsFrom(
  client: pg.PoolClient,
  group: Group,
  table: string,
  days: StretchedDays,
  wanted: readonly MeasureId[],
): Promise<ReadSums[]> {
  const { parameters, keys, names, condition } = splitSql(group, days);
  const grouping = table === "total" ? ` AND grouping = ${group.grouping}` : "";
  const { rows } = await client.query<(string | number | null)[]>({
    text: `SELECT ${[...names, ...wanted.map((m) => `sum(${m})`)].join(", ")}
     FROM (SELECT ${[...keys, ...wanted].join(", ")} FROM ${table} WHERE ${condition}${grouping}) AS rows
     GROUP BY ${names.join(", ")}`,
    values: parameters.values,
    rowMode: "array",
  });
  return rows.map((row) => ({
    stretch: Number(row[0]),
    values: row.slice(1, names.length) as (string | null)[],
    sums: row.slice(names.length).map(wholeOf),
  }));
}

/** From this many digits on, a number may not hold a whole number exactly. */
const UNSAFE_DIGITS = 15;

function wholeOf(text: string | number | null): Whole {
  if (text === null) return 0;
  return typeof text === "string" && text.length > UNSAFE_DIGITS ? BigInt(text) : Number(text);
}
