/** What sending needs to know of its surroundings; checked when Baton starts (lib/start/environment.ts). */
export interface NotifyConfiguration {
  /** Null: no mail server is set, and nothing is sent by e-mail. */
  readonly mail: MailConfiguration | null;
  /** Where people reach Baton, without a slash at the end: the beginning of every link. */
  readonly base: string;
  /** `base` was set, and is not just a guess of this machine's own name. */
  readonly hasAddress: boolean;
  /** Webhooks may lead to this machine and its network, also without TLS. */
  readonly privateWebhooks: boolean;
}

/** The mail server, and who the mails are from. */
export interface MailConfiguration {
  /** `smtp://user:password@host:587`, or `smtps:` for TLS from the beginning. */
  readonly url: string;
  /** `Baton <baton@example.org>`. */
  readonly from: string;
}

type Variables = { readonly [name: string]: string | undefined };

/** Reads the configuration from the environment. */
export function notifyConfiguration(variables: Variables = process.env): NotifyConfiguration {
  const { SMTP_URL, MAIL_FROM, BATON_URL, PORT, WEBHOOKS_TO_PRIVATE_ADDRESSES } = variables;
  return {
    mail: SMTP_URL && MAIL_FROM ? { url: SMTP_URL, from: MAIL_FROM } : null,
    base: BATON_URL || `http://localhost:${PORT || 3000}`,
    hasAddress: Boolean(BATON_URL),
    privateWebhooks: WEBHOOKS_TO_PRIVATE_ADDRESSES === "true",
  };
}
