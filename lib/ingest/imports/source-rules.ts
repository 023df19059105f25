import { AppError } from "@/lib/domain/app-error";
import { ConversationState } from "@/lib/ingest/commit/apply-records";
import { foldAgain } from "@/lib/ingest/commit/fold-again";
import { withoutForms, withoutHashedValues } from "@/lib/ingest/redact/redact-captured";
import { keyText, lockConversations } from "@/lib/store/conversation-keys";
import { type Database, inTransaction } from "@/lib/store/database";
import { holdGenerations } from "@/lib/store/generations";
import {
  dropEmptyKeys,
  type Misplaced,
  movedSources,
  movedTo,
  moveRecords,
  waitingToMove,
} from "@/lib/store/move-records";
import { readBodies, readRecords, rewriteBodies } from "@/lib/store/record-log";
import { endSourceRule, holdingRules, insertSourceRule, lockSourceRules } from "@/lib/store/source-rules";
import type { IngestServices } from "./import-records";

const CONVERSATIONS_AT_ONCE = 500;
/** Other processes follow a new rule after so long; what they put elsewhere meanwhile is moved by the job. */
const KNOWN_FOR_MS = 5_000;

interface Known {
  readonly rules: ReadonlyMap<string, string>;
  readonly until: number;
}

const known = new WeakMap<Database, Known>();

/** The rules that records come in under: which source they are put under, by the source that they are sent under. */
export async function currentSourceRules(db: Database): Promise<ReadonlyMap<string, string>> {
  const before = known.get(db);
  if (before && performance.now() < before.until) return before.rules;
  const rules = await holdingRules(db.pool);
  known.set(db, { rules, until: performance.now() + KNOWN_FOR_MS });
  return rules;
}

type Services = Pick<IngestServices, "db" | "keyring">;

/** A rule as it is asked for. */
export interface NewSourceRule {
  readonly sent: string;
  readonly source: string;
  readonly by: string;
  readonly at: Date;
}

/**
 * Makes a rule that holds from now on; {@link applySourceRules} moves what waits. Throws AppError 409 where rules would
 * follow each other, or one for what is sent under this source holds already.
 */
export async function addSourceRule({ db }: Pick<Services, "db">, rule: NewSourceRule): Promise<void> {
  await inTransaction(db.pool, async (client) => {
    await lockSourceRules(client);
    const holding = await holdingRules(client);
    const conflict =
      rule.sent === rule.source
        ? "A source cannot be joined to itself."
        : holding.has(rule.sent)
          ? `A rule for ${rule.sent} holds already. End it first.`
          : holding.has(rule.source) || [...holding.values()].includes(rule.sent)
            ? `One of the two is part of another rule. Join ${rule.sent} to the source at its end.`
            : null;
    if (conflict) throw new AppError("conflict", conflict, { parameter: "sent" });
    await insertSourceRule(client, rule);
  });
  known.delete(db);
}

/** Ends a rule; {@link applySourceRules} gives back what it had moved. Throws AppError 404 where none holds. */
export async function removeSourceRule(
  { db }: Pick<Services, "db">,
  end: { readonly id: string; readonly by: string; readonly at: Date },
): Promise<void> {
  const ended = await inTransaction(db.pool, async (client) => {
    await lockSourceRules(client);
    return endSourceRule(client, end);
  });
  if (!ended) throw new AppError("not_found", "There is no such rule, or it has ended already.");
  known.delete(db);
}

/**
 * Brings every record to where the rules put it: waiting records of a joined source to the conversations of the other,
 * records under an ended rule back. Some conversations a transaction; the numbers are right after each, and what was
 * left undone is done by the next call. Answers how many conversations were gone through. Ends early when `signal` says
 * so, or after `most` conversations.
 */
export async function applySourceRules(
  services: Services,
  { signal, most = Number.POSITIVE_INFINITY }: { readonly signal?: AbortSignal; readonly most?: number } = {},
): Promise<number> {
  let moved = 0;
  const holding = await holdingRules(services.db.pool);
  const ended = (await movedSources(services.db.pool)).filter(
    ({ sent, source }) => holding.get(sent) !== source,
  );
  const ways: readonly Way[] = [
    ...ended.map(({ sent, source }) => ({ sent, from: source, to: sent, back: true })),
    ...[...holding].map(([sent, source]) => ({ sent, from: sent, to: source, back: false })),
  ];
  for (const way of ways) {
    for (let after = "0"; moved < most && !signal?.aborted; ) {
      const limit = Math.min(CONVERSATIONS_AT_ONCE, most - moved);
      const found = way.back
        ? await movedTo(services.db.pool, way.sent, way.from, after, limit)
        : await waitingToMove(services.db.pool, way.from, after, limit);
      const last = found.at(-1);
      if (!last) break;
      await moveSome(services, way, found);
      moved += found.length;
      after = last.id;
    }
  }
  return moved;
}

/** From which source to which; `back` = only what was sent under the source that it goes to. */
interface Way {
  readonly sent: string;
  readonly from: string;
  readonly to: string;
  readonly back: boolean;
}

async function moveSome({ db, keyring }: Services, way: Way, found: readonly Misplaced[]): Promise<void> {
  await inTransaction(db.pool, async (client) => {
    const generations = await holdGenerations(client);
    const holds = (await holdingRules(client)).get(way.sent) === (way.back ? way.from : way.to);
    if (holds === way.back) return;
    const key = (source: string, conversationId: string) => ({ source, conversationId, arrives: false });
    const locked = await lockConversations(
      client,
      found.flatMap(({ externalId }) => [key(way.from, externalId), key(way.to, externalId)]),
    );
    const pairs = found.flatMap(({ id, externalId }) => {
      const [from, to] = [way.from, way.to].map((source) => locked.get(keyText(key(source, externalId))));
      // Another writer may have emptied or ended it meanwhile; what expired takes nothing in any more.
      return from && to && from.id === id && from.gone === 0 && to.gone === 0
        ? [{ from, to, externalId }]
        : [];
    });
    const conversations = pairs.flatMap(({ from, to, externalId }) => [
      { id: from.id, source: way.from, conversationId: externalId, gone: 0 },
      { id: to.id, source: way.to, conversationId: externalId, gone: 0 },
    ]);
    await foldAgain(db, client, generations, conversations, async () => {
      const moves = pairs.map(({ from, to }) => ({ from: from.id, to: to.id }));
      await moveRecords(client, moves, way.sent, way.back);
      await redactMoved(client, keyring, conversations);
    });
    await dropEmptyKeys(
      client,
      conversations.map(({ id }) => id),
    );
  });
}

type Client = Parameters<typeof readBodies>[0];

/** Takes captured values out of texts that have come to the hand-off which holds their hashes. */
async function redactMoved(
  client: Client,
  keyring: Services["keyring"],
  conversations: readonly { readonly id: string; readonly source: string; readonly conversationId: string }[],
): Promise<void> {
  const logs = await readRecords(
    client,
    conversations.map(({ id }) => id),
  );
  const keyed = new Map(
    conversations.flatMap((one) => {
      const state = new ConversationState(one.source, one.conversationId, logs.get(one.id));
      const [hashes, forms] = [state.capturedHashes(), state.capturedForms()];
      return hashes.size + forms.length === 0 ? [] : [[one.id, { ...one, hashes, forms }]];
    }),
  );
  if (keyed.size === 0) return;
  const stored = await readBodies(client, [...keyed.keys()]);
  const changed = stored.flatMap((record) => {
    const one = keyed.get(record.conversation);
    if (!one) return [];
    const { source, conversationId, hashes, forms } = one;
    const spelled =
      forms.length === 0
        ? record.body
        : withoutForms(record.body, forms, keyring.conversationPrint(source, conversationId));
    const body =
      hashes.size === 0
        ? spelled
        : withoutHashedValues(spelled, hashes, keyring.conversationHash(source, conversationId));
    return body === record.body ? [] : [{ ...record, body }];
  });
  await rewriteBodies(client, changed);
}
