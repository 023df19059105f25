import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { createApiKey } from "@/lib/access/api-keys";
import { ensureBuild } from "@/lib/start/build";
import { readEnvironment } from "@/lib/start/environment";
import { openInstallation } from "@/lib/start/installation";
import { startWebServer } from "@/lib/start/web-server";
import type { Database } from "@/lib/store/database";
import type { Target } from "./clients/request";

/** A Baton of the bench's own: the production server on an embedded PostgreSQL. */
export interface BenchServer {
  /** Where it is, and a key that may do everything. */
  readonly target: Target;
  readonly database: Database;
  /** The web process. */
  readonly pid: number;
  /** The first process of its PostgreSQL. */
  readonly postgresPid: number;
  close(): Promise<void>;
}

/** Starts it on the data in `folder`, with `variables` on top of its own. Builds the pages where needed. */
export async function startBenchServer(
  folder: string,
  variables: Readonly<Record<string, string>>,
  log: (line: string) => void,
): Promise<BenchServer> {
  await ensureBuild(log);
  const port = await freePort();
  const environment = readEnvironment({ BATON_DATA_DIR: folder, PORT: String(port) });
  const installation = await openInstallation(environment, log);
  const { database } = installation;
  try {
    const { key } = await createApiKey(database, { name: "bench", scopes: ["ingest", "read"] });
    const server = await startWebServer({
      host: "127.0.0.1",
      port,
      mode: "production",
      variables: { ...installation.variables, ...variables },
    });
    return {
      target: { url: `http://127.0.0.1:${port}`, key },
      database,
      pid: server.pid,
      postgresPid: Number.parseInt(
        readFileSync(path.join(folder, "postgres/cluster/postmaster.pid"), "utf8"),
        10,
      ),
      async close() {
        await server.stop();
        await installation.close();
      },
    };
  } catch (error) {
    await installation.close();
    throw error;
  }
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (typeof address !== "object" || !address) throw new Error("No port is free on 127.0.0.1.");
  return address.port;
}
