import { finishUndos } from "@/lib/ingest/imports/undo-import";
import type { Job } from "./job";

/** Takes up the undo of imports that a process which died had begun. */
export const finishBegunUndos: Job = {
  name: "finish-undos",
  at: "*/2 * * * *",
  async run({ db }) {
    await finishUndos(db);
  },
};
