import { rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import pg from "pg";
import type { AccessConfiguration } from "@/lib/access/configuration";
import { registerPerson } from "@/lib/access/people";
import type { Role } from "@/lib/access/permissions";
import { sealSessionId } from "@/lib/access/session-cookie";
import { beginSession } from "@/lib/access/sessions";
import { readEnvironment } from "@/lib/start/environment";
import { type Installation, openInstallation } from "@/lib/start/installation";
import { temporaryFolder } from "@/lib/start/temporary-folder";
import { startWebServer } from "@/lib/start/web-server";
import type { Database } from "@/lib/store/database";

/** A Baton of a test's own: the production server on an empty database. */
export interface OwnServer {
  readonly url: string;
  readonly database: Database;
  readonly configuration: AccessConfiguration;
  /** Adds a person with {@link PASSWORD} and answers the id. */
  person(name: string, role: Role): Promise<string>;
  /** A session of a person, as the value of a `Cookie` header. */
  cookie(personId: string): Promise<string>;
  close(): Promise<void>;
}

/** The password of everybody whom {@link OwnServer.person} adds. */
export const PASSWORD = "correct horse battery";

const SECRET = "a secret for the sessions of the end-to-end tests";

/** A port that nothing listens on. */
export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** The address that people of the test's e-mail have. */
export function emailOf(name: string): string {
  return `${name.toLowerCase()}@example.org`;
}

/**
 * Starts it; the database is that of `TEST_DATABASE_URL` where it is set.
 *
 * @param variables are added to the environment of the web server
 * @param seed fills the database before the server starts
 */
export async function startOwnServer(
  port: number,
  variables: { readonly [name: string]: string } = {},
  seed: (installation: Installation) => Promise<unknown> = async () => undefined,
): Promise<OwnServer> {
  const folder = await temporaryFolder("baton-e2e-");
  const borrowed = process.env.TEST_DATABASE_URL ? await borrowDatabase(process.env.TEST_DATABASE_URL) : null;
  const url = `http://localhost:${port}`;
  const environment = readEnvironment({
    BATON_DATA_DIR: folder,
    PORT: String(port),
    BATON_SECRET: SECRET,
    ...(borrowed ? { DATABASE_URL: borrowed.url } : {}),
  });
  const installation = await openInstallation(environment, () => undefined);
  const { database } = installation;
  await seed(installation);
  const server = await startWebServer({
    host: "127.0.0.1",
    port,
    mode: "production",
    variables: { ...installation.variables, ...variables },
  });
  const configuration: AccessConfiguration = { secret: SECRET, publicUrl: undefined, oidc: null };
  return {
    url,
    database,
    configuration,
    person: (name, role) =>
      registerPerson(database, { name, email: emailOf(name), role, password: PASSWORD }),
    cookie: async (personId) =>
      `baton.session=${await sealSessionId(await beginSession(database, personId), configuration)}`,
    async close() {
      await server.stop();
      await installation.close();
      await borrowed?.giveBack();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A new, empty database on a server, until it is given back. */
export async function borrowDatabase(serverUrl: string) {
  const name = `baton_e2e_${process.pid}_${Date.now()}`;
  const execute = async (sql: string) => {
    const client = new pg.Client({ connectionString: serverUrl });
    await client.connect();
    await client.query(sql).finally(() => client.end());
  };
  await execute(`CREATE DATABASE ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return { url: url.href, giveBack: () => execute(`DROP DATABASE ${name} WITH (FORCE)`) };
}
