import type { Keyring } from "@/lib/secrets/keyring";

/** What stands before a keyed hash in an export, so that it is recognised under the same key only. */
export function keyMark({ keyCheck }: Pick<Keyring, "keyCheck">): string {
  return `${keyCheck.slice(keyCheck.indexOf(".") + 1).slice(0, 10)}:`;
}
