import type { Database } from "@/lib/store/database";
import { makeAnonymous } from "@/lib/store/end-conversations";
import { takeFoundErased } from "@/lib/store/erasures";
import { changeGenerations, holdGenerations } from "@/lib/store/generations";
import { holdConversations } from "@/lib/store/locked-conversations";
import { endHeldConversations } from "./end-conversations";

/**
 * Erases the conversations that turned out to be of erased customers when a record of theirs came in: what had come
 * of them before, such as messages that waited. What is left of their ids goes with {@link eraseCustomer}'s tidying.
 */
export async function eraseFound(db: Database): Promise<void> {
  // While no transaction is storing records: one that began before might still bring some of such a conversation.
  await changeGenerations(db, async (client) => {
    const found = await takeFoundErased(client);
    const known = found.flatMap(({ id }) => id ?? []);
    if (known.length === 0) return;
    const generations = await holdGenerations(client);
    await endHeldConversations(client, generations, await holdConversations(client, known));
    await makeAnonymous(
      client,
      generations.map(({ id }) => id),
      known,
    );
  });
}
