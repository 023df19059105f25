import type { Keyring } from "@/lib/secrets/keyring";
import { MAILS, type Mail } from "@/lib/store/subscriptions";

/** What a link at the foot of a mail is about. */
export interface StopMail {
  readonly personId: string;
  readonly mail: Mail;
}

/** `digest-<id of the person>-<version of the key>-<hash>`: without dots, by which files are told from pages. */
const TOKEN = /^([a-z]+)-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})-(\d+)-([\w-]{22})$/;

/** The address at which whoever holds it ends one e-mail for one person, and nothing else. */
export function stopUrl(keyring: Keyring, base: string, { personId, mail }: StopMail): string {
  const hash = keyring.hash("stop-mail", `${mail}.${personId}`);
  return `${base}/stop-mail/${mail}-${personId}-${hash.replace(".", "-")}`;
}

/** Reads the last part of such an address; null for one that Baton did not make. */
export function readStopToken(keyring: Keyring, token: string): StopMail | null {
  const [, said, personId, version, hash] = TOKEN.exec(token) ?? [];
  const mail = MAILS.find((one) => one === said);
  if (!mail || !personId) return null;
  return keyring.hash("stop-mail", `${mail}.${personId}`) === `${version}.${hash}`
    ? { personId, mail }
    : null;
}
