import type { NormaliseContext } from "@/lib/ingest/validate/normalise";
import type { Keyring } from "@/lib/secrets/keyring";

/**
 * What records are checked with when nothing of them is kept: the same are refused, in the same words, as when they are
 * taken in. Hashing and redacting, which refuse nothing, would be more than half of the time.
 */
export function checkingContext(keyring: Keyring, defaultSource: string): NormaliseContext {
  const none = () => "";
  return {
    keyring: { ...keyring, hash: none, conversationHash: () => none, conversationPrint: () => none },
    redact: (text) => text,
    defaultSource,
  };
}
