import { writeFile } from "node:fs/promises";
import path from "node:path";
import { withInstallation } from "./installation";
import { seedDemo } from "./seed-demo";

/** Where a filled demo keeps its API key; written last, so that it also says that the demo is filled. */
export function demoKeyFile(folder: string): string {
  return path.join(folder, "api-key");
}

/**
 * Fills the demo whose data folder the environment names. A process of its own (lib/start/demo.ts starts it),
 * because the memory that so many records take is not wanted in one that stays.
 */
export async function main(): Promise<void> {
  await withInstallation(async (installation) => {
    const { apiKey, records } = await seedDemo(installation);
    const folder = installation.variables.BATON_DATA_DIR;
    await writeFile(demoKeyFile(folder), `${apiKey}\n`, { mode: 0o600 });
    console.log(`Took in ${new Intl.NumberFormat("en-GB").format(records)} records.`);
  });
}
