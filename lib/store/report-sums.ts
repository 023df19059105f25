import type pg from "pg";
import type { Dimension } from "@/lib/metrics/dimensions";
import type { MeasureSums } from "@/lib/metrics/evaluate";
import type { MeasureId, Sums } from "@/lib/metrics/measures";
import { type Asked, type AskedTogether, askTogether, keyInStretch } from "./ask-together";
import { GROUPINGS } from "./groupings";
import { dimensionExpression, Parameters, periodsCondition, type Selection } from "./report-sql";
import type { Snapshot } from "./snapshot";

/** Sums of one row of a report; the key has one value a dimension, in the order asked. */
export interface SumsRow {
  readonly key: readonly (string | null)[];
  readonly sums: MeasureSums;
}

/** A question for sums of measures. */
export interface SumsQuestion extends Asked {
  readonly measures: readonly MeasureId[];
}

/**
 * Sums of measures by up to two dimensions: from the daily totals where they cover the question, else from the
 * measure rows. Rows come in no order; without conversations behind it there is no row.
 */
export async function readSums(
  client: pg.PoolClient,
  selection: Selection,
  by: readonly Dimension[],
  measures: readonly MeasureId[],
): Promise<SumsRow[]> {
  const [rows] = await readAllSums({ read: (work) => work(client) }, [{ selection, by, measures }]);
  return rows ?? [];
}

/** The same for many questions, a list of rows each; what several of them add up is read once. */
export async function readAllSums(
  snapshot: Snapshot,
  questions: readonly SumsQuestion[],
): Promise<SumsRow[][]> {
  const groups = askTogether(questions, GROUPINGS);
  const found = await Promise.all(
    groups.map(async (group) => {
      const rows = await snapshot.read((client) => readGroup(client, group));
      return group.questions.map((question) => [question, addUp(question, group, rows)] as const);
    }),
  );
  const answers = new Map(found.flat());
  return questions.map((question) => answers.get(question) ?? []);
}

interface ReadRow {
  /** Its stretch of time, from 1. */
  readonly stretch: number;
  readonly values: readonly (string | null)[];
  /** Whole numbers as text. */
  readonly sums: { readonly [M in MeasureId]?: string | null };
}

async function readGroup(client: pg.PoolClient, group: AskedTogether<SumsQuestion>): Promise<ReadRow[]> {
  const parameters = new Parameters();
  const { grouping, stretches, dimensions, questions } = group;
  const names = dimensions.map((_, i) => `k${i}`);
  const keys = dimensions.map((dimension, i) => `${dimensionExpression(dimension, parameters)} AS k${i}`);
  if (stretches) {
    names.unshift("stretch");
    keys.unshift(`width_bucket(day, ${parameters.add(stretches)}::date[]) AS stretch`);
  }
  const wanted = [...new Set<MeasureId>(["eligible", ...questions.flatMap(({ measures }) => measures)])];
  const condition = periodsCondition(group, parameters);
  const sources =
    grouping === null
      ? [`measure WHERE ${condition}`]
      : [`total WHERE grouping = ${grouping} AND ${condition}`, `total_pending WHERE ${condition}`];
  const columns = [...keys, ...wanted].join(", ");
  const { rows } = await client.query<(string | number | null)[]>({
    text: `SELECT ${[...names, ...wanted.map((m) => `sum(${m}) AS ${m}`)].join(", ")}
     FROM (${sources.map((source) => `SELECT ${columns} FROM ${source}`).join(" UNION ALL ")}) AS rows
     ${names.length > 0 ? `GROUP BY ${names.join(", ")}` : ""}`,
    values: parameters.values,
    rowMode: "array",
  });
  const first = stretches ? 1 : 0;
  return rows.map((row) => ({
    stretch: Number(stretches ? row[0] : 0),
    values: dimensions.map((_, i) => row[first + i] as string | null),
    sums: Object.fromEntries(wanted.map((m, i) => [m, row[names.length + i] as string | null])),
  }));
}

function addUp(
  question: SumsQuestion,
  { stretches, dimensions }: AskedTogether<SumsQuestion>,
  rows: readonly ReadRow[],
): SumsRow[] {
  const wanted = [...new Set<MeasureId>(["eligible", ...question.measures])];
  const found = new Map<string, { key: readonly (string | null)[]; rows: ReadRow[] }>();
  for (const row of rows) {
    const key = keyInStretch(question, stretches?.[row.stretch - 1] ?? null, dimensions, row.values);
    if (!key) continue;
    const name = JSON.stringify(key);
    const known = found.get(name);
    if (known) known.rows.push(row);
    else found.set(name, { key, rows: [row] });
  }
  return [...found.values()].flatMap(({ key, rows: parts }) => {
    const sums: Sums = {};
    for (const measure of wanted) sums[measure] = exactSum(parts.map((part) => part.sums[measure] ?? null));
    return (sums.eligible ?? 0) > 0 ? [{ key, sums }] : [];
  });
}

/** From this many digits on, a number may not hold a whole number exactly. */
const UNSAFE_DIGITS = 15;

/** The sum of whole numbers, rounded once where it is too large for a number, as a single one would be. */
function exactSum(parts: readonly (string | null)[]): number {
  let sum = 0;
  for (const part of parts) {
    if (part === null) continue;
    if (part.length > UNSAFE_DIGITS) {
      return Number(parts.reduce((all, one) => all + BigInt(one ?? 0), 0n));
    }
    sum += Number(part);
  }
  return Number.isSafeInteger(sum) ? sum : Number(parts.reduce((all, one) => all + BigInt(one ?? 0), 0n));
}
