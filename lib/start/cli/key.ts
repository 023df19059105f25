import { Command } from "commander";
import { createApiKey, listApiKeys, revokeApiKey } from "@/lib/access/api-keys";
import { SCOPES } from "@/lib/access/permissions";
import type { StoredKey } from "@/lib/store/api-keys";
import { withInstallation } from "../installation";

/** `npm run key -- create NAME --scopes ingest,read | list | revoke ID`: API keys from the command line. */
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
  program
    .command("list")
    .description("Lists all keys: id, beginning, scopes, last use, name.")
    .action(async () => {
      const keys = await withInstallation(({ database }) => listApiKeys(database));
      for (const key of keys) console.log(keyLine(key));
      if (keys.length === 0) console.log("There are no keys.");
    });
  program
    .command("revoke")
    .description("Ends a key: programs that use it are refused within a second.")
    .argument("<id>", "its id, as list shows it")
    .action(async (id: string) => {
      await withInstallation(({ database }) => revokeApiKey(database, id));
      console.log("The key is revoked.");
    });
  await program.parseAsync([...args], { from: "user" });
}

function keyLine({ id, prefix, scopes, lastUsedAt, revokedAt, name }: StoredKey): string {
  const used = lastUsedAt ? `used ${lastUsedAt.toISOString().slice(0, 16)}Z` : "never used";
  const state = revokedAt ? `revoked ${revokedAt.toISOString().slice(0, 16)}Z` : used;
  return [id, `${prefix}…`, scopes.join(","), state, name].join("  ");
}
