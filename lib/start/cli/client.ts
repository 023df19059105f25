import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { Command } from "commander";
import { currentClient } from "@/lib/http/client/current-client";
import { helpAfter } from "./help-text";

/** `npm run client [-- FILE] [--check]`: writes the typed client, made from the routes of this Baton. */
export async function main(args: readonly string[]): Promise<void> {
  const program = new Command("npm run client --")
    .description("Writes the typed client: one TypeScript file without dependencies, made from openapi.json.")
    .argument("[file]", "where it goes", "e2e/baton-client.ts")
    .option("--check", "write nothing; exit code 1 when the file is not as it would be written")
    .addHelpText(
      "after",
      helpAfter({
        examples: [
          ["npm run client", "makes the one of the end-to-end tests anew"],
          ["npm run client -- ../my-program/baton-client.ts", "one for a program of your own"],
          ["npm run client -- --check", "in a pipeline"],
        ],
        codes: { 1: "it is not as it would be written (--check), or cannot be written" },
        more: "A running Baton hands it out at /api/v1/client.ts.",
      }),
    )
    .action(async (name: string, options: { check?: true }) => {
      const file = path.resolve(name.startsWith("e2e/") ? "." : (process.env.INIT_CWD ?? "."), name);
      if (!options.check) {
        await writeFile(file, currentClient());
        console.log(`Wrote ${file}.`);
        return;
      }
      const found = await readFile(file, "utf8").catch(() => "");
      if (found === currentClient()) return;
      console.error(`${file} is not up to date. Run npm run client.`);
      process.exitCode = 1;
    });
  await program.parseAsync([...args], { from: "user" });
}
