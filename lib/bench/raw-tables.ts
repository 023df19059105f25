import type pg from "pg";
import { familyOf, REASONS } from "@/lib/domain/reason";

/**
 * What an analytics tool would be pointed at: the records as five tables, one row a thing, made by SQL from the
 * records that Baton keeps. Keys are numbers and every join has its index, which is kinder to the joins than
 * the records as sent would be.
 */
const STATEMENTS: readonly string[] = [
  "DROP SCHEMA IF EXISTS bench_raw CASCADE",
  "CREATE SCHEMA bench_raw",
  "CREATE TABLE bench_raw.reason_family (reason text PRIMARY KEY, family text NOT NULL)",
  `INSERT INTO bench_raw.reason_family VALUES ${REASONS.map((r) => `('${r}', '${familyOf(r)}')`).join(", ")}`,
  `CREATE TABLE bench_raw.conversation AS
     SELECT r.conversation_id AS id, to_timestamp(b."startedAt" / 1e6) AS started_at, b.bot, b."botVersion" AS bot_version,
            b.channel, b.language, b."queryType" AS query_type, b.outcome, b."customerMessages" AS customer_messages,
            b."failedAttempts" AS failed_attempts, b.test
     FROM record AS r, json_to_record(r.body) AS b("startedAt" double precision, bot text, "botVersion" text, channel text,
            language text, "queryType" text, outcome text, "customerMessages" int, "failedAttempts" int, test boolean)
     WHERE r.type = 'conversation'`,
  `CREATE TABLE bench_raw.handoff AS
     SELECT r.conversation_id, r.part AS handoff_id, coalesce(b."from", 'bot') AS origin,
            to_timestamp(b."requestedAt" / 1e6) AS requested_at, to_timestamp(b."connectedAt" / 1e6) AS connected_at,
            coalesce(b.status, CASE WHEN coalesce(b."connectedAt"::text, b."agentId") IS NOT NULL THEN 'connected' END) AS status,
            b.reason, b.queue, b."agentId" AS agent_id
     FROM record AS r, json_to_record(r.body) AS b("from" text, "requestedAt" double precision, "connectedAt" double precision,
            status text, "agentId" text, reason text, queue text)
     WHERE r.type = 'handoff'`,
  `CREATE TABLE bench_raw.handoff_field AS
     SELECT r.conversation_id, r.part AS handoff_id, f.name, f.passed, f.reasked
     FROM record AS r, json_to_recordset(r.body -> 'context' -> 'fields') AS f(name text, passed text, reasked boolean)
     WHERE r.type = 'handoff'`,
  `CREATE TABLE bench_raw.survey AS
     SELECT r.conversation_id, r.part AS survey_id, coalesce(b.kind, 'csat') AS kind, b.score,
            b."scaleMin" AS scale_min, b."scaleMax" AS scale_max, to_timestamp(b."sentAt" / 1e6) AS sent_at
     FROM record AS r, json_to_record(r.body) AS b(kind text, score double precision, "scaleMin" double precision,
            "scaleMax" double precision, "sentAt" double precision)
     WHERE r.type = 'survey'`,
  `CREATE TABLE bench_raw.rating AS
     SELECT r.conversation_id, split_part(r.part, E'\\x1f', 1) AS handoff_id, split_part(r.part, E'\\x1f', 2) AS agent_id,
            b.usefulness, b.used, b."reaskedFields" AS reasked_fields
     FROM record AS r, json_to_record(r.body) AS b(usefulness text, used text, "reaskedFields" text[])
     WHERE r.type = 'context_rating'`,
  "ALTER TABLE bench_raw.conversation ADD PRIMARY KEY (id)",
  "CREATE INDEX ON bench_raw.conversation (started_at)",
  "CREATE INDEX ON bench_raw.conversation (channel, started_at)",
  "ALTER TABLE bench_raw.handoff ADD PRIMARY KEY (conversation_id, handoff_id)",
  "ALTER TABLE bench_raw.handoff_field ADD PRIMARY KEY (conversation_id, handoff_id, name)",
  "ALTER TABLE bench_raw.survey ADD PRIMARY KEY (conversation_id, survey_id)",
  "ALTER TABLE bench_raw.rating ADD PRIMARY KEY (conversation_id, handoff_id, agent_id)",
  ...["conversation", "handoff", "handoff_field", "survey", "rating"].map(
    (table) => `VACUUM ANALYZE bench_raw.${table}`,
  ),
];

/** Makes the raw tables anew. Records must stand in the log once each. */
export async function buildRawTables(client: pg.PoolClient): Promise<void> {
  for (const statement of STATEMENTS) await client.query(statement);
}

/** Whether there are raw tables from an earlier run. */
export async function haveRawTables(client: pg.PoolClient): Promise<boolean> {
  const { rows } = await client.query<{ there: boolean }>(
    "SELECT to_regclass('bench_raw.rating') IS NOT NULL AS there",
  );
  return rows[0]?.there ?? false;
}
