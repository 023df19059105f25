import type pg from "pg";
import type { ConversationName } from "./erasures";

/** What stands where a customer or a conversation was named. */
export const ERASED_TEXT = "[erased]";

/** Texts that people wrote, in which a customer may be named. */
const WRITTEN = [
  ["comment", "text"],
  ["annotation", "text"],
  ["action", "text"],
  ["saved_view", "name"],
  ["saved_view", "address"],
] as const;

/** A text as a pattern that finds it as a whole word. */
function wholeWord(text: string): string {
  return `(?<![[:alnum:]])${text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?![[:alnum:]])`;
}

/**
 * Whether a word may be taken for a name wherever it stands. A short number may not: in what people write it is mostly
 * a count, a share or a date.
 */
function isTelling(word: string): boolean {
  return !/^\d{1,5}$/.test(word);
}

/**
 * Takes customers' references and conversations out of everything that people wrote; conversations by their ids, or by
 * their addresses where an id is only a short number. Answers in how many texts they stood.
 */
export async function eraseFromWritten(
  client: pg.PoolClient,
  words: readonly string[],
  conversations: readonly ConversationName[],
): Promise<number> {
  const ids = conversations.flatMap(({ source, conversationId }) => {
    const [address, id] = [source, conversationId].map(encodeURIComponent);
    return [conversationId, `conversations/${address}/${id}`];
  });
  let mentions = 0;
  for (const word of [...words, ...ids].filter(isTelling)) {
    // In an address it stands as the browser writes it.
    for (const form of new Set([word, encodeURIComponent(word)])) {
      for (const [table, column] of WRITTEN) {
        const { rowCount } = await client.query(
          `UPDATE ${table} SET ${column} = regexp_replace(${column}, $1, '${ERASED_TEXT}', 'g')
           WHERE strpos(${column}, $2) > 0 AND ${column} ~ $1`,
          [wholeWord(form), form],
        );
        mentions += rowCount ?? 0;
      }
    }
  }
  return mentions;
}

/**
 * Takes conversations, and any words, out of closed weeks, which else never change. Answers in how many weeks they
 * stood.
 */
export async function eraseFromFrozen(
  client: pg.PoolClient,
  conversations: readonly ConversationName[],
  words: readonly string[],
): Promise<number> {
  const names = [...conversations.map(({ conversationId }) => conversationId), ...words];
  if (names.length === 0) return 0;
  const { rows } = await client.query<{ id: string; content: unknown }>(
    `SELECT id, content FROM frozen_review
     WHERE EXISTS (SELECT FROM unnest($1::text[]) AS n (name) WHERE strpos(content::text, n.name) > 0) FOR UPDATE`,
    [names.map((name) => JSON.stringify(name).slice(1, -1))],
  );
  const keys = new Set(conversations.map(({ source, conversationId }) => `${source}\u001f${conversationId}`));
  const patterns = words
    .filter(isTelling)
    .map((word) => new RegExp(wholeWord(word).replaceAll("[[:alnum:]]", "[\\p{L}\\p{N}]"), "gu"));
  let mentions = 0;
  for (const { id, content } of rows) {
    const cleaned = JSON.stringify(without(content, keys, patterns));
    if (cleaned === JSON.stringify(content)) continue;
    mentions += 1;
    await client.query("UPDATE frozen_review SET content = $2 WHERE id = $1", [id, cleaned]);
  }
  return mentions;
}

/** JSON without the entries of lists that are about one of the conversations, and without the words. */
function without(value: unknown, keys: ReadonlySet<string>, patterns: readonly RegExp[]): unknown {
  if (typeof value === "string") {
    return patterns.reduce((text, pattern) => text.replace(pattern, ERASED_TEXT), value);
  }
  if (Array.isArray(value)) {
    return value.filter((item) => !isAbout(item, keys)).map((item) => without(item, keys, patterns));
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, without(item, keys, patterns)]));
}

function isAbout(item: unknown, keys: ReadonlySet<string>): boolean {
  if (typeof item !== "object" || item === null) return false;
  const { source, conversationId } = item as { readonly source?: unknown; readonly conversationId?: unknown };
  return keys.has(`${source}\u001f${conversationId}`);
}

/** Deletes what names conversations by their ids only: links for agents' desktops. */
export async function deleteLinksTo(
  client: pg.PoolClient,
  conversations: readonly ConversationName[],
): Promise<void> {
  await client.query(
    `DELETE FROM embed_link WHERE (source, conversation_id) IN (SELECT * FROM unnest($1::text[], $2::text[]))`,
    [conversations.map(({ source }) => source), conversations.map(({ conversationId }) => conversationId)],
  );
}
