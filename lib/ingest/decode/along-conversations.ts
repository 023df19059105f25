import { isObject } from "@/lib/ingest/validate/validate-value";
import type { DecodedRow } from "./decode-row";

/** A conversation of more rows than this may be cut. */
const MOST_CARRIED = 500;

/**
 * Batches cut where a conversation ends, as far as its records stand together: a transaction that holds a conversation of
 * the one before waits for its end, and does nothing beside it. A failure comes after the rows before it.
 */
export async function* alongConversations(
  batches: AsyncIterable<readonly DecodedRow[]>,
): AsyncGenerator<readonly DecodedRow[], void, undefined> {
  let held: readonly DecodedRow[] = [];
  try {
    for await (const rows of batches) {
      const cut = cutBefore(held, rows[0]);
      if (cut > 0) yield held.slice(0, cut);
      held = cut < held.length ? [...held.slice(cut), ...rows] : rows;
    }
  } catch (error) {
    if (held.length > 0) yield held;
    throw error;
  }
  if (held.length > 0) yield held;
}

/** Where the last conversation of a batch begins, if the next row is of it too; else the batch's end. */
function cutBefore(rows: readonly DecodedRow[], next: DecodedRow | undefined): number {
  const id = idOf(next);
  let cut = rows.length;
  while (id !== undefined && cut > 0 && idOf(rows[cut - 1]) === id) cut -= 1;
  return rows.length - cut > MOST_CARRIED ? rows.length : cut;
}

function idOf(row: DecodedRow | undefined): unknown {
  return row && "raw" in row && isObject(row.raw) ? row.raw.conversationId : undefined;
}
