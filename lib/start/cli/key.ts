import { Command, InvalidArgumentError } from "commander";
import {
  createApiKey,
  endPreviousSecret,
  KEPT_AFTER_ROTATION,
  listApiKeys,
  revokeApiKey,
  rotateApiKey,
} from "@/lib/access/api-keys";
import { SCOPES } from "@/lib/access/permissions";
import { systemClock } from "@/lib/access/system-clock";
import type { StoredKey } from "@/lib/store/api-keys";
import { withInstallation } from "../installation";
import { helpAfter } from "./help-text";

/** `npm run key -- create NAME --scopes ingest,read | list | rotate ID | revoke ID`: API keys from the command line. */
export async function main(args: readonly string[]): Promise<void> {
  const program = new Command("npm run key --")
    .description("API keys for programs. They are sent as Authorization: Bearer KEY.")
    .addHelpText(
      "after",
      helpAfter({
        examples: [
          ["npm run key -- create nightly-import --scopes ingest", "a key that sends records"],
          ["npm run key -- create report --scopes read --expires 90d", "one that is over after 90 days"],
          ["npm run --silent key -- create ci --scopes read | tail -1", "the key alone, for a script"],
          ["npm run key -- rotate ID --keep 7d", "a new secret; the old one is good for a week more"],
        ],
        codes: { 1: "no such key, no such scope, or the database cannot be reached" },
        more: `Scopes: ingest (send records and see what became of them), read (reports and conversations),
embed (links for the panel in the agents' desktop).`,
      }),
    );
  program
    .command("create")
    .description("Makes a key. It is shown once: on the last line, alone.")
    .argument("<name>", "what the key is for, such as nightly-import")
    .requiredOption("--scopes <list>", `what it may do, separated by commas: ${SCOPES.join(", ")}`)
    .option("--expires <time>", "after how long it is over, such as 90d; never unless said", readDuration)
    .action(async (name: string, options: { scopes: string; expires?: number }) => {
      const scopes = options.scopes.split(",").map((scope) => scope.trim());
      const expiresAt =
        options.expires === undefined ? null : new Date(systemClock.now() / 1000 + options.expires);
      const { key } = await withInstallation(({ database }) =>
        createApiKey(database, { name, scopes, expiresAt }),
      );
      console.log(`Made the key "${name}". Keep it safe: it is not shown again.`);
      console.log(key);
    });
  program
    .command("list")
    .description("Lists all keys: id, beginning, scopes, state, name.")
    .action(async () => {
      const keys = await withInstallation(({ database }) => listApiKeys(database));
      for (const key of keys) console.log(keyLine(key));
      if (keys.length === 0) console.log("There are no keys.");
    });
  program
    .command("rotate")
    .description("Gives a key a new secret, alone on the last line. The old one stays good for a while.")
    .argument("<id>", "its id, as list shows it")
    .option(
      "--keep <time>",
      "how long the old secret stays good: 0, 30m, 24h, 7d (90d at most); 24h unless said",
      readDuration,
      KEPT_AFTER_ROTATION,
    )
    .action(async (id: string, options: { keep: number }) => {
      const { key, stored } = await withInstallation(({ database }) =>
        rotateApiKey(database, id, options.keep),
      );
      const until = stored.previousUntil;
      console.log(
        options.keep === 0 || !until
          ? `"${stored.name}" has a new secret; the old one has ended.`
          : `"${stored.name}" has a new secret; the old one is good until ${minute(until)}.`,
      );
      console.log(key);
    });
  program
    .command("end-old")
    .description("Ends the old secret of a rotated key before its time.")
    .argument("<id>", "its id, as list shows it")
    .action(async (id: string) => {
      await withInstallation(({ database }) => endPreviousSecret(database, id));
      console.log("The old secret has ended.");
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

const UNITS: { readonly [unit: string]: number } = { m: 60_000, h: 3600_000, d: 24 * 3600_000 };

/** `30m`, `24h`, `7d` or `0` in milliseconds. */
function readDuration(text: string): number {
  const [, amount, unit] = /^(\d{1,5})([mhd])$/.exec(text.trim()) ?? [];
  if (text.trim() === "0") return 0;
  const length = UNITS[unit ?? ""];
  if (length === undefined) throw new InvalidArgumentError("Write it as 30m, 24h or 7d.");
  return Number(amount) * length;
}

function minute(at: Date): string {
  return `${at.toISOString().slice(0, 16)}Z`;
}

function keyLine(key: StoredKey): string {
  const now = systemClock.now() / 1000;
  const old =
    key.previousUntil && key.previousUntil.getTime() > now && !key.revokedAt
      ? [`old secret ${key.previousPrefix ?? ""}… until ${minute(key.previousUntil)}`]
      : [];
  return [key.id, `${key.prefix}…`, key.scopes.join(","), ...stateOf(key, now), ...old, key.name].join("  ");
}

function stateOf({ revokedAt, expiresAt, lastUsedAt }: StoredKey, now: number): string[] {
  if (revokedAt) return [`revoked ${minute(revokedAt)}`];
  if (expiresAt && expiresAt.getTime() <= now) return [`expired ${minute(expiresAt)}`];
  const used = lastUsedAt ? `used ${minute(lastUsedAt)}` : "never used";
  return expiresAt ? [used, `expires ${minute(expiresAt)}`] : [used];
}
