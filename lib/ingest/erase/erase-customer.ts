import { randomUUID } from "node:crypto";
import { AppError } from "@/lib/domain/app-error";
import type { Clock } from "@/lib/domain/clock";
import { blockedConversation, blockedCustomer } from "@/lib/ingest/commit/keep-out";
import { cleanText } from "@/lib/ingest/validate/normalise-text";
import type { Keyring } from "@/lib/secrets/keyring";
import { addToBlockList } from "@/lib/store/block-list";
import { deletePayloadsOf } from "@/lib/store/connection-payloads";
import { type Database, inTransaction } from "@/lib/store/database";
import { makeAnonymous } from "@/lib/store/end-conversations";
import {
  addToErasure,
  findConversationsOfCustomer,
  finishErasures,
  insertErasure,
  type OpenErasure,
  openErasures,
  readErasedNames,
  removeErasedNames,
} from "@/lib/store/erasures";
import { changeGenerations, holdGenerations } from "@/lib/store/generations";
import { holdConversations } from "@/lib/store/locked-conversations";
import { deleteLinksTo, eraseFromFrozen, eraseFromWritten } from "@/lib/store/mentions";
import { endHeldConversations } from "./end-conversations";
import { eraseFound } from "./erase-found";
import { forgetInputs } from "./forget-inputs";

/** What erasing takes. */
export interface EraseServices {
  readonly db: Database;
  readonly keyring: Keyring;
  readonly clock: Clock;
}

const CONVERSATIONS_AT_ONCE = 500;
const LONGEST_REFERENCE = 256;

/**
 * Erases a customer by the reference that sources send: records, texts, hashes and refused input of all the customer's
 * conversations go, whatever people wrote about them by name too; what the conversations counted stays, anonymous and
 * final. From now on nothing of these conversations, or of any that began before, is taken in again. Answers the id of
 * the record that it was done.
 *
 * What is begun is finished by {@link finishErasing}, also when this process dies.
 *
 * @throws AppError 400 without a reference
 */
export async function eraseCustomer(
  services: EraseServices,
  customerRef: string,
  startedBy: string,
): Promise<string> {
  const { db, keyring, clock } = services;
  const reference = referenceOf(customerRef);
  const customerHash = keyring.hash("customer", reference);
  const customer = blockedCustomer(keyring, customerHash);
  const id = randomUUID();
  const startedAt = clock.now();
  // After this every transaction that stores records knows the customer; those before it have ended.
  await changeGenerations(db, async (client) => {
    await insertErasure(client, {
      id,
      customer,
      reference: keyring.encrypt(Buffer.from(reference)),
      startedBy,
      startedAt,
    });
    await addToBlockList(client, [customer], startedAt);
  });
  await finishErasing(services);
  return id;
}

/** A reference as it is hashed when a record brings it. */
export function referenceOf(customerRef: string): string {
  const reference = cleanText(customerRef);
  if (reference === "" || [...reference].length > LONGEST_REFERENCE) {
    throw new AppError(
      "invalid_value",
      `Give the customer's reference, of at most ${LONGEST_REFERENCE} characters.`,
      {
        parameter: "customerRef",
      },
    );
  }
  return reference;
}

/** How many conversations of a customer there are, without erasing any; at most `limit` are counted. */
export async function countConversationsOf(
  { db, keyring, clock }: EraseServices,
  customerRef: string,
  limit = 10_000,
): Promise<number> {
  const hash = keyring.hash("customer", referenceOf(customerRef));
  return (await findConversationsOfCustomer(db.pool, hash, clock.now(), limit)).length;
}

/** Finishes every erasure that was begun, and removes what is left of conversations that were erased. */
export async function finishErasing(services: EraseServices): Promise<void> {
  const { db, keyring, clock } = services;
  await eraseFound(db);
  const open = (await openErasures(db.pool)).map((erasure) => ({
    ...erasure,
    word: keyring.decrypt(erasure.reference).toString("utf8"),
  }));
  for (const erasure of open) while (await eraseNext(services, erasure, erasure.word));
  const names = await readErasedNames(db.pool);
  if (open.length === 0 && names.length === 0) return;
  const words = open.map(({ word }) => word);
  const refused = await forgetInputs(services, words, names);
  await changeGenerations(db, async (client) => {
    const mentions =
      (await eraseFromWritten(client, words, names)) + (await eraseFromFrozen(client, names, words));
    await deleteLinksTo(client, names);
    // What arrived meanwhile.
    await deletePayloadsOf(client, names);
    await removeErasedNames(client, names);
    const [last] = open.slice(-1);
    if (last) await addToErasure(client, last.id, { refused, mentions });
    await finishErasures(
      client,
      open.map(({ id }) => id),
      clock.now(),
    );
  });
}

/** Erases some more conversations of a customer; false when there are none left. */
async function eraseNext(
  { db, keyring }: EraseServices,
  erasure: OpenErasure,
  reference: string,
): Promise<boolean> {
  const hash = keyring.hash("customer", reference);
  const ids = await findConversationsOfCustomer(db.pool, hash, erasure.startedAt, CONVERSATIONS_AT_ONCE);
  if (ids.length === 0) return false;
  await inTransaction(db.pool, async (client) => {
    const generations = await holdGenerations(client);
    const held = await holdConversations(client, ids);
    const records = await endHeldConversations(client, generations, held);
    await makeAnonymous(
      client,
      generations.map(({ id }) => id),
      ids,
    );
    await addToErasure(client, erasure.id, { conversations: ids.length, records });
    // Last, because every other writer that touches the list waits for it.
    await addToBlockList(
      client,
      held.map((conversation) => blockedConversation(keyring, conversation)),
      erasure.startedAt,
    );
  });
  return true;
}
