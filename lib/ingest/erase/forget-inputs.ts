import { mapKept } from "@/lib/ingest/payloads/process-payload";
import { isObject } from "@/lib/ingest/validate/validate-value";
import { type Keyring, KeyringError } from "@/lib/secrets/keyring";
import { deletePayloadsOf, isPayloadFormat } from "@/lib/store/connection-payloads";
import { findConnection, type StoredConnection } from "@/lib/store/connections";
import type { Database } from "@/lib/store/database";
import { type ConversationName, namesAsSent } from "@/lib/store/erasures";
import { expireDrafts } from "@/lib/store/import-drafts";
import {
  deleteRefusedOf,
  deleteSealedInputs,
  placesToOpen,
  readSealedInputs,
  type SealedInput,
  type SealedPlace,
  type SealedTable,
} from "@/lib/store/sealed-inputs";
import { type WantedNames, wantedNames } from "./wanted-names";

const PLACES_AT_ONCE = 1_000;
/** So many encrypted bytes are in memory at once, or one input that is larger. */
const BYTES_AT_ONCE = 4 * 1024 * 1024;

/** What opening inputs takes. */
export interface ForgetServices {
  readonly db: Database;
  readonly keyring: Keyring;
}

/**
 * Deletes refused input and kept payloads of customers and of their conversations: by source and id where these stand
 * beside it. What does not tell by them of whom it is has to be opened, because it is encrypted: it is read as the
 * records that it would give, and as words only where it gives none. A payload that tells of several conversations goes
 * as a whole. Answers how many went.
 */
export async function forgetInputs(
  services: ForgetServices,
  references: readonly string[],
  conversations: readonly ConversationName[],
): Promise<number> {
  const { db } = services;
  if (references.length === 0 && conversations.length === 0) return 0;
  // Whoever is erased may stand in any uploaded file; none of them is kept for long anyway.
  await expireDrafts(db.pool, new Date(8.64e15));
  const named = await namesAsSent(db.pool, conversations);
  const wanted = wantedNames(references, named);
  const exact = (await deleteRefusedOf(db.pool, named)) + (await deletePayloadsOf(db.pool, named));
  return (
    exact +
    (await forgetIn(services, "rejection", async (input) => refusedTellsOf(services, input, wanted))) +
    (await forgetIn(services, "connection_payload", payloadReader(services, wanted)))
  );
}

/** Deletes what is about somebody among the inputs of a table that have to be opened; answers how many went. */
async function forgetIn(
  { db }: ForgetServices,
  table: SealedTable,
  isAbout: (input: SealedInput) => Promise<boolean>,
): Promise<number> {
  let forgotten = 0;
  for (let after: SealedPlace["place"] | null = null; ; ) {
    const page: readonly SealedPlace[] = await placesToOpen(db.pool, table, after, PLACES_AT_ONCE);
    for (const places of bySize(page)) {
      const found: SealedPlace["place"][] = [];
      for (const input of await readSealedInputs(db.pool, table, places)) {
        if (await isAbout(input)) found.push(input.place);
      }
      forgotten += await deleteSealedInputs(db.pool, table, found);
    }
    const last = page.at(-1);
    if (!last || page.length < PLACES_AT_ONCE) return forgotten;
    after = last.place;
  }
}

/** Places in their order, in groups that are small enough to be read at once. */
function* bySize(places: readonly SealedPlace[]): Generator<readonly SealedPlace[]> {
  let group: SealedPlace[] = [];
  let bytes = 0;
  for (const place of places) {
    if (group.length > 0 && bytes + place.size > BYTES_AT_ONCE) {
      yield group;
      [group, bytes] = [[], 0];
    }
    group.push(place);
    bytes += place.size;
  }
  if (group.length > 0) yield group;
}

/** Whether a refused record is about an erased customer or conversation. */
function refusedTellsOf(services: ForgetServices, input: SealedInput, wanted: WantedNames): boolean {
  const text = opened(services.keyring, input.input);
  if (text === null) return false;
  const record = objectIn(text);
  if (!record || input.conversationId === null) {
    return wanted.standsIn(`${input.message}\n${unescaped(text)}`, input.source);
  }
  const source = input.source ?? (typeof record.source === "string" ? record.source.trim() : null);
  return wanted.hasConversation(source, input.conversationId) || wanted.isReference(record.customerRef);
}

/** Tells whether kept payloads are about an erased customer or conversation, read as their connection reads them. */
function payloadReader(
  { db, keyring }: ForgetServices,
  wanted: WantedNames,
): (input: SealedInput) => Promise<boolean> {
  const connections = new Map<string, StoredConnection | null>();
  return async ({ place: [id], source, message, format, receivedAt, input }) => {
    const text = opened(keyring, input);
    if (text === null) return false;
    const connection = connections.get(id) ?? (await findConnection(db, id));
    connections.set(id, connection);
    const mapped =
      connection && isPayloadFormat(format)
        ? mapKept({ keyring }, connection, { format, receivedAt }, input)
        : null;
    const isRead = mapped !== null && mapped.irrelevant === 0 && mapped.problems.length === 0;
    return (
      (mapped?.conversations ?? []).some(
        ({ conversationId, records }) =>
          wanted.hasConversation(source, conversationId) ||
          records.some((record) => wanted.isReference(record.customerRef)),
      ) ||
      // What gives no records may still name somebody.
      (!isRead && wanted.standsIn(`${message}\n${unescaped(text)}`, source))
    );
  };
}

/** The input as text; null when it was encrypted under another key. */
function opened(keyring: Keyring, input: Buffer): string | null {
  try {
    return keyring.decrypt(input).toString("utf8");
  } catch (error) {
    if (error instanceof KeyringError) return null;
    throw error;
  }
}

/** The JSON object that a text is; null where it is none. */
function objectIn(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

/** A text, and beside it as it is meant what was escaped in JSON or in a form. */
function unescaped(text: string): string {
  const json = text.includes("\\")
    ? text
        .replace(/\\u([0-9a-f]{4})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
        .replace(/\\(["\\/])/g, "$1")
    : "";
  const form = /%[0-9a-f]{2}/i.test(text) ? text.replace(/(?:%[0-9a-f]{2})+/gi, decoded) : "";
  return `${text}\n${json}\n${form}`;
}

function decoded(escaped: string): string {
  try {
    return decodeURIComponent(escaped);
  } catch {
    return escaped;
  }
}
