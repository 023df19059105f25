import type pg from "pg";
import { formatInstant } from "@/lib/domain/instant";
import type { Micros } from "@/lib/domain/record";
import type { DataFinding, FindingKind } from "@/lib/metrics/data-findings";

/** What contradicts itself in one conversation. */
export interface FindingsOfConversation {
  readonly conversation: string;
  readonly source: string;
  /** Null where its own record is not there: it then has no findings. */
  readonly startedAt: Micros | null;
  readonly findings: readonly DataFinding[];
}

/** The seconds are a 32-bit number; 68 years are wrong enough. */
const MOST_SECONDS = 2_147_483_647;

/** Puts the findings of conversations in place of those that were known. */
export async function writeFindings(
  client: pg.PoolClient,
  conversations: readonly FindingsOfConversation[],
): Promise<void> {
  if (conversations.length === 0) return;
  await client.query("DELETE FROM data_finding WHERE conversation_id = ANY($1::bigint[])", [
    conversations.map(({ conversation }) => conversation),
  ]);
  const rows = conversations.flatMap(({ conversation, source, startedAt, findings }) =>
    startedAt === null
      ? []
      : findings.map(({ kind, seconds }) => ({ conversation, source, startedAt, kind, seconds })),
  );
  if (rows.length === 0) return;
  await client.query(
    `INSERT INTO data_finding (conversation_id, kind, source, started_at, seconds)
     SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[], $4::timestamptz[], $5::int[])`,
    [
      rows.map((row) => row.conversation),
      rows.map((row) => row.kind),
      rows.map((row) => row.source),
      rows.map((row) => formatInstant(row.startedAt)),
      rows.map((row) => row.seconds && Math.min(row.seconds, MOST_SECONDS)),
    ],
  );
}

/** Findings of one kind and source. */
export interface FindingGroup {
  readonly kind: FindingKind;
  readonly source: string;
  readonly conversations: number;
  /** Of the difference, in seconds; null where no times are compared. */
  readonly median: number | null;
  readonly largest: number | null;
}

/** Findings of conversations that began since a moment, by kind and source: a range of `data_finding_latest`. */
export async function countFindings(pool: pg.Pool, since: Date): Promise<FindingGroup[]> {
  const { rows } = await pool.query<{
    kind: FindingKind;
    source: string;
    n: string;
    median: number | null;
    largest: number | null;
  }>(
    `SELECT kind, source, count(*) AS n, max(seconds) AS largest,
            percentile_disc(0.5) WITHIN GROUP (ORDER BY seconds) AS median
     FROM data_finding WHERE started_at >= $1 GROUP BY kind, source ORDER BY n DESC, source, kind`,
    [since],
  );
  return rows.map(({ n, ...row }) => ({ ...row, conversations: Number(n) }));
}

/** A conversation with a finding. */
export interface FoundConversation {
  readonly source: string;
  readonly conversationId: string;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly seconds: number | null;
}

/** Where a conversation stands in a list by its beginning: to the microsecond, and its internal id. */
export interface FoundPosition {
  readonly startedAt: string;
  readonly id: string;
}

/** A conversation in a list, with its place in it. */
export interface ListedFound extends FoundConversation {
  readonly position: FoundPosition;
}

interface FoundRow {
  readonly source: string;
  readonly external_id: string;
  readonly id: string;
  readonly started_at: Date;
  readonly exact: string;
  readonly seconds: number | null;
}

const EXACT = `to_char(started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS exact`;

function toFound({ source, external_id, id, started_at, exact, seconds }: FoundRow): ListedFound {
  return {
    source,
    conversationId: external_id,
    startedAt: started_at.toISOString(),
    seconds,
    position: { startedAt: exact, id },
  };
}

/** The latest conversations with a finding of one kind and source that began since a moment, those after a position. */
export async function listFindings(
  pool: pg.Pool,
  { kind, source, since }: { readonly kind: FindingKind; readonly source: string; readonly since: Date },
  after: FoundPosition | null,
  limit: number,
): Promise<ListedFound[]> {
  const { rows } = await pool.query<FoundRow>(
    `SELECT f.source, c.external_id, c.id, f.started_at, ${EXACT}, f.seconds
     FROM data_finding AS f JOIN conversation AS c ON c.id = f.conversation_id
     WHERE f.started_at >= $1 AND f.source = $2 AND f.kind = $3
       AND ($4::timestamptz IS NULL OR (f.started_at, f.conversation_id) < ($4::timestamptz, $5::bigint))
     ORDER BY f.started_at DESC, f.conversation_id DESC LIMIT $6`,
    [since, source, kind, after?.startedAt ?? null, after?.id ?? null, limit],
  );
  return rows.map(toFound);
}

/**
 * Conversations that began after a moment, such as now: whoever sent them has a clock ahead, or another time zone. The
 * furthest ahead first, those after a position.
 */
export async function listStartedAfter(
  pool: pg.Pool,
  generation: number,
  moment: Date,
  after: FoundPosition | null,
  limit: number,
): Promise<ListedFound[]> {
  const { rows } = await pool.query<FoundRow>(
    `SELECT m.source, c.external_id, c.id, m.started_at, ${EXACT},
            extract(epoch FROM m.started_at - $2::timestamptz)::float8 AS seconds
     FROM measure AS m JOIN conversation AS c ON c.id = m.conversation_id
     WHERE m.generation = $1 AND m.day >= ($2::timestamptz)::date - 1 AND m.started_at > $2
       AND ($3::timestamptz IS NULL OR (m.started_at, m.conversation_id) < ($3::timestamptz, $4::bigint))
     ORDER BY m.day DESC, m.started_at DESC, m.conversation_id DESC LIMIT $5`,
    [generation, moment, after?.startedAt ?? null, after?.id ?? null, limit],
  );
  return rows.map(toFound);
}
