import { dateOf } from "@/lib/access/system-clock";
import { deleteOldNotifications } from "@/lib/store/notifications";
import type { Job } from "./job";

/** Long enough that no signal can be found again: a run on one side of the average reaches back twelve weeks. */
const KEPT_DAYS = 366;
const DAY = 86_400_000;

/** Removes what was sent more than a year ago from the log of deliveries. */
export const forgetNotifications: Job = {
  name: "forget-notifications",
  at: "40 3 * * *",
  async run({ db, clock }) {
    await deleteOldNotifications(db, new Date(dateOf(clock).getTime() - KEPT_DAYS * DAY));
  },
};
