import type { Micros } from "@/lib/domain/record";
import { type Connection, type Database, inTransaction } from "@/lib/store/database";
import type { WalkedConversation } from "@/lib/store/each-conversation";
import { deleteComments, deleteTranscripts } from "@/lib/store/end-conversations";
import {
  deleteUndone,
  type Expiring,
  type ExpiryPosition,
  nextToExpire,
  undoneBefore,
  waitingSince,
} from "@/lib/store/expiring";
import { currentGeneration, type Generation, holdGenerations } from "@/lib/store/generations";
import { holdImport } from "@/lib/store/import-states";
import { holdConversations } from "@/lib/store/locked-conversations";
import { expireSealedInputs } from "@/lib/store/sealed-inputs";
import { endHeldConversations } from "./end-conversations";
import { expiredBefore, GONE_BIT, type RetentionKind, readRetention } from "./retention";

/** What a run of retention did: messages, comments, conversations, refused records, and records of undone imports. */
export type Expired = { readonly [K in RetentionKind | "undone"]: number };

const CONVERSATIONS_AT_ONCE = 1_000;
const ROWS_AT_ONCE = 5_000;

/**
 * Lets everything go whose time is over by the settings, some at a time, each in a transaction of its own: measures and
 * totals stay what they are throughout. Doing it twice, or two processes at once, does no harm; one that is stopped in
 * the middle (`signal`) leaves the rest to the next run.
 */
export async function expireEverything(
  db: Database,
  now: Micros,
  { signal, limit = CONVERSATIONS_AT_ONCE }: { readonly signal?: AbortSignal; readonly limit?: number } = {},
): Promise<Expired> {
  const retention = await readRetention(db);
  const expired = { transcripts: 0, comments: 0, conversations: 0, refused: 0, undone: 0 };
  // Conversations first: what goes with them need not go by itself.
  for (const kind of ["conversations", "transcripts", "comments"] as const) {
    const days = retention[kind];
    if (days !== null) expired[kind] = await expire(db, kind, expiredBefore(now, days), limit, signal);
  }
  const before = expiredBefore(now, retention.refused ?? 0);
  let gone = 0;
  do {
    gone = signal?.aborted ? 0 : await expireSealedInputs(db.pool, new Date(before / 1000), ROWS_AT_ONCE);
    expired.refused += gone;
  } while (gone > 0);
  for (const importId of await undoneBefore(db.pool, before)) {
    expired.undone += await expireUndone(db, importId, signal);
  }
  return expired;
}

/** Lets one kind go in all conversations that began before a moment. Answers how much there was. */
async function expire(
  db: Database,
  kind: Expiring,
  before: Micros,
  limit: number,
  signal: AbortSignal | undefined,
): Promise<number> {
  const { id: generation } = await currentGeneration(db.pool);
  let count = 0;
  let position: ExpiryPosition | null = null;
  do {
    const page = await nextToExpire(db.pool, { generation, bit: GONE_BIT[kind], before }, position, limit);
    count += await letGo(db, kind, page.ids);
    position = page.next;
  } while (position && !signal?.aborted);
  if (kind === "comments") return count;
  for (;;) {
    const type = kind === "transcripts" ? "message" : "any";
    const ids = signal?.aborted ? [] : await waitingSince(db.pool, before, type, limit);
    if (ids.length === 0) return count;
    count += await letGo(db, kind, ids);
  }
}

const LET_GO: {
  readonly [E in Expiring]: (
    client: Connection,
    generations: readonly Generation[],
    held: readonly WalkedConversation[],
  ) => Promise<number>;
} = {
  conversations: async (client, generations, held) => {
    await endHeldConversations(client, generations, held);
    return held.length;
  },
  transcripts: (client, _, held) =>
    deleteTranscripts(
      client,
      held.map(({ id }) => id),
    ),
  comments: (client, _, held) =>
    deleteComments(
      client,
      held.map(({ id }) => id),
    ),
};

/** Lets one kind go in some conversations, in a transaction. */
async function letGo(db: Database, kind: Expiring, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0;
  return inTransaction(db.pool, async (client) => {
    const generations = await holdGenerations(client);
    const held = await holdConversations(client, ids);
    return LET_GO[kind](client, generations, held);
  });
}

/** Deletes what an undone import could have been put back from. */
async function expireUndone(
  db: Database,
  importId: string,
  signal: AbortSignal | undefined,
): Promise<number> {
  let all = 0;
  for (;;) {
    const gone = await inTransaction(db.pool, async (client) => {
      // It may be put back at this moment.
      const state = await holdImport(client, importId);
      return state === "undone" && !signal?.aborted ? deleteUndone(client, importId, ROWS_AT_ONCE) : 0;
    });
    if (gone === 0) return all;
    all += gone;
  }
}
