import { createInterface } from "node:readline/promises";
import { Command } from "commander";
import { systemClock } from "@/lib/access/system-clock";
import { countConversationsOf, eraseCustomer } from "@/lib/ingest/erase/erase-customer";
import { counted } from "@/lib/metrics/counted";
import { listErasures } from "@/lib/store/erasures";
import { withInstallation } from "../installation";
import { helpAfter } from "./help-text";

const MOST_LISTED = 100;

/**
 * `npm run erase -- --customer-ref - [--yes]`: erases one customer. The reference is read from the input or asked for,
 * never taken from the command line, where the shell and the list of processes would show it.
 */
export async function main(args: readonly string[]): Promise<void> {
  const program = new Command("npm run erase --")
    .description(
      "Erases one customer: everything that is kept of their conversations. What these counted stays.",
    )
    .option(
      "--customer-ref [-]",
      "the reference comes from the input (or is asked for), so that no history keeps it",
    )
    .option("--preview", "only say how many conversations there are")
    .option("--yes", "do not ask once more")
    .addHelpText(
      "after",
      helpAfter({
        examples: [
          ["npm run erase -- --customer-ref - --preview < reference.txt", "how many conversations there are"],
          ["npm run erase -- --customer-ref - --yes < reference.txt", "erase without being asked"],
          ["npm run erase", "asks for the reference, and once more"],
        ],
        codes: { 1: "no reference, or one on the command line, where it would be kept" },
      }),
    )
    .action(async (options: { customerRef?: string | true; preview?: true; yes?: true }) => {
      if (typeof options.customerRef === "string" && options.customerRef !== "-") {
        throw new Error(
          "Do not write the reference on the command line, where it is kept. Pipe it in, or type it when asked.",
        );
      }
      const reference = await readReference();
      await withInstallation(async ({ database, keyring }) => {
        const services = { db: database, keyring, clock: systemClock };
        const conversations = await countConversationsOf(services, reference);
        console.log(`${counted(conversations, "conversation")} of this customer.`);
        if (options.preview || !(options.yes || (await isSure()))) return;
        const id = await eraseCustomer(services, reference, "the command line");
        const done = (await listErasures(database.pool, MOST_LISTED)).find((erasure) => erasure.id === id);
        if (!done) return;
        console.log(
          `Erased: ${counted(done.records, "record")} of ${counted(done.conversations, "conversation")}, ` +
            `${counted(done.refused, "refused input")}, ${counted(done.mentions, "mention")}. Kept as ${done.id}.`,
        );
      });
    });
  await program.parseAsync([...args], { from: "user" });
}

async function readReference(): Promise<string> {
  if (process.stdin.isTTY) return ask("Customer reference: ");
  let text = "";
  for await (const chunk of process.stdin) text += String(chunk);
  return text.trim();
}

async function isSure(): Promise<boolean> {
  if (!process.stdin.isTTY) {
    console.log("Nothing was erased. Say --yes to erase without being asked.");
    return false;
  }
  return (await ask("This cannot be undone. Erase? Type yes: ")).trim() === "yes";
}

async function ask(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await terminal.question(question);
  } finally {
    terminal.close();
  }
}
