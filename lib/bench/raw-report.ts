import type pg from "pg";

/** The metrics that the query over the raw tables works out too, and the columns that are their two sums. */
export const RAW_METRICS = {
  conversations: ["conversations", null],
  hand_offs: ["hand_offs", null],
  hand_off_rate: ["handed_off", "conversations"],
  containment_rate: ["contained", "conversations"],
  abandonment_rate: ["abandoned", "conversations"],
  bot_failure_share: ["bot_failure", "three_families"],
  planned_escalation_share: ["planned_escalation", "three_families"],
  customer_demand_share: ["customer_demand", "three_families"],
  connection_rate: ["connected", "status_known"],
  repeat_information_rate: ["repeated", "assessed"],
  structured_pass_rate: ["structured", "pass_known"],
  post_hand_off_csat: ["post_satisfied", "post_scored"],
  contained_csat: ["contained_satisfied", "contained_scored"],
  survey_response_rate: ["post_answered", "post_surveyed"],
  context_useful_rate: ["useful", "with_usefulness"],
  context_ignored_rate: ["ignored", "with_use"],
} as const;

/** One row: the query type and the sums behind {@link RAW_METRICS}. */
export type RawRow = { readonly query_type: string | null; readonly [sum: string]: string | null };

export interface RawQuestion {
  /** First and last day, both inclusive, in UTC. */
  readonly from: string;
  readonly to: string;
  readonly channel: string | null;
}

/** Works the metrics out by joining the raw tables: what somebody with SQL and no Baton would write, in one query. */
export async function queryRawTables(client: pg.PoolClient, question: RawQuestion): Promise<RawRow[]> {
  const { text, values } = rawStatement(question);
  const { rows } = await client.query<RawRow>(text, values);
  return rows;
}

/** The statement of {@link queryRawTables}. */
export function rawStatement({ from, to, channel }: RawQuestion): { text: string; values: string[] } {
  const text = `
    WITH c AS (
      SELECT id, query_type, outcome FROM bench_raw.conversation
      WHERE started_at >= $1::date AND started_at < $2::date + 1 AND test IS NOT TRUE
        AND customer_messages IS DISTINCT FROM 0 AND outcome IS DISTINCT FROM 'open'
        ${channel === null ? "" : "AND channel = $3"}
    ), field AS (
      SELECT f.conversation_id, f.handoff_id,
             bool_or(f.reasked IS NOT NULL OR r.reasked_fields IS NOT NULL) AS assessed,
             coalesce(bool_or(f.reasked OR f.name = ANY(r.reasked_fields)), false) AS repeated,
             count(f.passed) AS pass_known, count(*) FILTER (WHERE f.passed = 'structured') AS structured
      FROM c JOIN bench_raw.handoff_field AS f ON f.conversation_id = c.id
      LEFT JOIN bench_raw.rating AS r ON r.conversation_id = f.conversation_id AND r.handoff_id = f.handoff_id
      GROUP BY f.conversation_id, f.handoff_id
    ), h AS (
      SELECT h.conversation_id, count(*) AS hand_offs,
             bool_or(status IS NULL OR status = 'connected') AS reached,
             count(*) FILTER (WHERE family = 'bot_failure') AS bot_failure,
             count(*) FILTER (WHERE family = 'planned_escalation') AS planned_escalation,
             count(*) FILTER (WHERE family = 'customer_demand') AS customer_demand,
             count(*) FILTER (WHERE status = 'connected') AS connected, count(status) AS status_known,
             count(*) FILTER (WHERE field.assessed AND (status IS NULL OR status = 'connected')) AS assessed,
             count(*) FILTER (WHERE field.repeated AND (status IS NULL OR status = 'connected')) AS repeated,
             sum(field.pass_known) AS pass_known, sum(field.structured) AS structured,
             count(r.usefulness) AS with_usefulness, count(*) FILTER (WHERE r.usefulness = 'useful') AS useful,
             count(r.used) AS with_use, count(*) FILTER (WHERE r.used = 'ignored') AS ignored
      FROM c JOIN bench_raw.handoff AS h ON h.conversation_id = c.id AND h.origin = 'bot'
      LEFT JOIN bench_raw.reason_family AS rf ON rf.reason = h.reason
      LEFT JOIN field ON field.conversation_id = h.conversation_id AND field.handoff_id = h.handoff_id
      LEFT JOIN bench_raw.rating AS r ON r.conversation_id = h.conversation_id AND r.handoff_id = h.handoff_id
      GROUP BY h.conversation_id
    ), s AS (
      SELECT s.conversation_id, bool_or(score IS NOT NULL) AS answered,
             bool_or(score IS NOT NULL AND scale_max IS NOT NULL) AS scored,
             bool_or((score - scale_min) / (scale_max - scale_min) >= 0.75) AS satisfied
      FROM c JOIN bench_raw.survey AS s ON s.conversation_id = c.id AND s.kind = 'csat'
      WHERE s.sent_at IS NOT NULL OR s.score IS NOT NULL
      GROUP BY s.conversation_id
    ), joined AS (
      SELECT c.query_type, c.outcome, h.*, s.answered, s.scored, s.satisfied,
             s.conversation_id IS NOT NULL AS surveyed,
             h.conversation_id IS NOT NULL OR c.outcome IS NOT DISTINCT FROM 'handed_off' AS handed_off,
             h.conversation_id IS NULL AND c.outcome IS NOT DISTINCT FROM 'handed_off' AS implied
      FROM c LEFT JOIN h ON h.conversation_id = c.id LEFT JOIN s ON s.conversation_id = c.id
    ), split AS (
      SELECT *, handed_off AND (implied OR reached) AS post,
             NOT handed_off AND outcome IS DISTINCT FROM 'abandoned' AS is_contained
      FROM joined
    )
    SELECT query_type, count(*) AS conversations,
           coalesce(sum(hand_offs), 0) + count(*) FILTER (WHERE implied) AS hand_offs,
           count(*) FILTER (WHERE handed_off) AS handed_off, count(*) FILTER (WHERE is_contained) AS contained,
           count(*) FILTER (WHERE NOT handed_off AND NOT is_contained) AS abandoned,
           sum(bot_failure) AS bot_failure, sum(planned_escalation) AS planned_escalation,
           sum(customer_demand) AS customer_demand,
           sum(bot_failure) + sum(planned_escalation) + sum(customer_demand) AS three_families,
           sum(connected) AS connected, sum(status_known) AS status_known,
           sum(assessed) AS assessed, sum(repeated) AS repeated,
           sum(pass_known) AS pass_known, sum(structured) AS structured,
           count(*) FILTER (WHERE post AND scored) AS post_scored,
           count(*) FILTER (WHERE post AND satisfied) AS post_satisfied,
           count(*) FILTER (WHERE post AND surveyed) AS post_surveyed,
           count(*) FILTER (WHERE post AND answered) AS post_answered,
           count(*) FILTER (WHERE is_contained AND scored) AS contained_scored,
           count(*) FILTER (WHERE is_contained AND satisfied) AS contained_satisfied,
           sum(with_usefulness) AS with_usefulness, sum(useful) AS useful,
           sum(with_use) AS with_use, sum(ignored) AS ignored
    FROM split GROUP BY query_type ORDER BY query_type NULLS LAST`;
  return { text, values: channel === null ? [from, to] : [from, to, channel] };
}
