import { dateOf } from "@/lib/access/system-clock";
import { announceSilence } from "@/lib/notify/announce-silence";
import { notifyConfiguration } from "@/lib/notify/notify-configuration";
import { runJobSoon } from "@/lib/store/job-queue";
import { deleteSourceHours } from "@/lib/store/source-hours";
import { deliverNotifications } from "./deliver-notifications";
import type { Job } from "./job";

/** What a source sent is kept by the hour for so long. */
const KEPT_DAYS = 400;
const DAY = 86_400_000;

/** Has alerts sent about sources that have stopped, and forgets the hours of long ago. */
export const watchSources: Job = {
  name: "watch-sources",
  at: "20 * * * *",
  async run(services) {
    await announceSilence({ ...services, configuration: notifyConfiguration() });
    await runJobSoon(services.db, deliverNotifications.name);
    await deleteSourceHours(services.db.pool, new Date(dateOf(services.clock).getTime() - KEPT_DAYS * DAY));
  },
};
