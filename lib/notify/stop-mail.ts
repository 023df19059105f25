import type { Keyring } from "@/lib/secrets/keyring";
import { MAILS, type Mail } from "@/lib/store/subscriptions";

/** What a link at the foot of a mail is about. */
export interface StopMail {
  readonly personId: string;
  readonly mail: Mail;
}

/** The address at which whoever holds it ends one e-mail for one person, and nothing else. */
export function stopUrl(keyring: Keyring, base: string, { personId, mail }: StopMail): string {
  const said = `${mail}.${personId}`;
  return `${base}/stop-mail/${said}.${keyring.hash("stop-mail", said)}`;
}

/** Reads the last part of such an address; null for one that Baton did not make. */
export function readStopToken(keyring: Keyring, token: string): StopMail | null {
  const [mail, personId, ...rest] = token.split(".");
  const known = MAILS.find((one) => one === mail);
  if (!known || !personId) return null;
  // The hash is of 128 bits, and of nothing secret: comparing it takes no care about time.
  if (keyring.hash("stop-mail", `${known}.${personId}`) !== rest.join(".")) return null;
  return { personId, mail: known };
}
