import type pg from "pg";
import type { Dimension } from "@/lib/metrics/dimensions";
import type { MeasureSums } from "@/lib/metrics/evaluate";
import type { MeasureId, Sums } from "@/lib/metrics/measures";
import { type Asked, type AskedTogether, askTogether, keyInStretch, rowName } from "./ask-together";
import { GROUPINGS } from "./groupings";
import type { Selection } from "./report-sql";
import type { Snapshot } from "./snapshot";
import { type ReadSums, readSumsFrom, type Whole } from "./sums-source";
import { WeekAnswers } from "./week-answers";

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
 * measure rows. Rows come in no order; without conversations behind it there is no row. The client must be on a snapshot
 * (snapshot.ts) that changes nothing itself.
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
      const read = await readGroup(snapshot, group);
      return group.questions.map((question) => [question, addUp(question, group, read)] as const);
    }),
  );
  const answers = new Map(found.flat());
  return questions.map((question) => answers.get(question) ?? []);
}

type Group = AskedTogether<SumsQuestion>;

interface Read {
  /** What the sums of each row are of. */
  readonly wanted: readonly MeasureId[];
  readonly rows: readonly ReadSums[];
}

/** What a row takes in memory besides its sums, roughly. */
const BYTES_A_ROW = 150;
const answers = new WeekAnswers<ReadSums>(24 * 1024 * 1024, ({ sums }) => BYTES_A_ROW + 8 * sums.length);

async function readGroup(snapshot: Snapshot, group: Group): Promise<Read> {
  const { grouping, dimensions, filters, questions } = group;
  const measures = new Set<MeasureId>(["eligible", ...questions.flatMap((question) => question.measures)]);
  const wanted = [...measures].sort();
  const tables =
    grouping === null
      ? { settled: "measure", moving: "measure" }
      : { settled: "total", moving: "total_pending" };
  const name = JSON.stringify([grouping, dimensions, filters, wanted]);
  const rows = await answers.read(snapshot, group, "pendingSums", name, (state, days) =>
    snapshot.read((client) => readSumsFrom(client, group, tables[state], days, wanted)),
  );
  return { wanted, rows };
}

function addUp(question: SumsQuestion, { stretches, dimensions }: Group, { wanted, rows }: Read): SumsRow[] {
  const measures = [...new Set<MeasureId>(["eligible", ...question.measures])];
  const places = measures.map((measure) => wanted.indexOf(measure));
  const found = new Map<string, { key: readonly (string | null)[]; parts: (readonly Whole[])[] }>();
  for (const { stretch, values, sums } of rows) {
    const key = keyInStretch(question, stretches?.[stretch - 1] ?? null, dimensions, values);
    if (!key) continue;
    const name = rowName(key);
    const known = found.get(name);
    if (known) known.parts.push(sums);
    else found.set(name, { key, parts: [sums] });
  }
  return [...found.values()].flatMap(({ key, parts }) => {
    const sums: Sums = {};
    for (const [i, measure] of measures.entries()) sums[measure] = exactSum(parts, places[i] ?? -1);
    return (sums.eligible ?? 0) > 0 ? [{ key, sums }] : [];
  });
}

/** The sum of whole numbers, rounded once where it is too large for a number, as a single one would be. */
function exactSum(parts: readonly (readonly Whole[])[], place: number): number {
  let sum = 0;
  for (const part of parts) {
    const amount = part[place] ?? 0;
    sum += Number(amount);
    if (typeof amount === "bigint" || !Number.isSafeInteger(sum)) {
      return Number(parts.reduce((all, one) => all + BigInt(one[place] ?? 0), 0n));
    }
  }
  return sum;
}
