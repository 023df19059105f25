import type pg from "pg";
import type { Day } from "@/lib/domain/day";
import { formatInstant } from "@/lib/domain/instant";
import type { Micros } from "@/lib/domain/record";
import { type FacetDimension, isFacetDimension } from "@/lib/metrics/dimensions";
import { facetOf, keysOfValues, unitsOf } from "@/lib/metrics/facet-dimensions";
import { type MeasureId, SCORE_UNIT } from "@/lib/metrics/measures";
import { Parameters, type Selection, selectionCondition } from "./report-sql";

/** Where a page of rows ends: the next one starts after it. */
export interface RowPosition {
  readonly day: Day;
  readonly startedAt: Micros;
  readonly id: string;
}

/** A page of measure rows, newest first. */
export interface RowsQuestion {
  readonly selection: Selection;
  /** Only rows with at least one unit of this measure; null = all that arrived. */
  readonly measure: MeasureId | null;
  /** Only conversations that were handed to one of these agents; null = all. */
  readonly agents: readonly { readonly source: string; readonly agentId: string }[] | null;
  readonly after: RowPosition | null;
  readonly limit: number;
}

/** One conversation in a list. */
export interface ListedRow {
  readonly position: RowPosition;
  readonly source: string;
  readonly conversationId: string;
  readonly bot: string | null;
  readonly botVersion: string | null;
  readonly channel: string | null;
  readonly language: string | null;
  readonly queryType: string | null;
  readonly reason: string | null;
  readonly reasonCode: string | null;
  readonly queue: string | null;
  readonly eligible: boolean;
  readonly handedOff: boolean;
  readonly abandoned: boolean;
  /** Null = not assessed. */
  readonly repeated: boolean | null;
  /** The counted CSAT score on 1–5; null = none. */
  readonly csat: number | null;
  /** Units of the measure asked for; null when none was. */
  readonly count: number | null;
}

interface Row {
  readonly conversation_id: string;
  readonly day_text: string;
  readonly started: string;
  readonly source: string;
  readonly external_id: string;
  readonly bot: string | null;
  readonly bot_version: string | null;
  readonly channel: string | null;
  readonly language: string | null;
  readonly query_type: string | null;
  readonly reason: string | null;
  readonly reason_code: string | null;
  readonly queue: string | null;
  readonly eligible: number | null;
  readonly handed_off: number | null;
  readonly abandoned: number | null;
  readonly assessed_hand_offs: number | null;
  readonly repeated_hand_offs: number | null;
  readonly score: string | null;
  readonly units: string | null;
}

/** Reads one page of rows, newest first. */
export async function listRows(pool: pg.Pool, question: RowsQuestion): Promise<ListedRow[]> {
  const parameters = new Parameters();
  const { selection, measure, agents, after } = question;
  const filters = selection.filters.filter((filter) => !isFacetDimension(filter.dimension));
  const facetFilters = selection.filters.flatMap(({ dimension, values }) =>
    isFacetDimension(dimension) ? [{ dimension, values: values.filter((value) => value !== null) }] : [],
  );
  const conditions = [selectionCondition({ ...selection, filters }, parameters)];
  for (const filter of facetFilters) conditions.push(hasValue(filter, parameters));
  const units = measure ? unitsExpression(measure, facetFilters, parameters) : "NULL::bigint";
  if (measure) conditions.push(`${units} > 0`);
  if (agents) {
    const [sources, ids] = [agents.map((agent) => agent.source), agents.map((agent) => agent.agentId)];
    conditions.push(`conversation_id IN (
      SELECT a.conversation_id FROM agent_conversation AS a WHERE (a.source, a.agent_id) IN
        (SELECT * FROM unnest(${parameters.add(sources)}::text[], ${parameters.add(ids)}::text[])))`);
  }
  if (after) {
    const [day, startedAt, id] = [after.day, formatInstant(after.startedAt), after.id].map((v) =>
      parameters.add(v),
    );
    conditions.push(
      `(day, started_at, conversation_id) < (${day}::date, ${startedAt}::timestamptz, ${id}::bigint)`,
    );
  }
  const { rows } = await pool.query<Row>(
    `SELECT m.*, c.source, c.external_id
     FROM (SELECT conversation_id, day::text AS day_text, (extract(epoch FROM started_at) * 1000000)::bigint AS started,
                  bot, bot_version, channel, language, query_type, reason, reason_code, queue,
                  eligible, handed_off, abandoned, assessed_hand_offs, repeated_hand_offs,
                  coalesce(post_score, contained_score) AS score, ${units} AS units
           FROM measure WHERE ${conditions.join(" AND ")}
           ORDER BY day DESC, started_at DESC, conversation_id DESC LIMIT ${parameters.add(question.limit)}) AS m
     JOIN conversation AS c ON c.id = m.conversation_id
     ORDER BY m.day_text DESC, m.started DESC, m.conversation_id DESC`,
    parameters.values,
  );
  return rows.map(toListed);
}

/** Values of a dimension of which a conversation can have many. */
interface FacetFilter {
  readonly dimension: FacetDimension;
  readonly values: readonly string[];
}

/** Whether a row has any of the values. */
function hasValue({ dimension, values }: FacetFilter, parameters: Parameters): string {
  return `EXISTS (SELECT FROM jsonb_array_elements(facets) AS f
    WHERE f ->> 0 = ${parameters.add(facetOf(dimension))}::text
      AND f ->> 1 = ANY(${parameters.add(keysOfValues(dimension, values))}::text[]))`;
}

/** How many units of a measure a row has; only those of the filtered values where the measure is kept by them. */
function unitsExpression(
  measure: MeasureId,
  filters: readonly FacetFilter[],
  parameters: Parameters,
): string {
  const [units] = filters.flatMap(({ dimension, values }) => unitsOf(dimension, measure, values) ?? []);
  if (!units) return `${measure}::bigint`;
  const sum = units.counts.map((count) => `(f ->> ${count + 2})::bigint`).join(" + ");
  return `(SELECT sum(${sum}) FROM jsonb_array_elements(facets) AS f
           WHERE f ->> 0 = ${parameters.add(units.facet)}::text AND f ->> 1 = ANY(${parameters.add(units.keys)}::text[]))`;
}

function toListed(row: Row): ListedRow {
  return {
    position: { day: row.day_text, startedAt: Number(row.started), id: row.conversation_id },
    source: row.source,
    conversationId: row.external_id,
    bot: row.bot,
    botVersion: row.bot_version,
    channel: row.channel,
    language: row.language,
    queryType: row.query_type,
    reason: row.reason,
    reasonCode: row.reason_code,
    queue: row.queue,
    eligible: row.eligible !== null,
    handedOff: row.handed_off !== null,
    abandoned: row.abandoned !== null,
    repeated: row.assessed_hand_offs === null ? null : row.repeated_hand_offs !== null,
    csat: row.score === null ? null : Number(row.score) / SCORE_UNIT,
    count: row.units === null ? null : Number(row.units),
  };
}
