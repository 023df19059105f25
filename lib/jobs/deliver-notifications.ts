import { announceEvents } from "@/lib/notify/announce-events";
import { deliverDue } from "@/lib/notify/deliver";
import { notifyConfiguration } from "@/lib/notify/notify-configuration";
import type { Job } from "./job";

/** Sends what is due to people and webhooks, after finding what happened that webhooks are told. */
export const deliverNotifications: Job = {
  name: "deliver-notifications",
  at: "* * * * *",
  async run({ signal, ...services }) {
    const all = { ...services, configuration: notifyConfiguration() };
    await announceEvents(all);
    await deliverDue(all, signal);
  },
};
