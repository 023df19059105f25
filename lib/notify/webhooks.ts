import { randomBytes } from "node:crypto";
import { z } from "zod";
import type { Actor } from "@/lib/access/actor";
import { checked, checkedId, noSuch } from "@/lib/access/checked-input";
import { requirePermission } from "@/lib/access/permissions";
import { dateOf } from "@/lib/access/system-clock";
import { AppError } from "@/lib/domain/app-error";
import type { Clock } from "@/lib/domain/clock";
import type { Keyring } from "@/lib/secrets/keyring";
import type { Database } from "@/lib/store/database";
import { insertNotifications } from "@/lib/store/notifications";
import {
  findWebhook,
  insertWebhook,
  listWebhooks,
  removeWebhook,
  replaceWebhookSecret,
  type StoredWebhook,
  type WebhookKeys,
} from "@/lib/store/webhooks";
import { CHOSEN_EVENTS, eventBody } from "./webhook-events";

/** How long the key before signs beside a new one: time to put the new one into the receiver. */
export const ROTATION_HOURS = 24;

const MOST_WEBHOOKS = 20;
const HOUR = 3_600_000;
const SECRET_BYTES = 32;
const SECRET_PREFIX = "whsec_";
const LONGEST_URL = 2000;

const URL_TEXT = z
  .string()
  .trim()
  .max(LONGEST_URL, `At most ${LONGEST_URL} characters.`)
  .refine((text) => URL.canParse(text), "Give a whole address, such as https://example.org/baton.")
  .transform((text) => new URL(text));
const EVENTS = z.array(z.enum(CHOSEN_EVENTS)).min(1, "Choose at least one event.");

/** What webhooks are made with. */
export interface WebhookServices {
  readonly db: Database;
  readonly keyring: Keyring;
  readonly clock: Clock;
  readonly privateWebhooks: boolean;
}

/** The webhooks in use. Throws AppError 403. */
export async function webhooksFor(db: Database, actor: Actor): Promise<StoredWebhook[]> {
  requirePermission(actor, "manage_webhooks");
  return listWebhooks(db);
}

/**
 * Adds a webhook and answers the key that signs for it, which is shown this one time.
 *
 * @throws AppError 403; `invalid_value` about `url` or `events`; `conflict` when there are too many
 */
export async function addWebhook(
  { db, keyring, clock, privateWebhooks }: WebhookServices,
  actor: Actor,
  input: { readonly url: string; readonly events: readonly string[] },
): Promise<string> {
  requirePermission(actor, "manage_webhooks");
  const url = checked(URL_TEXT, "url", input.url);
  const refuse = (sentence: string) => new AppError("invalid_value", sentence, { parameter: "url" });
  if (url.protocol !== "https:" && !(privateWebhooks && url.protocol === "http:")) {
    throw refuse("The address has to begin with https://.");
  }
  if (url.username || url.password)
    throw refuse("Leave out the user and password: the signature says who sends.");
  const events = checked(EVENTS, "events", input.events);
  if ((await listWebhooks(db)).length >= MOST_WEBHOOKS) {
    throw new AppError("conflict", `There are ${MOST_WEBHOOKS} webhooks already. Remove one first.`);
  }
  const secret = newSecret();
  await insertWebhook(db, {
    url: url.href,
    events,
    secret: encrypted(keyring, secret),
    createdAt: dateOf(clock),
  });
  return secret;
}

/** Gives a webhook a new key and answers it; the present one signs too for a day. @throws AppError 403; `not_found` */
export async function rotateSecret(
  { db, keyring, clock }: WebhookServices,
  actor: Actor,
  id: string,
): Promise<string> {
  requirePermission(actor, "manage_webhooks");
  const secret = newSecret();
  const until = new Date(dateOf(clock).getTime() + ROTATION_HOURS * HOUR);
  const found = await replaceWebhookSecret(db, checkedId("webhook", id), encrypted(keyring, secret), until);
  if (!found) throw noSuch("webhook");
  return secret;
}

/** Takes a webhook out of use; what waits for it is dropped. @throws AppError 403; `not_found` */
export async function endWebhook({ db, clock }: WebhookServices, actor: Actor, id: string): Promise<void> {
  requirePermission(actor, "manage_webhooks");
  if (!(await removeWebhook(db, checkedId("webhook", id), dateOf(clock)))) throw noSuch("webhook");
}

/** Has a webhook sent a test. @throws AppError 403; `not_found` */
export async function testWebhook({ db, clock }: WebhookServices, actor: Actor, id: string): Promise<void> {
  requirePermission(actor, "manage_webhooks");
  if (!(await findWebhook(db, checkedId("webhook", id)))) throw noSuch("webhook");
  const at = dateOf(clock);
  const payload = eventBody("webhook.test", at, { sentence: "A test. Baton reaches this address." });
  const key = `webhook.test:${id}:${at.toISOString()}`;
  await insertNotifications(db, [{ kind: "webhook.test", key, payload, people: [], webhooks: [id] }], at);
}

/** The keys that sign for a webhook at a moment, the newest first. */
export function signingSecrets(keyring: Keyring, keys: WebhookKeys, at: Date): string[] {
  const { secret, previousSecret, previousUntil } = keys;
  const both = previousSecret !== null && previousUntil !== null && at < previousUntil;
  return [secret, ...(both ? [previousSecret] : [])].map((key) => keyring.decrypt(key).toString("utf8"));
}

function newSecret(): string {
  return SECRET_PREFIX + randomBytes(SECRET_BYTES).toString("base64");
}

function encrypted(keyring: Keyring, secret: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(keyring.encrypt(Buffer.from(secret, "utf8")));
}
