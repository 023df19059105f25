import { existsSync, writeFileSync } from "node:fs";
import { readFile, realpath, rm } from "node:fs/promises";
import path from "node:path";
import { DEMO_TIME_ZONE } from "@/lib/demo/calendar";
import { DEMO_USERS } from "@/lib/demo/demo-users";
import { MigrationError } from "@/lib/store/migrate";
import { ensureBuild } from "./build";
import { isEmbeddedPostgresRunning, openEmbeddedPostgres } from "./embedded-postgres";
import { DEMO_FOLDER, type Environment, readEnvironment } from "./environment";
import { demoKeyFile } from "./fill-demo";
import { type Installation, openInstallation } from "./installation";
import { runChild } from "./run-child";
import { runServer, stopSignal } from "./run-server";
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
  const installation = await openDemo(environment);
  const abort = new AbortController();
  const work = [fill(installation, abort.signal), ensureBuild(console.log, abort.signal)];
  try {
    const early = asked.then(() => Promise.reject(new Error("Stopped before the demo was ready.")));
    await Promise.race([Promise.all(work), early]);
  } catch (error) {
    abort.abort();
    await Promise.allSettled(work);
    await installation.close();
    throw error;
  }
  const apiKey = await readFile(demoKeyFile(environment.dataFolder), "utf8");
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

Stop with Ctrl-C. To begin anew, delete ${environment.dataFolder}
`);
    },
  });
}

/** Holds the number of the process that is filling the demo. */
function fillingFile(folder: string): string {
  return path.join(folder, "filling");
}

/** What a first start left that was cut off in the middle is of no use. */
async function discardUnfinished(folder: string): Promise<void> {
  const home = path.join(folder, "postgres");
  if (existsSync(demoKeyFile(folder)) || !existsSync(home)) return;
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

async function openDemo(environment: Environment): Promise<Installation> {
  try {
    return await openInstallation(environment, console.log);
  } catch (error) {
    if (!(error instanceof MigrationError)) throw error;
    throw new Error(`${error.message}\nTo make the demo anew, delete ${environment.dataFolder}.`);
  }
}

async function fill({ variables }: Installation, signal: AbortSignal): Promise<void> {
  const folder = variables.BATON_DATA_DIR;
  if (existsSync(demoKeyFile(folder))) return;
  console.log("Filling the demo with twelve weeks of records…");
  const said = await runChild(["lib/start/entry.mjs", "fill-demo.ts"], {
    variables,
    signal,
    onStart: (pid) => writeFileSync(fillingFile(folder), `${pid}\n`),
  });
  await rm(fillingFile(folder));
  console.log(said);
}
