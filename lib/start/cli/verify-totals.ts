import { Command } from "commander";
import { verifyTotals } from "@/lib/ingest/measure/verify-totals";
import { counted } from "@/lib/metrics/counted";
import { withInstallation } from "../installation";
import { helpAfter } from "./help-text";

/** `npm run totals:verify`: recomputes measures and totals from the facts; exit code 1 when anything differs. */
export async function main(args: readonly string[]): Promise<void> {
  const program = new Command("npm run totals:verify --")
    .description("Recomputes every number from the records and prints where the kept totals differ.")
    .addHelpText(
      "after",
      helpAfter({
        examples: [["npm run totals:verify", "beside a running Baton, also while records come in"]],
        codes: { 1: "a number differs, or the database cannot be reached" },
        more: "Reads every record once: minutes for millions of conversations.",
      }),
    )
    .action(verify);
  await program.parseAsync([...args], { from: "user" });
}

async function verify(): Promise<void> {
  let differences = 0;
  const { conversations, final } = await withInstallation(({ database }) =>
    verifyTotals(database, (difference) => {
      differences += 1;
      console.log(difference);
    }),
  );
  const number = new Intl.NumberFormat("en-GB");
  const count = number.format(conversations - final);
  if (final > 0) {
    console.log(
      `${counted(final, "conversation is", "conversations are")} final: their records have expired or were erased.`,
    );
  }
  if (differences > 0) {
    console.log(`${counted(differences, "difference")} in ${counted(count, "conversation")}.`);
    process.exitCode = 1;
  } else {
    console.log(
      `All totals are exact: ${counted(count, "conversation")} recomputed from the records, no difference.`,
    );
  }
}
