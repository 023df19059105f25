import { applySourceRules } from "@/lib/ingest/imports/source-rules";
import type { Job } from "./job";

/** Brings records to where the source rules put them: what was left when a rule was made, and what came in beside it. */
export const moveBySourceRules: Job = {
  name: "apply-source-rules",
  at: "*/2 * * * *",
  async run({ db, keyring, signal }) {
    await applySourceRules({ db, keyring }, { signal });
  },
};
