import path from "node:path";
import { checkKey } from "@/lib/ingest/commit/check-key";
import { ensureRatingSample } from "@/lib/ingest/ratings/rating-sample";
import type { Keyring } from "@/lib/secrets/keyring";
import { loadKeyring } from "@/lib/secrets/load-keyring";
import { type Database, openDatabase } from "@/lib/store/database";
import { ensureCurrentGeneration } from "@/lib/store/generations";
import { migrate } from "@/lib/store/migrate";
import { hasEmbeddedPostgres, isEmbeddedPostgresRunning, openEmbeddedPostgres } from "./embedded-postgres";
import { DATA_FOLDER, DEMO_FOLDER, type Environment, readEnvironment } from "./environment";
import { secretFromFile } from "./secret-file";

/** Database and secrets of one Baton, ready for use. */
export interface Installation {
  readonly database: Database;
  readonly keyring: Keyring;
  /** What the web process needs in its environment. */
  readonly variables: Readonly<Record<"DATABASE_URL" | "BATON_DATA_DIR" | "BATON_SECRET", string>>;
  /** Closes the database; an embedded server is stopped when nobody else uses it. */
  close(): Promise<void>;
}

/**
 * Makes everything ready that does not need a web server: the secrets, the embedded PostgreSQL unless there
 * is another, an up-to-date schema, a generation of measures. Works beside a running Baton of the same data
 * folder as well as without one. `variables` are set in this process too.
 *
 * Throws, with a sentence on what to do, when one of them cannot be had.
 */
export async function openInstallation(
  environment: Environment,
  log: (line: string) => void,
): Promise<Installation> {
  const { dataFolder } = environment;
  const embedded = environment.databaseUrl
    ? undefined
    : await openEmbeddedPostgres({ folder: dataFolder, log });
  const databaseUrl = embedded?.url ?? environment.databaseUrl ?? "";
  try {
    const variables = {
      DATABASE_URL: databaseUrl,
      BATON_DATA_DIR: dataFolder,
      BATON_SECRET: environment.secret ?? (await keptSecret(environment, log)),
    };
    Object.assign(process.env, variables);
    const keyring = await loadKeyring({ env: process.env, dataDir: dataFolder });
    const database = openDatabase(databaseUrl);
    try {
      await checkServer(database, databaseUrl);
      const applied = await migrate(databaseUrl);
      if (applied.length > 0) log(`Database: applied ${applied.join(", ")}.`);
      await checkKey(database, keyring);
      await ensureCurrentGeneration(database, environment.timeZone);
      await ensureRatingSample(database, keyring);
    } catch (error) {
      await database.close();
      throw error;
    }
    return {
      database,
      keyring,
      variables,
      async close() {
        await database.close();
        await embedded?.close();
      },
    };
  } catch (error) {
    await embedded?.close();
    throw error;
  }
}

/**
 * Runs a command of the command line on the installation that the environment names, beside its web server
 * or without it. Without `BATON_DATA_DIR` and `DATABASE_URL` it is the one that runs: the usual one or the
 * demo's. What has to be said goes to the error output; the output is the command's own.
 */
export async function withInstallation<T>(work: (installation: Installation) => Promise<T>): Promise<T> {
  const environment = readEnvironment({ BATON_DATA_DIR: usualDataFolder(), ...process.env });
  const installation = await openInstallation(environment, console.error);
  try {
    return await work(installation);
  } finally {
    await installation.close();
  }
}

function usualDataFolder(): string {
  if (process.env.BATON_DATA_DIR || process.env.DATABASE_URL) return DATA_FOLDER;
  const demoIsMeant = isEmbeddedPostgresRunning(DEMO_FOLDER)
    ? !isEmbeddedPostgresRunning(DATA_FOLDER)
    : hasEmbeddedPostgres(DEMO_FOLDER) && !hasEmbeddedPostgres(DATA_FOLDER);
  if (!demoIsMeant) return DATA_FOLDER;
  console.error(
    `Working on the demo in ${DEMO_FOLDER}. For another installation set BATON_DATA_DIR or DATABASE_URL.`,
  );
  return DEMO_FOLDER;
}

async function keptSecret(environment: Environment, log: (line: string) => void): Promise<string> {
  const file = path.join(environment.dataFolder, "session-secret");
  const { secret, isNew } = await secretFromFile(file);
  if (isNew && environment.databaseUrl) {
    log(`Made a secret for sessions in ${file}. Several Batons on one database need the same BATON_SECRET.`);
  }
  return secret;
}

/** Throws unless the server answers and is new enough. */
async function checkServer(database: Database, databaseUrl: string): Promise<void> {
  const { hostname, port, pathname } = new URL(databaseUrl);
  try {
    const { rows } = await database.pool.query<{ version: number }>(
      "SELECT current_setting('server_version_num')::int AS version",
    );
    const version = rows[0]?.version ?? 0;
    if (version >= 150_000) return;
    throw new Error(`it is version ${Math.floor(version / 10_000)}, and Baton needs 15 or newer`);
  } catch (error) {
    const reason = error instanceof Error ? error.message || String(error) : String(error);
    throw new Error(
      `The PostgreSQL at ${hostname}:${port || 5432}${pathname} cannot be used: ${reason}. Check DATABASE_URL.`,
      { cause: error },
    );
  }
}
