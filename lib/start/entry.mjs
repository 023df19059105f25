// Every command of package.json begins here, also on a fresh clone: install and generate what is missing, then
// run the TypeScript file that the command names.
import { existsSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { prepare, ROOT } from "./prepare.mjs";

const [file, ...args] = process.argv.slice(2);
process.chdir(ROOT);
// As Next does: variables may be kept in a file beside package.json.
if (existsSync(".env")) process.loadEnvFile(".env");
// A dashboard that people host themselves tells nobody about it.
process.env.NEXT_TELEMETRY_DISABLED = "1";
process.env.CHECKPOINT_DISABLE = "1";

await prepare();
const { register } = await import("tsx/esm/api");
register({ tsconfig: path.join(ROOT, "tsconfig.json") });

const { main } = await import(pathToFileURL(path.join(ROOT, "lib/start", file)).href);
try {
  await main(args);
} catch (error) {
  // A sentence for whoever started us; where it happened, for whoever mends it.
  console.error(process.env.BATON_DEBUG ? error : (error?.detail ?? error?.message ?? error));
  process.exit(1);
}
