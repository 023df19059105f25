import { existsSync } from "node:fs";
import { readFile, realpath, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { DEMO_TIME_ZONE } from "@/lib/demo/calendar";
import { DEMO_USERS } from "@/lib/demo/demo-users";
import { MigrationError } from "@/lib/store/migrate";
import { ensureBuild } from "./build";
import { isEmbeddedPostgresRunning, openEmbeddedPostgres } from "./embedded-postgres";
import { DEMO_FOLDER, type Environment, readEnvironment } from "./environment";
import { type Installation, openInstallation } from "./installation";
import { runServer, stopSignal } from "./run-server";
import { seedDemo } from "./seed-demo";
import { checkPort } from "./web-server";

/**
 * `npm run demo`: Baton with twelve weeks of generated records, in a data folder of its own. The first start
 * fills it while the pages are built; later ones find everything as it was.
 */
export async function main(): Promise<void> {
  const began = Date.now();
  const environment = readEnvironment({
    REPORTING_TIME_ZONE: DEMO_TIME_ZONE,
    ...process.env,
    // Never into somebody's real data.
    DATABASE_URL: undefined,
    BATON_DATA_DIR: process.env.BATON_DATA_DIR ? path.join(process.env.BATON_DATA_DIR, "demo") : DEMO_FOLDER,
  });
  await checkPort(environment.host, environment.port);
  await discardUnfinished(environment.dataFolder);
  const asked = stopSignal();
  const filled = openFilled(environment);
  // The longer of the two counts; the shorter one's failure must not be overlooked meanwhile.
  filled.catch(() => undefined);
  const building = ensureBuild(console.log);
  const stopped = asked.then(() => {
    throw new Error("Stopped before the demo was ready.");
  });
  const installation = await Promise.race([stopped, Promise.all([filled, building])]).then(
    ([installation]) => installation,
    async (error: unknown) => {
      await filled.then((installation) => installation.close()).catch(() => undefined);
      throw error;
    },
  );
  const apiKey = await readFile(keyFile(environment.dataFolder), "utf8");
  await runServer({
    environment,
    installation,
    mode: "production",
    asked,
    async announce() {
      const seconds = ((Date.now() - began) / 1000).toFixed(1);
      console.log(`
Baton's demo is at ${environment.address} (ready after ${seconds} s; all data is generated)

Sign in as
${DEMO_USERS.map((user) => `  ${user.role.padEnd(14)} ${user.email.padEnd(28)} ${user.password}`).join("\n")}

API key (ingest, read)
  ${apiKey.trim()}

Stop with Ctrl-C. To begin anew, delete ${path.relative(process.cwd(), environment.dataFolder)}.
`);
    },
  });
}

/** Also says that the demo is filled: it is written last. */
function keyFile(folder: string): string {
  return path.join(folder, "api-key");
}

/** Holds the number of the process that is filling the demo. */
function fillingFile(folder: string): string {
  return path.join(folder, "filling");
}

/** What a first start left that was cut off in the middle is of no use. */
async function discardUnfinished(folder: string): Promise<void> {
  const home = path.join(folder, "postgres");
  if (existsSync(keyFile(folder)) || !existsSync(home)) return;
  const filling = Number(await readFile(fillingFile(folder), "utf8").catch(() => "0"));
  if (filling > 0 && isAlive(filling)) {
    throw new Error(`Process ${filling} is just filling the demo in ${folder}. Wait until it is done.`);
  }
  if (isEmbeddedPostgresRunning(folder)) {
    const left = await openEmbeddedPostgres({ folder });
    await left.close();
  }
  await rm(await realpath(home), { recursive: true, force: true });
  await rm(folder, { recursive: true, force: true });
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function openFilled(environment: Environment): Promise<Installation> {
  const { dataFolder } = environment;
  const installation = await openInstallation(environment, console.log).catch((error: unknown) => {
    if (!(error instanceof MigrationError)) throw error;
    throw new Error(`${error.message}\nTo make the demo anew, delete ${dataFolder}.`);
  });
  if (existsSync(keyFile(dataFolder))) return installation;
  try {
    await writeFile(fillingFile(dataFolder), `${process.pid}\n`);
    console.log("Filling the demo with twelve weeks of records…");
    const { apiKey, records } = await seedDemo(installation);
    console.log(`Took in ${new Intl.NumberFormat("en-GB").format(records)} records.`);
    await writeFile(keyFile(dataFolder), `${apiKey}\n`, { mode: 0o600 });
    await rm(fillingFile(dataFolder));
    return installation;
  } catch (error) {
    await installation.close();
    throw error;
  }
}
