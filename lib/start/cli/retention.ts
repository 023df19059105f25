import { Command } from "commander";
import { systemClock } from "@/lib/access/system-clock";
import { finishErasing } from "@/lib/ingest/erase/erase-customer";
import { expireEverything } from "@/lib/ingest/erase/expire";
import { previewRetention, RETENTION_KINDS, readRetention } from "@/lib/ingest/erase/retention";
import { counted } from "@/lib/metrics/counted";
import { withInstallation } from "../installation";
import { helpAfter } from "./help-text";

const count = new Intl.NumberFormat("en-GB");
const MOST_COUNTED = 10_000_000;

/** `npm run retention [-- --preview]`: lets go what has expired by the settings, as Baton does every night. */
export async function main(args: readonly string[]): Promise<void> {
  const program = new Command("npm run retention --")
    .description("Lets transcripts, comments, conversations and refused input go whose time is over.")
    .option("--preview", "only say what would go")
    .addHelpText(
      "after",
      helpAfter({
        examples: [
          ["npm run retention -- --preview", "only say what would go"],
          ["npm run retention", "let it go"],
        ],
        codes: { 1: "the database cannot be reached" },
        more: "How long what is kept is set under Data, Retention and erasure.",
      }),
    )
    .action(async (options: { preview?: true }) => {
      await withInstallation(async ({ database, keyring }) => {
        const [days, now] = [await readRetention(database), systemClock.now()];
        if (options.preview) {
          const due = await previewRetention(database, now, days, MOST_COUNTED);
          for (const kind of RETENTION_KINDS) {
            const after = days[kind] === null ? "kept for ever" : `after ${counted(days[kind] ?? 0, "day")}`;
            console.log(`${kind} (${after}): ${due[kind] === null ? "–" : count.format(due[kind])}`);
          }
          return;
        }
        await finishErasing({ db: database, keyring, clock: systemClock });
        const gone = await expireEverything(database, now);
        console.log(
          `Gone: ${counted(gone.conversations, "conversation")} (what they counted stays), ` +
            `${counted(gone.transcripts, "further message")}, ${counted(gone.comments, "further comment")}, ` +
            `${counted(gone.refused, "refused record")}, ${counted(gone.undone, "record")} of undone imports.`,
        );
      });
    });
  await program.parseAsync([...args], { from: "user" });
}
