import type { PersonActor } from "@/lib/access/actor";
import { requirePermission } from "@/lib/access/permissions";
import { dateOf } from "@/lib/access/system-clock";
import { AppError } from "@/lib/domain/app-error";
import type { NotifyServices } from "./notify-services";
import { readDigest, writeDigest } from "./read-digest";
import { MailError, sendMail } from "./send-mail";

/**
 * Sends the actor the digest of the latest complete week with data, at once, and answers its subject.
 *
 * @throws AppError 403; `conflict` without a mail server or without data; `unavailable` with what the mail server said
 */
export async function sendTestDigest(services: NotifyServices, actor: PersonActor): Promise<string> {
  requirePermission(actor, "manage_notifications");
  const { mail } = services.configuration;
  if (mail === null) throw new AppError("conflict", "No mail server is set. Set SMTP_URL and MAIL_FROM.");
  const digest = await readDigest(services, null);
  if (!digest) throw new AppError("conflict", "There is no week with data yet.");
  const footer = [{ text: `A test that ${actor.name} asked for in Baton's settings.`, url: null }];
  const written = writeDigest(digest, footer);
  try {
    await sendMail(mail, {
      id: `baton.test.${actor.id}.${dateOf(services.clock).getTime()}`,
      to: { name: actor.name, address: actor.email },
      ...written,
      subject: `Test: ${written.subject}`,
      stopUrl: null,
    });
  } catch (error) {
    if (error instanceof MailError) throw new AppError("unavailable", error.message, {}, { cause: error });
    throw error;
  }
  return written.subject;
}
