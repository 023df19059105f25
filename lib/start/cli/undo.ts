import { Command } from "commander";
import { beginRedo, beginUndo, finishUndo } from "@/lib/ingest/imports/undo-import";
import { counted } from "@/lib/metrics/counted";
import { readImport } from "@/lib/store/read-imports";
import { measureUndo } from "@/lib/store/undo-records";
import { withInstallation } from "../installation";
import { helpAfter } from "./help-text";

const count = new Intl.NumberFormat("en-GB");
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * `npm run undo -- IMPORT [--preview | --redo]`: takes a whole import back, or puts it back. Stopped in the middle, it
 * goes on where it was when it is called again, or when Baton runs.
 */
export async function main(args: readonly string[]): Promise<void> {
  const program = new Command("npm run undo --")
    .description("Takes a whole import back: the numbers are what they would be without it.")
    .argument("<import>", "its id, as the import printed it and its page shows it")
    .option("--preview", "only say what would go")
    .option("--redo", "put back an import that was undone")
    .addHelpText(
      "after",
      helpAfter({
        examples: [
          ["npm run undo -- ID --preview", "only say what would go"],
          ["npm run undo -- ID", "take the import back"],
          ["npm run undo -- ID --redo", "put it back"],
        ],
        codes: { 1: "no such import, or it is under way" },
      }),
    )
    .action(async (id: string, options: { preview?: true; redo?: true }) => {
      await withInstallation(async ({ database }) => {
        const found = UUID.test(id) ? await readImport(database.pool, id) : null;
        if (!found) throw new Error(`There is no import ${id}.`);
        const { records, conversations, vanishing } = await measureUndo(
          database.pool,
          id,
          found.state === "undone" ? "undone_record" : "record",
        );
        console.log(
          `${found.label}: ${counted(records, "record")} of ${counted(conversations, "conversation")}, ` +
            `${count.format(vanishing)} of which nothing else has said anything about.`,
        );
        if (options.preview) return;
        const going = options.redo ? "redoing" : "undoing";
        if (found.state !== going) {
          await (options.redo ? beginRedo(database, id) : beginUndo(database, id, "the command line"));
        }
        await finishUndo(database, id);
        console.log(options.redo ? "Put back." : "Undone. --redo puts it back.");
      });
    });
  await program.parseAsync([...args], { from: "user" });
}
