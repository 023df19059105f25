import { dateOf } from "@/lib/access/system-clock";
import { KeyringError } from "@/lib/secrets/keyring";
import { type DueDelivery, markDelivery, type Outcome, takeDueDeliveries } from "@/lib/store/notifications";
import type { Mail } from "@/lib/store/subscriptions";
import { findWebhook } from "@/lib/store/webhooks";
import type { DigestPayload } from "./announce-digest";
import type { FooterLine } from "./mail-html";
import { type NotifyServices, readersOf } from "./notify-services";
import { readDigest, writeDigest } from "./read-digest";
import { MailError, sendMail } from "./send-mail";
import { sendWebhook, WebhookError } from "./send-webhook";
import { signalsHtml, signalsMail, signalsSubject, signalsText } from "./signals-mail";
import { stopUrl } from "./stop-mail";
import { signingSecrets } from "./webhooks";

/**
 * Seconds from each attempt to the next, ten attempts over three days: 2 min, 10 min, half an hour, 2, 5, 10, 14, 20
 * and 24 hours. The first is longer than any attempt can take, so that none is made beside the one before.
 */
export const WAITS: readonly number[] = [120, 600, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400];
const MOST_ATTEMPTS = WAITS.length + 1;

/** At once; one that waits for a slow receiver does not hold up the others. */
const AT_ONCE = 20;

const DROPPED: Outcome = { state: "dropped", problem: "Nobody wants it any more." };
const SENT: Outcome = { state: "sent", problem: null };

/**
 * Makes every attempt that is due. Rule for a process that dies between sending and marking: the attempt was written
 * down before it was made, so the delivery is sent again after the usual wait, under the same Message-ID or webhook-id,
 * by which mail programs and receivers know it. Rather twice than never.
 */
export async function deliverDue(services: NotifyServices, signal?: AbortSignal): Promise<void> {
  const digests = new Map<string, ReturnType<typeof readDigest>>();
  while (!signal?.aborted) {
    const due = await takeDueDeliveries(services.db, {
      at: dateOf(services.clock),
      most: AT_ONCE,
      mails: services.configuration.mail !== null,
      waits: WAITS,
    });
    if (due.length === 0) return;
    await Promise.all(
      due.map(async (delivery) => {
        const outcome = await attempt(services, delivery, digests);
        await markDelivery(services.db, delivery.id, outcome);
      }),
    );
  }
}

type Digests = Map<string, ReturnType<typeof readDigest>>;

async function attempt(services: NotifyServices, delivery: DueDelivery, digests: Digests): Promise<Outcome> {
  try {
    if (delivery.webhookId !== null) return await toWebhook(services, delivery, delivery.webhookId);
    return await toPerson(services, delivery, digests);
  } catch (error) {
    const isFinal = error instanceof MailError ? error.isFinal : error instanceof KeyringError;
    if (!(error instanceof MailError || error instanceof WebhookError || error instanceof KeyringError)) {
      console.error("A notification could not be sent.", error);
    }
    const problem = error instanceof Error ? error.message : String(error);
    return { state: isFinal || delivery.attempts >= MOST_ATTEMPTS ? "failed" : "waiting", problem };
  }
}

async function toWebhook(services: NotifyServices, delivery: DueDelivery, id: string): Promise<Outcome> {
  const { db, keyring, clock, configuration } = services;
  const webhook = await findWebhook(db, id);
  if (!webhook) return DROPPED;
  const at = dateOf(clock);
  await sendWebhook({
    url: webhook.url,
    id: `msg_${delivery.notificationId}`,
    body: JSON.stringify(delivery.payload),
    secrets: signingSecrets(keyring, webhook, at),
    at,
    privateAddresses: configuration.privateWebhooks,
  });
  return SENT;
}

async function toPerson(services: NotifyServices, delivery: DueDelivery, digests: Digests): Promise<Outcome> {
  const { keyring, configuration } = services;
  const mail: Mail = delivery.kind === "digest" ? "digest" : "signals";
  const reader = (await readersOf(services, mail)).find(({ id }) => id === delivery.personId);
  if (!reader || configuration.mail === null) return DROPPED;
  const stop = stopUrl(keyring, configuration.base, { personId: reader.id, mail });
  const written = await write(services, delivery, digests, mailFooterLines(reader, mail, stop));
  if (!written) return { state: "dropped", problem: "The week has no data any more." };
  await sendMail(configuration.mail, {
    id: `baton.${delivery.id}`,
    to: { name: reader.name, address: reader.email },
    ...written,
    stopUrl: stop,
  });
  return SENT;
}

async function write(
  services: NotifyServices,
  { kind, payload }: DueDelivery,
  digests: Digests,
  footer: readonly FooterLine[],
): Promise<ReturnType<typeof writeDigest> | null> {
  if (kind !== "digest") {
    const mail = signalsMail.parse(payload);
    return {
      subject: signalsSubject(mail),
      html: signalsHtml(mail, footer),
      text: signalsText(mail, footer),
    };
  }
  const { week } = payload as DigestPayload;
  // Read once for all who get it in this run.
  const reading = digests.get(week) ?? readDigest(services, week);
  digests.set(week, reading);
  const digest = await reading;
  return digest && writeDigest(digest, footer);
}

/** Why somebody gets a mail and how to end it. */
export function mailFooterLines({ name }: { readonly name: string }, mail: Mail, stop: string): FooterLine[] {
  const what = mail === "digest" ? "the weekly digest" : "alerts";
  return [
    { text: `Sent by Baton to ${name}, who is down for ${what}.`, url: null },
    { text: `Send me ${what} no more`, url: stop },
  ];
}
