import { type Keyring, KeyringError } from "@/lib/secrets/keyring";
import type { Database } from "@/lib/store/database";
import type { ConversationName } from "@/lib/store/erasures";
import { expireDrafts } from "@/lib/store/import-drafts";
import {
  deleteSealedInputs,
  readSealedInputs,
  SEALED_TABLES,
  type SealedInput,
  type SealedTable,
} from "@/lib/store/sealed-inputs";

const AT_ONCE = 500;

/**
 * Deletes refused input and kept payloads that name a customer or one of the conversations. All that is
 * kept has to be opened for that: it is encrypted. Answers how many went.
 */
export async function forgetInputs(
  db: Database,
  keyring: Pick<Keyring, "decrypt">,
  words: readonly string[],
  conversations: readonly ConversationName[],
): Promise<number> {
  const names = new Set(conversations.map(({ conversationId }) => conversationId));
  const all = [...new Set([...words, ...names])].map((word) => ({ word, pattern: wholeWord(word) }));
  if (all.length === 0) return 0;
  // Whoever is erased may stand in any uploaded file; none of them is kept for long anyway.
  await expireDrafts(db.pool, new Date(8.64e15));
  let forgotten = 0;
  for (const table of SEALED_TABLES) {
    forgotten += await forgetIn(db, table, ({ conversationId, message, input }) => {
      if (conversationId !== null && names.has(conversationId)) return true;
      const text = `${message}\n${opened(input, keyring)}`;
      return all.some(({ word, pattern }) => text.includes(word) && pattern.test(text));
    });
  }
  return forgotten;
}

/** Deletes the inputs of a table that are about somebody; answers how many. */
async function forgetIn(
  db: Database,
  table: SealedTable,
  isAbout: (input: SealedInput) => boolean,
): Promise<number> {
  let forgotten = 0;
  for (let after: SealedInput["place"] | null = null; ; ) {
    const page: readonly SealedInput[] = await readSealedInputs(db.pool, table, after, AT_ONCE);
    const found = page.filter(isAbout);
    await deleteSealedInputs(
      db.pool,
      table,
      found.map(({ place }) => place),
    );
    forgotten += found.length;
    const last = page.at(-1);
    if (!last || page.length < AT_ONCE) return forgotten;
    after = last.place;
  }
}

/** The input as text; what was escaped in JSON stands beside it as it is meant. */
function opened(input: Buffer, keyring: Pick<Keyring, "decrypt">): string {
  try {
    const text = keyring.decrypt(input).toString("utf8");
    return text.includes("\\")
      ? `${text}\n${text.replace(/\\u([0-9a-f]{4})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))).replace(/\\(["\\/])/g, "$1")}`
      : text;
  } catch (error) {
    if (error instanceof KeyringError) return "";
    throw error;
  }
}

/** A pattern that finds a text as a whole word. */
function wholeWord(text: string): RegExp {
  return new RegExp(
    `(?<![\\p{L}\\p{N}])${text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?![\\p{L}\\p{N}])`,
    "u",
  );
}
