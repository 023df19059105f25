import type pg from "pg";
import { foldRawReason } from "@/lib/domain/reason-map";
import type { OpenRawReason } from "@/lib/metrics/open-raw-reasons";

/** The raw reasons of one conversation that only the reason map can classify. */
export interface RawReasonsOfConversation {
  readonly conversation: string;
  readonly source: string;
  readonly open: readonly OpenRawReason[];
}

/** Puts the raw reasons of conversations in place of those that were known. */
export async function writeRawReasons(
  client: pg.PoolClient,
  conversations: readonly RawReasonsOfConversation[],
): Promise<void> {
  if (conversations.length === 0) return;
  await client.query("DELETE FROM raw_reason WHERE conversation_id = ANY($1::bigint[])", [
    conversations.map(({ conversation }) => conversation),
  ]);
  const rows = conversations.flatMap(({ conversation, source, open }) =>
    open.map((reason) => ({ ...reason, conversation, source })),
  );
  if (rows.length === 0) return;
  await client.query(
    `INSERT INTO raw_reason (conversation_id, raw, source, folded, hand_offs, is_first)
     SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::int[], $6::boolean[])`,
    [
      rows.map((row) => row.conversation),
      rows.map((row) => row.raw),
      rows.map((row) => row.source),
      rows.map((row) => foldRawReason(row.raw)),
      rows.map((row) => row.handOffs),
      rows.map((row) => row.isFirst),
    ],
  );
}

/** The raw reasons of conversations as they are stored, in no order. */
export async function readRawReasons(
  client: pg.Pool | pg.PoolClient,
  conversations: readonly string[],
): Promise<Map<string, OpenRawReason[]>> {
  const { rows } = await client.query<OpenRawReason & { readonly conversation: string }>(
    `SELECT conversation_id AS conversation, raw, hand_offs AS "handOffs", is_first AS "isFirst"
     FROM raw_reason WHERE conversation_id = ANY($1::bigint[])`,
    [conversations],
  );
  const found = new Map<string, OpenRawReason[]>();
  for (const { conversation, ...reason } of rows) {
    found.set(conversation, [...(found.get(conversation) ?? []), reason]);
  }
  return found;
}
