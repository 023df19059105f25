import { expirePayloads } from "@/lib/ingest/payloads/keep-payloads";
import { takeInArrived, takeUpWaiting } from "@/lib/ingest/payloads/replay-payloads";
import type { Job } from "./job";

/** Deletes kept payloads that have expired, maps those that a process left unmapped, and takes in those that were held for a conversation that has come another way. */
export const lookAfterPayloads: Job = {
  name: "look-after-payloads",
  at: "11 * * * *",
  async run(services) {
    await expirePayloads(services);
    await takeUpWaiting(services);
    await takeInArrived(services);
  },
};
