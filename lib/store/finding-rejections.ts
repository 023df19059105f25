import type pg from "pg";
import { type FindingKey, findingKeyText, type RepeatRule } from "@/lib/domain/transcript";

interface RejectionRow {
  readonly conversation: string;
  readonly handoffId: string;
  readonly field: string;
  readonly sequence: string;
  readonly rule: RepeatRule;
}

/** The rejected findings of conversations, as {@link findingKeyText} names them, by conversation. */
export async function readFindingRejections(
  client: pg.Pool | pg.PoolClient,
  conversations: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const rejected = new Map<string, Set<string>>();
  if (conversations.length === 0) return rejected;
  const { rows } = await client.query<RejectionRow>(
    `SELECT conversation_id AS conversation, handoff_id AS "handoffId", field, sequence, rule
     FROM finding_rejection WHERE conversation_id = ANY($1::bigint[])`,
    [conversations],
  );
  for (const { conversation, sequence, ...key } of rows) {
    const keys = rejected.get(conversation) ?? new Set();
    keys.add(findingKeyText({ ...key, sequence: Number(sequence) }));
    rejected.set(conversation, keys);
  }
  return rejected;
}

/** Notes that a person rejects a finding; once is enough. */
export async function insertFindingRejection(
  client: pg.PoolClient,
  conversation: string,
  finding: FindingKey,
  by: { readonly person: string; readonly at: Date },
): Promise<void> {
  await client.query(
    `INSERT INTO finding_rejection (conversation_id, handoff_id, field, sequence, rule, rejected_at, rejected_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING`,
    [conversation, finding.handoffId, finding.field, finding.sequence, finding.rule, by.at, by.person],
  );
}

/** Takes a rejection back. */
export async function deleteFindingRejection(
  client: pg.PoolClient,
  conversation: string,
  finding: FindingKey,
): Promise<void> {
  await client.query(
    `DELETE FROM finding_rejection
     WHERE conversation_id = $1 AND handoff_id = $2 AND field = $3 AND sequence = $4 AND rule = $5`,
    [conversation, finding.handoffId, finding.field, finding.sequence, finding.rule],
  );
}
