import { rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "@playwright/test";
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
import { borrowDatabase } from "./databases";
import { CONFIGURATION, giveSession, SECRET } from "./sessions";

/** A Baton of a test's own: the production server on an empty database. */
export interface OwnServer {
  readonly url: string;
  readonly database: Database;
  readonly configuration: AccessConfiguration;
  /** Adds a person with {@link PASSWORD} and answers the id. */
  person(name: string, role: Role): Promise<string>;
  /** A session of a person, as the value of a `Cookie` header. */
  cookie(personId: string): Promise<string>;
  /** Makes a person signed in, in a browser that there is already. */
  signIn(context: BrowserContext, personId: string): Promise<void>;
  /** A page of a person who is signed in, in a browser of its own that finds addresses here. */
  as(browser: Browser, personId: string, options?: BrowserContextOptions): Promise<Page>;
  close(): Promise<void>;
}

/** The password of everybody whom {@link OwnServer.person} adds. */
export const PASSWORD = "correct horse battery";

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
 * Starts it, on a database of its own beside those of the other files.
 *
 * @param variables are added to the environment of the web server; `REPORTING_TIME_ZONE` holds from the start
 * @param seed fills the database before the server starts
 */
export async function startOwnServer(
  port: number,
  variables: { readonly [name: string]: string } = {},
  seed: (installation: Installation) => Promise<unknown> = async () => undefined,
): Promise<OwnServer> {
  const folder = await temporaryFolder("baton-e2e-");
  const borrowed = await borrowDatabase();
  const url = `http://localhost:${port}`;
  const environment = readEnvironment({
    BATON_DATA_DIR: folder,
    PORT: String(port),
    BATON_SECRET: SECRET,
    DATABASE_URL: borrowed.url,
    REPORTING_TIME_ZONE: variables.REPORTING_TIME_ZONE,
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
  const signIn = async (context: BrowserContext, personId: string) =>
    giveSession(context, await beginSession(database, personId));
  return {
    url,
    database,
    configuration: CONFIGURATION,
    signIn,
    async as(browser, personId, options = {}) {
      const context = await browser.newContext({ baseURL: url, ...options });
      await signIn(context, personId);
      return context.newPage();
    },
    person: (name, role) =>
      registerPerson(database, { name, email: emailOf(name), role, password: PASSWORD }),
    cookie: async (personId) =>
      `baton.session=${await sealSessionId(await beginSession(database, personId), CONFIGURATION)}`,
    async close() {
      await server.stop();
      await installation.close();
      await borrowed.giveBack();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
