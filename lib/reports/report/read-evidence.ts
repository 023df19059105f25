import { type Dimension, type FacetDimension, isFacetDimension } from "@/lib/metrics/dimensions";
import { type Evidence, measuresOf } from "@/lib/metrics/evaluate";
import { facetOf, sumsOfKey, valueOfKey } from "@/lib/metrics/facet-dimensions";
import type { Facet, MeasureId, Sums } from "@/lib/metrics/measures";
import type { Metric } from "@/lib/metrics/metric";
import type { ReportQuery } from "@/lib/reports/report/report";
import type { Connection } from "@/lib/store/database";
import { type FacetRow, type FacetsQuestion, readAllFacets } from "@/lib/store/report-facets";
import type { Selection } from "@/lib/store/report-sql";
import { readAllSums, type SumsQuestion, type SumsRow } from "@/lib/store/report-sums";
import type { Snapshot } from "@/lib/store/snapshot";

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
  const [rows] = await readAllEvidence({ read: (work) => work(client) }, [question]);
  return rows ?? [];
}

/** The same for many questions, the rows of each; what several of them add up is read once. */
export async function readAllEvidence(
  snapshot: Snapshot,
  questions: readonly EvidenceQuestion[],
): Promise<EvidenceRow[][]> {
  const wants = questions.map(wantOf);
  const [sums, facets] = await Promise.all([
    readAllSums(
      snapshot,
      wants.flatMap((want) => want.sums ?? []),
    ),
    readAllFacets(
      snapshot,
      wants.flatMap((want) => want.facets ?? []),
    ),
  ]);
  const [nextSums, nextFacets] = [sums.values(), facets.values()];
  return wants.map(({ question, dimension, ...want }) => {
    const ownSums = want.sums ? (nextSums.next().value ?? []) : [];
    const ownFacets = want.facets ? (nextFacets.next().value ?? []) : [];
    const rows = dimension
      ? rowsByFacet(question, dimension, ownFacets)
      : rowsOfConversations(ownSums, ownFacets);
    return rows.length === 0 && question.by.length === 0 ? [{ key: [], sums: {} }] : rows;
  });
}

interface Want {
  readonly question: EvidenceQuestion;
  readonly dimension: FacetDimension | null;
  readonly sums: SumsQuestion | null;
  readonly facets: FacetsQuestion | null;
}

function wantOf(question: EvidenceQuestion): Want {
  const { by, metrics } = question;
  const dimension = facetDimension(question);
  const { generation, period } = question;
  if (dimension) {
    const isOther = (other: Dimension) => other !== dimension;
    const filters = question.filters.filter((filter) => isOther(filter.dimension));
    const selection = { generation, period, filters };
    return {
      question,
      dimension,
      sums: null,
      facets: { selection, by: by.filter(isOther), facets: [facetOf(dimension)] },
    };
  }
  const selection = { generation, period, filters: question.filters };
  const facets = [
    ...new Set(metrics.flatMap((metric): Facet[] => (metric.kind === "quantile" ? [metric.facet] : []))),
  ];
  return {
    question,
    dimension,
    sums: { selection, by, measures: metrics.flatMap(measuresOf) },
    facets: facets.length > 0 ? { selection, by, facets } : null,
  };
}

/** The dimension by which a question splits or filters and of which a conversation can have many values; null without. */
function facetDimension({ by, filters }: EvidenceQuestion): FacetDimension | null {
  return [...by, ...filters.map((filter) => filter.dimension)].find(isFacetDimension) ?? null;
}

function rowsByFacet(
  question: EvidenceQuestion,
  dimension: FacetDimension,
  facets: readonly FacetRow[],
): EvidenceRow[] {
  const isOther = (other: Dimension) => other !== dimension;
  const wanted = question.filters.find((filter) => filter.dimension === dimension)?.values ?? null;
  const by = question.by.filter(isOther);
  const rows = new Map<string, EvidenceRow & { readonly sums: Sums }>();
  for (const found of facets) {
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

function rowsOfConversations(sums: readonly SumsRow[], facets: readonly FacetRow[]): EvidenceRow[] {
  const histograms = new Map<string, Map<number, number>>();
  for (const { key, facet, keys } of facets) {
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
