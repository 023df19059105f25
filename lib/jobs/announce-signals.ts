import { announceSignals as announce } from "@/lib/notify/announce-signals";
import { notifyConfiguration } from "@/lib/notify/notify-configuration";
import { runJobSoon } from "@/lib/store/job-queue";
import { deliverNotifications } from "./deliver-notifications";
import type { Job } from "./job";

/** Has alerts sent about what changed beyond chance; hourly, because late surveys still change a week that has ended. */
export const announceSignals: Job = {
  name: "announce-signals",
  at: "5 * * * *",
  async run(services) {
    await announce({ ...services, configuration: notifyConfiguration() });
    await runJobSoon(services.db, deliverNotifications.name);
  },
};
