"use server";
import { revalidatePath } from "next/cache";
import { formResult, text } from "@/app/form-result";
import type { FormState } from "@/components/forms/form-state";
import { checkedId, noSuch } from "@/lib/access/checked-input";
import { requireForm } from "@/lib/access/current-actor";
import { dateOf } from "@/lib/access/system-clock";
import { changeDigestTime, changeOwnWishes, chooseReaders } from "@/lib/notify/notification-settings";
import { processNotify } from "@/lib/notify/process-notify";
import { sendTestDigest } from "@/lib/notify/send-test-digest";
import {
  addWebhook,
  endWebhook,
  rotateSecret,
  testWebhook,
  type WebhookServices,
} from "@/lib/notify/webhooks";
import { database } from "@/lib/store/database";
import { runJobSoon } from "@/lib/store/job-queue";
import { tryAgain } from "@/lib/store/notifications";

const PAGE = "/settings/notifications";
const SENDING = "deliver-notifications";

/** Several values of one name. */
function texts(form: FormData, name: string): string[] {
  return form.getAll(name).filter((value) => typeof value === "string");
}

async function webhookServices(): Promise<WebhookServices> {
  const { db, keyring, clock, configuration } = await processNotify();
  return { db, keyring, clock, privateWebhooks: configuration.privateWebhooks };
}

/** Changes when the digest goes out. */
export async function changeDigestTimeForm(_: FormState, form: FormData): Promise<FormState> {
  return formResult(form, ["weekday", "hour"], async () => {
    const actor = await requireForm("manage_notifications");
    const input = { weekday: text(form, "weekday"), hour: text(form, "hour") };
    await changeDigestTime(database(), actor, input);
    revalidatePath(PAGE);
    return { done: "Saved.", values: input };
  });
}

/** Decides who is sent the digest and alerts. */
export async function chooseReadersForm(_: FormState, form: FormData): Promise<FormState> {
  return formResult(form, [], async () => {
    const actor = await requireForm("manage_notifications");
    await chooseReaders(database(), actor, {
      digest: texts(form, "digest"),
      signals: texts(form, "signals"),
    });
    revalidatePath(PAGE);
    return { done: "Saved." };
  });
}

/** Decides what somebody is sent themselves. */
export async function ownMailsForm(_: FormState, form: FormData): Promise<FormState> {
  return formResult(form, [], async () => {
    const actor = await requireForm("receive_mails");
    const chosen = texts(form, "mails");
    const wishes = { digest: chosen.includes("digest"), signals: chosen.includes("signals") };
    await changeOwnWishes(database(), actor, wishes);
    revalidatePath("/settings", "layout");
    return { done: "Saved." };
  });
}

/** Sends the person who asks the latest digest. */
export async function testDigestForm(_: FormState, form: FormData): Promise<FormState> {
  return formResult(form, [], async () => {
    const actor = await requireForm("manage_notifications");
    const subject = await sendTestDigest(await processNotify(), actor);
    return { done: `Sent to ${actor.email}: ${subject}.` };
  });
}

/** Adds a webhook and shows the key that signs for it. */
export async function addWebhookForm(_: FormState, form: FormData): Promise<FormState> {
  return formResult(form, ["url"], async () => {
    const actor = await requireForm("manage_webhooks");
    const input = { url: text(form, "url"), events: texts(form, "events") };
    const secret = await addWebhook(await webhookServices(), actor, input);
    revalidatePath(PAGE);
    return { done: "The key that signs. It is shown only now: put it into the receiver.", secret };
  });
}

/** Gives a webhook a new key and shows it. */
export async function rotateSecretForm(_: FormState, form: FormData): Promise<FormState> {
  return formResult(form, [], async () => {
    const actor = await requireForm("manage_webhooks");
    const secret = await rotateSecret(await webhookServices(), actor, text(form, "webhook"));
    return {
      done: "The new key. It is shown only now; the old one signs beside it for 24 hours.",
      secret,
    };
  });
}

/** Takes a webhook out of use. */
export async function endWebhookForm(_: FormState, form: FormData): Promise<FormState> {
  return formResult(form, [], async () => {
    const actor = await requireForm("manage_webhooks");
    await endWebhook(await webhookServices(), actor, text(form, "webhook"));
    revalidatePath(PAGE);
    return {};
  });
}

/** Has a webhook sent a test. */
export async function testWebhookForm(_: FormState, form: FormData): Promise<FormState> {
  return formResult(form, [], async () => {
    const actor = await requireForm("manage_webhooks");
    await testWebhook(await webhookServices(), actor, text(form, "webhook"));
    await runJobSoon(database(), SENDING);
    revalidatePath(PAGE);
    return { done: "On its way. The log below says what became of it." };
  });
}

/** Has something that was given up sent again. */
export async function sendAgainForm(_: FormState, form: FormData): Promise<FormState> {
  return formResult(form, [], async () => {
    await requireForm("manage_notifications");
    const { db, clock } = await processNotify();
    if (!(await tryAgain(db, checkedId("delivery", text(form, "delivery")), dateOf(clock)))) {
      throw noSuch("delivery");
    }
    await runJobSoon(db, SENDING);
    revalidatePath(PAGE);
    return {};
  });
}
