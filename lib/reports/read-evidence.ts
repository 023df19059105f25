import { type Dimension, type FacetDimension, isFacetDimension } from "@/lib/metrics/dimensions";
import { type Evidence, measuresOf } from "@/lib/metrics/evaluate";
import { facetOf, sumsOfKey, valueOfKey } from "@/lib/metrics/facet-dimensions";
import type { Facet, MeasureId, Sums } from "@/lib/metrics/measures";
import type { Metric } from "@/lib/metrics/metric";
import type { Connection } from "@/lib/store/database";
import { readFacets } from "@/lib/store/report-facets";
import type { Selection } from "@/lib/store/report-sql";
import { readSums } from "@/lib/store/report-sums";
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
export async function readEvidence(client: Connection, question: EvidenceQuestion): Promise<EvidenceRow[]> {
  const dimension = facetDimension(question);
  const rows = dimension
    ? await readByFacet(client, question, dimension)
    : await readConversations(client, question);
  return rows.length === 0 && question.by.length === 0 ? [{ key: [], sums: {} }] : rows;
}

/** The dimension by which a question splits or filters and of which a conversation can have many values; null without. */
function facetDimension({ by, filters }: EvidenceQuestion): FacetDimension | null {
  return [...by, ...filters.map((filter) => filter.dimension)].find(isFacetDimension) ?? null;
}

async function readByFacet(
  client: Connection,
  question: EvidenceQuestion,
  dimension: FacetDimension,
): Promise<EvidenceRow[]> {
  const isOther = (other: Dimension) => other !== dimension;
  const wanted = question.filters.find((filter) => filter.dimension === dimension)?.values ?? null;
  const by = question.by.filter(isOther);
  const selection = { ...question, filters: question.filters.filter((filter) => isOther(filter.dimension)) };
  const rows = new Map<string, EvidenceRow & { readonly sums: Sums }>();
  for (const found of await readFacets(client, selection, by, [facetOf(dimension)])) {
    for (const [facetKey, counts] of found.keys) {
      const value = valueOfKey(dimension, facetKey);
      if ((wanted !== null && !wanted.includes(value)) || counts.every((count) => count === 0)) continue;
      const key = question.by.map((d) => (isOther(d) ? (found.key[by.indexOf(d)] ?? null) : value));
      const row = rows.get(keyOf({ key })) ?? { key, sums: {} };
      rows.set(keyOf({ key }), row);
      for (const [measure, amount] of Object.entries(sumsOfKey(dimension, facetKey, counts))) {
        row.sums[measure as MeasureId] = (row.sums[measure as MeasureId] ?? 0) + amount;
      }
    }
  }
  return [...rows.values()];
}

async function readConversations(client: Connection, question: EvidenceQuestion): Promise<EvidenceRow[]> {
  const { by, metrics } = question;
  const sums = await readSums(client, question, by, metrics.flatMap(measuresOf));
  const facets = [
    ...new Set(metrics.flatMap((metric): Facet[] => (metric.kind === "quantile" ? [metric.facet] : []))),
  ];
  const histograms = new Map<string, Map<number, number>>();
  for (const { key, facet, keys } of facets.length > 0
    ? await readFacets(client, question, by, facets)
    : []) {
    histograms.set(
      `${facet}${keyOf({ key })}`,
      new Map([...keys].map(([bucket, [n]]) => [Number(bucket), n])),
    );
  }
  const none: ReadonlyMap<number, number> = new Map();
  return sums.map((row) => ({
    ...row,
    bot_time: histograms.get(`bot_time${keyOf(row)}`) ?? none,
    wait_time: histograms.get(`wait_time${keyOf(row)}`) ?? none,
  }));
}
