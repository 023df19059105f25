import { type Keyring, KeyringError } from "@/lib/secrets/keyring";
import type { Database } from "@/lib/store/database";
import { readSetting, writeSetting } from "@/lib/store/settings";

const KEY_CHECK = "key_check";

/**
 * Makes sure that the data was written under this key; the first call notes which it is. Throws KeyringError when it
 * was another: customers would not be recognised and refused input could not be read.
 */
export async function checkKey(db: Database, keyring: Pick<Keyring, "keyCheck">): Promise<void> {
  const known = await readSetting(db.pool, KEY_CHECK);
  if (known === undefined) await writeSetting(db.pool, KEY_CHECK, keyring.keyCheck);
  else if (known !== keyring.keyCheck) {
    throw new KeyringError(
      "This database was filled under another key. Set BATON_KEY to that one, or put its keys.json back into the data folder.",
    );
  }
}
