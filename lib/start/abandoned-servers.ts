import { readdir, realpath, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { hasEmbeddedPostgres, isEmbeddedPostgresRunning, openEmbeddedPostgres } from "./embedded-postgres";

/** Younger folders may belong to a run that is just beginning, in milliseconds. */
const OLD = 10 * 60_000;

/**
 * Stops the servers and deletes the temporary folders that killed runs left behind, by the beginning of the
 * folder's name. A server that anybody still uses stays as it is; what belongs to somebody else is left out.
 */
export async function removeAbandonedServers(prefix: string, now = Date.now()): Promise<void> {
  const names = (await readdir(tmpdir())).filter((name) => name.startsWith(prefix));
  for (const name of names) {
    const folder = path.join(tmpdir(), name);
    try {
      const { mtimeMs, uid } = await stat(folder);
      if (uid === process.getuid?.() && now - mtimeMs > OLD) await removeUnlessUsed(folder);
    } catch {
      // Another run was faster.
    }
  }
}

async function removeUnlessUsed(folder: string): Promise<void> {
  if (isEmbeddedPostgresRunning(folder)) {
    // Who leaves last stops the server.
    const server = await openEmbeddedPostgres({ folder });
    await server.close();
  }
  if (isEmbeddedPostgresRunning(folder)) return;
  if (hasEmbeddedPostgres(folder)) {
    await rm(await realpath(path.join(folder, "postgres")), { recursive: true, force: true });
  }
  await rm(folder, { recursive: true, force: true });
}
