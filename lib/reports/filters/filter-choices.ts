import type { Period } from "@/lib/domain/period";
import { REASON_CODES } from "@/lib/domain/reason";
import { type Dimension, parseDimension, TOTALLED_DIMENSIONS } from "@/lib/metrics/dimensions";
import type { Report, ReportQuery } from "@/lib/reports/report/report";
import { FILTER_DIMENSIONS, type FilterChoice } from "@/lib/reports/weekly/weekly";
import type { Workspace } from "@/lib/reports/workspace/workspace";
import type { Database } from "@/lib/store/database";
import { sampleValues } from "@/lib/store/sample-values";

/** What each dimension can be filtered by. */
export type FilterChoices = { readonly [dimension: string]: readonly FilterChoice[] };

/** Custom attributes that are offered: those that most conversations have. */
const MOST_ATTRIBUTES = 12;

/**
 * What the pages about a period can be filtered by. Values and counts come from the daily totals; queues and custom
 * attributes, which no totals are kept by, from the newest conversations of the period: values without a count, because
 * they are a sample. Reason codes are a closed set.
 */
export async function readFilterChoices(
  db: Database,
  workspace: Pick<Workspace, "generation">,
  ask: (query: Partial<ReportQuery>) => Promise<Report>,
  period: Period | null,
): Promise<FilterChoices> {
  const totalled = TOTALLED_DIMENSIONS.filter((dimension) =>
    (FILTER_DIMENSIONS as readonly Dimension[]).includes(dimension),
  );
  const [sample, ...reports] = await Promise.all([
    sampleValues(db.pool, { generation: workspace.generation, period }),
    ...totalled.map((dimension) => ask({ period, by: [dimension] })),
  ]);
  const choices: { [dimension: string]: FilterChoice[] } = {};
  for (const [i, dimension] of totalled.entries()) choices[dimension] = filterChoices(dimension, reports[i]);
  const attributes = new Map<string, number>();
  for (const { dimension, value, conversations } of sample) {
    // A name that is too long for a filter is not offered as one.
    if (parseDimension(dimension) === null) continue;
    choices[dimension] = [...(choices[dimension] ?? []), { value, conversations: null }];
    if (isAttribute(dimension)) attributes.set(dimension, (attributes.get(dimension) ?? 0) + conversations);
  }
  const rare = [...attributes].sort(([, a], [, b]) => b - a).slice(MOST_ATTRIBUTES);
  for (const [dimension] of rare) delete choices[dimension];
  for (const [dimension, values] of Object.entries(choices)) {
    if (isAttribute(dimension)) values.push({ value: null, conversations: null });
    // Where nothing else is known, "not known" is no choice.
    if (dimension === "queue")
      choices.queue = values.some(({ value }) => value !== null) ? nullLast(values) : [];
  }
  choices.reason_code = REASON_CODES.map((value) => ({ value, conversations: null }));
  return choices;
}

/** Whether a dimension is a custom attribute. */
export function isAttribute(dimension: string): boolean {
  return dimension.startsWith("attr.");
}

function nullLast(choices: readonly FilterChoice[]): FilterChoice[] {
  return [...choices].sort((a, b) => Number(a.value === null) - Number(b.value === null));
}

/** What a dimension can be filtered by, most conversations first, not known last. */
export function filterChoices(dimension: Dimension, report: Report | undefined): FilterChoice[] {
  return (report?.rows ?? [])
    .map((row) => ({
      value: row.key[dimension] ?? null,
      conversations: row.values.conversations?.value ?? 0,
    }))
    .filter((choice) => choice.conversations > 0)
    .sort((a, b) => Number(a.value === null) - Number(b.value === null) || b.conversations - a.conversations);
}
