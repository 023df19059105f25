import type pg from "pg";
import { type Evidence, measuresOf } from "@/lib/metrics/evaluate";
import { type Facet, FIELD_MEASURES } from "@/lib/metrics/measures";
import type { Metric } from "@/lib/metrics/metric";
import type { Selection } from "@/lib/store/report-sql";
import { readFacets, readSums } from "@/lib/store/report-sums";
import type { ReportQuery } from "./report";

/** A question with everything that reading needs to know. */
export interface EvidenceQuestion extends Selection, Pick<ReportQuery, "by"> {
  readonly metrics: readonly Metric[];
}

/** What one row of a report is evaluated from. */
export interface EvidenceRow extends Evidence {
  /** One value a dimension, in the order asked. */
  readonly key: readonly (string | null)[];
}

/** One text for a row's key. */
export function keyOf(row: { readonly key: readonly (string | null)[] }): string {
  return JSON.stringify(row.key);
}

/**
 * Reads the sums and histograms behind a report, a row a key. Without dimensions there is always one row, even when
 * nothing is in it.
 */
export async function readEvidence(
  client: pg.PoolClient,
  question: EvidenceQuestion,
): Promise<EvidenceRow[]> {
  const rows = isAboutFields(question)
    ? await readFields(client, question)
    : await readConversations(client, question);
  return rows.length === 0 && question.by.length === 0 ? [{ key: [], sums: {} }] : rows;
}

/** Whether a question splits or filters by captured field, of which a conversation has many. */
function isAboutFields({ by, filters }: EvidenceQuestion): boolean {
  return by.includes("field") || filters.some((filter) => filter.dimension === "field");
}

async function readFields(client: pg.PoolClient, question: EvidenceQuestion): Promise<EvidenceRow[]> {
  const rows = new Map<string, EvidenceRow>();
  for (const { key, counts } of await readFacets(client, question, question.by, ["field"])) {
    const before = rows.get(keyOf({ key }))?.sums;
    const sums = Object.fromEntries(FIELD_MEASURES.map((m, i) => [m, (before?.[m] ?? 0) + (counts[i] ?? 0)]));
    rows.set(keyOf({ key }), { key, sums });
  }
  return [...rows.values()];
}

async function readConversations(client: pg.PoolClient, question: EvidenceQuestion): Promise<EvidenceRow[]> {
  const { by, metrics } = question;
  const sums = await readSums(client, question, by, metrics.flatMap(measuresOf));
  const facets = [
    ...new Set(metrics.flatMap((metric): Facet[] => (metric.kind === "quantile" ? [metric.facet] : []))),
  ];
  const histograms = new Map<string, Map<number, number>>();
  if (facets.length > 0) {
    for (const { key, facet, facetKey, counts } of await readFacets(client, question, by, facets)) {
      const id = `${facet}${keyOf({ key })}`;
      const histogram = histograms.get(id) ?? new Map<number, number>();
      histogram.set(Number(facetKey), counts[0]);
      histograms.set(id, histogram);
    }
  }
  const none: ReadonlyMap<number, number> = new Map();
  return sums.map((row) => ({
    ...row,
    bot_time: histograms.get(`bot_time${keyOf(row)}`) ?? none,
    wait_time: histograms.get(`wait_time${keyOf(row)}`) ?? none,
  }));
}
