import { type Evidence, measuresOf } from "@/lib/metrics/evaluate";
import { type Facet, FIELD_MEASURES } from "@/lib/metrics/measures";
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
  const rows = isAboutFields(question)
    ? await readFields(client, question)
    : await readConversations(client, question);
  return rows.length === 0 && question.by.length === 0 ? [{ key: [], sums: {} }] : rows;
}

/** Whether a question splits or filters by captured field, of which a conversation has many. */
function isAboutFields({ by, filters }: EvidenceQuestion): boolean {
  return by.includes("field") || filters.some((filter) => filter.dimension === "field");
}

/** Of a question about fields, the parts that are dimensions of the conversation and the fields wanted (null = all). */
function withoutField(question: EvidenceQuestion) {
  const fields = question.filters.find((filter) => filter.dimension === "field")?.values ?? null;
  return {
    by: question.by.filter((dimension) => dimension !== "field"),
    selection: { ...question, filters: question.filters.filter((filter) => filter.dimension !== "field") },
    isWanted: (field: string) => fields === null || fields.includes(field),
  };
}

async function readFields(client: Connection, question: EvidenceQuestion): Promise<EvidenceRow[]> {
  const { by, selection, isWanted } = withoutField(question);
  const rows = new Map<string, EvidenceRow>();
  for (const found of await readFacets(client, selection, by, ["field"])) {
    for (const [field, counts] of found.keys) {
      if (!isWanted(field) || counts.every((count) => count === 0)) continue;
      const key = question.by.map((d) => (d === "field" ? field : (found.key[by.indexOf(d)] ?? null)));
      const before = rows.get(keyOf({ key }))?.sums;
      const sums = Object.fromEntries(
        FIELD_MEASURES.map((m, i) => [m, (before?.[m] ?? 0) + (counts[i] ?? 0)]),
      );
      rows.set(keyOf({ key }), { key, sums });
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
