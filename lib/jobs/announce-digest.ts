import { announceDigest as announce } from "@/lib/notify/announce-digest";
import { notifyConfiguration } from "@/lib/notify/notify-configuration";
import { runJobSoon } from "@/lib/store/job-queue";
import { deliverNotifications } from "./deliver-notifications";
import type { Job } from "./job";

/**
 * Has the weekly digest sent at its hour. Looks at every quarter of an hour, because there are time zones whose full
 * hours lie there: Kathmandu, Lord Howe.
 */
export const announceDigest: Job = {
  name: "announce-digest",
  at: "*/15 * * * *",
  async run(services) {
    await announce({ ...services, configuration: notifyConfiguration() });
    await runJobSoon(services.db, deliverNotifications.name);
  },
};
