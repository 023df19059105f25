import { systemClock } from "@/lib/access/system-clock";
import { processKeyring } from "@/lib/ingest/commit/services";
import { database } from "@/lib/store/database";
import { notifyConfiguration } from "./notify-configuration";
import type { NotifyServices } from "./notify-services";

/** What this process finds out, tells and sends with. */
export async function processNotify(): Promise<NotifyServices> {
  return {
    db: database(),
    keyring: await processKeyring(),
    clock: systemClock,
    configuration: notifyConfiguration(),
  };
}
