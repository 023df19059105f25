import type { CanonicalRecord, Micros } from "@/lib/domain/record";
import type { Keyring } from "@/lib/secrets/keyring";
import type { BlockList } from "@/lib/store/block-list";
import { keyText } from "@/lib/store/conversation-keys";
import { GONE } from "@/lib/store/locked-conversations";

/*
 * What is not taken in, though nothing is wrong with it: records of customers who were erased, and of conversations
 * whose records have expired. They are answered as stale: the erasure, or the end of their time, is newer than they.
 */

/** How a customer stands on the block list: a hash of the hash that records hold, so that neither leads to the other. */
export function blockedCustomer(keyring: Pick<Keyring, "hash">, customerHash: string): string {
  return keyring.hash("erased", `customer ${customerHash}`);
}

/** How a conversation of an erased customer stands on the block list. */
export function blockedConversation(
  keyring: Pick<Keyring, "hash">,
  key: { readonly source: string; readonly conversationId: string },
): string {
  return keyring.hash("erased", `conversation ${keyText(key)}`);
}

/** The conversations among those of some records that are not taken in. */
export interface KeptOut {
  /** By {@link keyText}. */
  readonly conversations: ReadonlySet<string>;
  /** Of these, those that are not on the list yet: a record of them names an erased customer. */
  readonly found: readonly FoundErased[];
}

/** A conversation that a record puts down to an erased customer, and how it goes on the list. */
export interface FoundErased {
  readonly source: string;
  readonly conversationId: string;
  readonly hash: string;
  readonly since: Micros;
}

/** Looks through records for conversations of erased customers. A conversation that began after the erasure is new. */
export function findKeptOut(
  records: Iterable<CanonicalRecord>,
  list: BlockList,
  keyring: Pick<Keyring, "hash">,
): KeptOut {
  const seen = new Map<string, boolean>();
  const found = new Map<string, FoundErased>();
  for (const record of records) {
    const key = keyText(record);
    const isListed = seen.get(key) ?? list.has(blockedConversation(keyring, record));
    seen.set(key, isListed);
    if (isListed || record.type !== "conversation" || record.body.customerHash === undefined) continue;
    const since = list.get(blockedCustomer(keyring, record.body.customerHash));
    if (since !== undefined && record.body.startedAt < since) {
      const { source, conversationId } = record;
      found.set(key, { source, conversationId, hash: blockedConversation(keyring, record), since });
    }
  }
  const listed = [...seen].flatMap(([key, isListed]) => (isListed ? [key] : []));
  return { conversations: new Set([...listed, ...found.keys()]), found: [...found.values()] };
}

/** A record without what has expired of its conversation; null when nothing of it may be kept. */
export function withoutExpired<R extends CanonicalRecord>(record: R, gone: number): R | null {
  if (gone === 0) return record;
  if ((gone & GONE.records) !== 0) return null;
  if (record.type === "message") return (gone & GONE.transcript) === 0 ? record : null;
  if ((gone & GONE.comments) === 0 || !("comment" in record.body)) return record;
  const { comment: _, ...body } = record.body;
  return { ...record, body };
}
