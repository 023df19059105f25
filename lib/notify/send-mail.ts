import { createTransport } from "nodemailer";
import type { MailConfiguration } from "./notify-configuration";

/** An e-mail that is ready to go. */
export interface OutgoingMail {
  /** Makes the Message-ID: sent a second time, it is the same mail. */
  readonly id: string;
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** The page on which its reader ends it. */
  readonly stopUrl: string | null;
}

/** A mail that was not taken; the message says why, in words of the server. */
export class MailError extends Error {
  override name = "MailError";
  /** Trying again will not help: the server refuses the address or the mail. */
  readonly isFinal: boolean;

  constructor(message: string, isFinal: boolean, cause: unknown) {
    super(message, { cause });
    this.isFinal = isFinal;
  }
}

/** Connecting and each answer may take so long, in milliseconds. */
const PATIENCE = 15_000;

/** Hands a mail to the mail server. Throws MailError when it is not taken. */
export async function sendMail({ url, from }: MailConfiguration, mail: OutgoingMail): Promise<void> {
  const transport = createTransport({
    url,
    connectionTimeout: PATIENCE,
    greetingTimeout: PATIENCE,
    socketTimeout: PATIENCE,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    await transport.sendMail({
      from,
      to: mail.to,
      subject: mail.subject,
      html: mail.html,
      text: mail.text,
      messageId: `<${mail.id}@${senderDomain(from)}>`,
      headers: {
        // No answers by machines.
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        ...(mail.stopUrl === null ? {} : { "List-Unsubscribe": `<${mail.stopUrl}>` }),
      },
    });
  } catch (error) {
    const code = (error as { responseCode?: unknown }).responseCode;
    const said = error instanceof Error ? error.message : String(error);
    throw new MailError(`The mail server did not take it: ${said}`, isRefusal(error, code), error);
  } finally {
    transport.close();
  }
}

/** 5xx is for good, but not where it is about signing in, which somebody may put right. */
function isRefusal(error: unknown, code: unknown): boolean {
  return typeof code === "number" && code >= 500 && (error as { code?: unknown }).code !== "EAUTH";
}

function senderDomain(from: string): string {
  return /@([^\s>]+)/.exec(from)?.[1] ?? "localhost";
}
