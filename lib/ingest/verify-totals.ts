import { isDeepStrictEqual } from "node:util";
import { measureConversation } from "@/lib/metrics/measure-conversation";
import { compareTotals } from "@/lib/store/compare-totals";
import type { Database } from "@/lib/store/database";
import { conversationsAfter, type WalkedConversation } from "@/lib/store/each-conversation";
import { currentGeneration, type Generation } from "@/lib/store/generations";
import { readTotalled, type Totalled } from "@/lib/store/measure-rows";
import { type LoggedRecord, readRecords } from "@/lib/store/record-log";
import { onOneSnapshot } from "@/lib/store/snapshot";
import { ConversationState } from "./apply-records";
import { measuringIn } from "./measuring";

const CONVERSATIONS_AT_ONCE = 2_000;

/**
 * Recomputes everything from the facts: each conversation's measures from its records, and every cell of the totals
 * from the measure rows, on one snapshot. Calls `report` with a sentence for each difference; none means that all is exact.
 * Measure rows marked final have outlived their records and are taken as they are.
 */
export async function verifyTotals(
  db: Database,
  report: (difference: string) => void,
): Promise<{ conversations: number }> {
  return onOneSnapshot(db.pool, async (client) => {
    const generation = await currentGeneration(client);
    let conversations = 0;
    for (let after = "0"; ; ) {
      const walked = await conversationsAfter(client, after, CONVERSATIONS_AT_ONCE);
      const last = walked.at(-1);
      if (!last) break;
      after = last.id;
      conversations += walked.length;
      const ids = walked.map((conversation) => conversation.id);
      const logs = await readRecords(client, ids);
      const stored = new Map(
        (await readTotalled(client, [generation.id], ids)).map((row) => [row.conversation, row]),
      );
      for (const conversation of walked) {
        const expected = recompute(conversation, logs.get(conversation.id) ?? [], generation);
        const found = stored.get(conversation.id);
        if (!found?.final && !isDeepStrictEqual(found && comparable(found), expected)) {
          report(
            `The measures of ${conversation.source} ${conversation.conversationId} are not those of its records.`,
          );
        }
      }
    }
    for (const { grouping, cell, name, total, recomputed } of await compareTotals(client, generation.id)) {
      report(`Totals ${grouping}, ${cell}: ${name} is ${total}, recomputed ${recomputed}.`);
    }
    return { conversations };
  });
}

type Comparable = Pick<Totalled, "day" | "sums" | "dimensions"> & { readonly facets: readonly unknown[] };

function recompute(
  { source, conversationId }: WalkedConversation,
  log: readonly LoggedRecord[],
  generation: Generation,
): Comparable | undefined {
  const facts = new ConversationState(source, conversationId, log).facts();
  const measured = measureConversation(facts, measuringIn(generation.timeZone));
  return measured ? comparable(measured) : undefined;
}

function comparable({ day, sums, dimensions, facets }: Totalled | Comparable): Comparable {
  const { query_type, bot, bot_version, channel, language, reason } = dimensions;
  return {
    day,
    dimensions: { query_type, bot, bot_version, channel, language, reason },
    sums: Object.fromEntries(Object.entries(sums).sort(([a], [b]) => (a < b ? -1 : 1))),
    facets: facets.map((facet) => JSON.stringify(facet)).sort(),
  };
}
