import { Command } from "commander";
import { createApiKey } from "@/lib/access/api-keys";
import { SCOPES } from "@/lib/access/permissions";
import { withInstallation } from "../installation";

/** `npm run key -- create NAME --scopes ingest,read`: makes an API key and prints it alone on the last line. */
export async function main(args: readonly string[]): Promise<void> {
  const program = new Command("npm run key --").description("API keys for programs.");
  program
    .command("create")
    .description("Makes a key. It is shown once: on the last line, alone.")
    .argument("<name>", "what the key is for, such as nightly-import")
    .requiredOption("--scopes <list>", `what it may do, separated by commas: ${SCOPES.join(", ")}`)
    .action(async (name: string, options: { scopes: string }) => {
      const scopes = options.scopes.split(",").map((scope) => scope.trim());
      const { key } = await withInstallation(({ database }) => createApiKey(database, { name, scopes }));
      console.log(`Made the key "${name}". Keep it safe: it is not shown again.`);
      console.log(key);
    });
  await program.parseAsync([...args], { from: "user" });
}
