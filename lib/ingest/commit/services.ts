import { systemClock } from "@/lib/access/system-clock";
import type { IngestServices } from "@/lib/ingest/imports/import-records";
import type { Keyring } from "@/lib/secrets/keyring";
import { loadKeyring } from "@/lib/secrets/load-keyring";
import { database } from "@/lib/store/database";

const holder = globalThis as typeof globalThis & { batonKeyring?: Promise<Keyring> };

/** The process's own keyring. Throws KeyringError when the key cannot be had. */
export function processKeyring(): Promise<Keyring> {
  holder.batonKeyring ??= loadKeyring({ env: process.env, dataDir: process.env.BATON_DATA_DIR ?? "data" });
  return holder.batonKeyring;
}

/** What this process takes records in with. */
export async function processIngest(): Promise<IngestServices> {
  return { db: database(), keyring: await processKeyring(), clock: systemClock };
}
