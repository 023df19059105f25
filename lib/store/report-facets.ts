import type pg from "pg";
import type { Dimension } from "@/lib/metrics/dimensions";
import type { Facet } from "@/lib/metrics/measures";
import { type Asked, type AskedTogether, askTogether, keyInStretch, rowName } from "./ask-together";
import { type FacetCounts, unpackFacets } from "./facet-payload";
import { FACET_GROUPINGS } from "./groupings";
import { cellPicker } from "./pick-cells";
import { isOfDay, type Selection } from "./report-sql";
import type { Snapshot } from "./snapshot";
import { splitSql } from "./sums-source";
import { type OfStretch, type StretchedDays, WeekAnswers } from "./week-answers";

/** Sums of one facet's keys within one row of a report. */
export interface FacetRow {
  /** One value a dimension, in the order asked. */
  readonly key: readonly (string | null)[];
  readonly facet: Facet;
  readonly keys: ReadonlyMap<string, FacetCounts>;
}

/** A question for sums of facets; `field` is a facet itself, and is neither split nor filtered by. */
export interface FacetsQuestion extends Asked {
  readonly facets: readonly Facet[];
}

/**
 * Sums of facets by up to two dimensions (other than `field`): from the daily totals where they cover the question,
 * else from the measure rows. Rows come in no order. The client must be on a snapshot (snapshot.ts) that changes nothing
 * itself.
 */
export async function readFacets(
  client: pg.PoolClient,
  selection: Selection,
  by: readonly Dimension[],
  facets: readonly Facet[],
): Promise<FacetRow[]> {
  const [rows] = await readAllFacets({ read: (work) => work(client) }, [{ selection, by, facets }]);
  return rows ?? [];
}

/** The same for many questions, a list of rows each; what several of them add up is read once. */
export async function readAllFacets(
  snapshot: Snapshot,
  questions: readonly FacetsQuestion[],
): Promise<FacetRow[][]> {
  const groups = askTogether(questions, FACET_GROUPINGS);
  const found = await Promise.all(
    groups.map(async (group) => {
      const rows = await readGroup(snapshot, group);
      return group.questions.map((question) => [question, addUp(question, group, rows)] as const);
    }),
  );
  const answers = new Map(found.flat());
  return questions.map((question) => answers.get(question) ?? []);
}

type Group = AskedTogether<FacetsQuestion>;

interface ReadRow extends OfStretch {
  readonly values: readonly (string | null)[];
  readonly facet: Facet;
  /** Each comes once. */
  readonly keys: readonly string[];
  /** The four counts of each key, one after the other. */
  readonly counts: Float64Array;
}

/** Rows with ratings, as the partial index `measure_rated` has them. */
export const RATED =
  "(ratings_with_usefulness IS NOT NULL OR ratings_with_use IS NOT NULL OR reasons_checked IS NOT NULL OR agent_compared IS NOT NULL)";

/** What a row, and a key with its counts, take in memory; roughly. */
const [BYTES_A_ROW, BYTES_A_KEY] = [300, 60];
const answers = new WeekAnswers<ReadRow>(
  24 * 1024 * 1024,
  ({ keys }) => BYTES_A_ROW + BYTES_A_KEY * keys.length,
);

function readGroup(snapshot: Snapshot, group: Group): Promise<readonly ReadRow[]> {
  const { grouping, dimensions, filters, questions } = group;
  const facets = [...new Set(questions.flatMap((question) => question.facets))].sort();
  const name = JSON.stringify([grouping, dimensions, filters, facets]);
  return answers.read(snapshot, group, "pendingFacets", name, (state, days) =>
    snapshot.read((client) => {
      if (grouping === null) return readFromMeasures(client, group, facets, days);
      return state === "settled"
        ? readFromDays(client, { ...group, grouping }, facets, days)
        : readPending(client, group, facets, days);
    }),
  );
}

/** From the totals, which come as all cells of a day: those that are asked for are picked here. */
async function readFromDays(
  client: pg.PoolClient,
  group: Group & { readonly grouping: number },
  facets: readonly Facet[],
  days: StretchedDays,
): Promise<ReadRow[]> {
  const { dimensions, filters, grouping } = group;
  const ofDays = dimensions.filter(isOfDay);
  const inCells = dimensions.filter((dimension) => !isOfDay(dimension));
  const payloads = await readPayloads(
    client,
    `facet_total WHERE grouping = ${grouping} AND`,
    { ...group, dimensions: ofDays, filters: filters.filter(({ dimension }) => isOfDay(dimension)) },
    facets,
    days,
  );
  const inCell = filters.filter(({ dimension }) => !isOfDay(dimension));
  const pick = cellPicker(FACET_GROUPINGS[grouping] ?? [], inCells, inCell);
  const texts = new Map<string, string>();
  return payloads.flatMap(({ payload, values: times, ...row }) =>
    pick(payload).map((picked) => {
      const values = dimensions.map((dimension) =>
        isOfDay(dimension)
          ? (times[ofDays.indexOf(dimension)] ?? null)
          : (picked.values[inCells.indexOf(dimension)] ?? null),
      );
      return { ...row, values, ...unpacked(picked.keys, texts) };
    }),
  );
}

async function readPending(
  client: pg.PoolClient,
  group: Group,
  facets: readonly Facet[],
  days: StretchedDays,
): Promise<ReadRow[]> {
  const payloads = await readPayloads(client, "facet_pending WHERE", group, facets, days);
  const texts = new Map<string, string>();
  return payloads.map(({ payload, ...row }) => ({ ...row, ...unpacked([payload], texts) }));
}

/** Payloads laid end to end, by facet and what a group is split by. */
async function readPayloads(
  client: pg.PoolClient,
  from: string,
  group: Group,
  facets: readonly Facet[],
  days: StretchedDays,
) {
  const { parameters, keys, names, condition } = splitSql(group, days);
  const { rows } = await client.query<[number, Facet, Buffer, ...(string | null)[]]>({
    text: `SELECT stretch, facet, string_agg(payload, ''::bytea), ${names.join(", ")}
     FROM (SELECT ${[...keys, "facet", "payload"].join(", ")}
           FROM ${from} ${condition} AND facet = ANY(${parameters.add(facets)}::text[])) AS rows
     GROUP BY facet, ${names.join(", ")}`,
    values: parameters.values,
    rowMode: "array",
  });
  return rows.map(([stretch, facet, payload, , ...values]) => ({
    stretch: Number(stretch),
    facet,
    payload,
    values,
  }));
}

/** The keys of some payloads with their counts; `texts` has every key once, as the same keys come in many rows. */
function unpacked(payloads: readonly Buffer[], texts: Map<string, string>): Pick<ReadRow, "keys" | "counts"> {
  const sums = new Map<string, FacetCounts>();
  for (const payload of payloads) unpackFacets(payload, sums);
  const counted = [...sums].filter(([, counts]) => counts.some((count) => count !== 0));
  return {
    keys: counted.map(([key]) => {
      const known = texts.get(key);
      if (known === undefined) texts.set(key, key);
      return known ?? key;
    }),
    counts: Float64Array.from(counted.flatMap(([, counts]) => counts)),
  };
}

async function readFromMeasures(
  client: pg.PoolClient,
  group: Group,
  facets: readonly Facet[],
  days: StretchedDays,
): Promise<ReadRow[]> {
  const { parameters, keys, names, condition } = splitSql(group, days);
  const isRated = facets.every((facet) => facet === "rating_agent") ? ` AND ${RATED}` : "";
  const wanted = `f ->> 0 = ANY(${parameters.add(facets)}::text[])${isRated}`;
  const counts = [1, 2, 3, 4].map((n) => `sum((f ->> ${n + 1})::bigint)`).join(", ");
  const { rows } = await client.query<
    [number, Facet, string, string, string, string, string, ...(string | null)[]]
  >({
    text: `SELECT stretch, facet, facet_key, ${counts}, ${names.join(", ")}
     FROM (SELECT ${[...keys, "f ->> 0 AS facet", "f ->> 1 AS facet_key", "f"].join(", ")}
           FROM measure CROSS JOIN LATERAL jsonb_array_elements(facets) AS f WHERE ${condition} AND ${wanted}) AS rows
     GROUP BY facet, facet_key, ${names.join(", ")}`,
    values: parameters.values,
    rowMode: "array",
  });
  const found = new Map<
    string,
    Omit<ReadRow, "counts"> & { readonly keys: string[]; readonly counts: number[] }
  >();
  for (const [stretch, facet, key, n1, n2, n3, n4, , ...values] of rows) {
    const id = `${stretch} ${facet} ${rowName(values)}`;
    const row = found.get(id) ?? { stretch: Number(stretch), values, facet, keys: [], counts: [] };
    found.set(id, row);
    row.keys.push(key);
    row.counts.push(Number(n1), Number(n2), Number(n3), Number(n4));
  }
  return [...found.values()].map((row) => ({ ...row, counts: Float64Array.from(row.counts) }));
}

function addUp(
  question: FacetsQuestion,
  { stretches, dimensions }: Group,
  rows: readonly ReadRow[],
): FacetRow[] {
  const found = new Map<string, FacetRow & { readonly keys: Map<string, FacetCounts> }>();
  for (const { stretch, values, facet, ...part } of rows) {
    if (!question.facets.includes(facet)) continue;
    const key = keyInStretch(question, stretches?.[stretch - 1] ?? null, dimensions, values);
    if (!key) continue;
    const id = `${facet} ${rowName(key)}`;
    const entry = found.get(id) ?? { key, facet, keys: new Map<string, FacetCounts>() };
    found.set(id, entry);
    addCounts(part, entry.keys);
  }
  return [...found.values()];
}

function addCounts({ keys, counts }: Pick<ReadRow, "keys" | "counts">, into: Map<string, FacetCounts>): void {
  for (const [i, key] of keys.entries()) {
    const sum = into.get(key);
    const [a = 0, b = 0, c = 0, d = 0] = [
      counts[4 * i],
      counts[4 * i + 1],
      counts[4 * i + 2],
      counts[4 * i + 3],
    ];
    if (sum) {
      sum[0] += a;
      sum[1] += b;
      sum[2] += c;
      sum[3] += d;
    } else {
      into.set(key, [a, b, c, d]);
    }
  }
}
