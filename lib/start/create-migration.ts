import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { readMigrations } from "@/lib/store/migrate";
import { schemaDiff } from "@/lib/store/migration-diff";
import { openEmbeddedPostgres } from "./embedded-postgres";
import { temporaryFolder } from "./temporary-folder";

const FOLDER = path.resolve("prisma/migrations");
const INITIAL = "20261122000000_initial";
const USAGE = `npm run migration -- NAME
Writes the next migration: what leads from prisma/migrations to prisma/schema.prisma. For developers of Baton.

Examples:
  npm run migration -- add_queue_names

Exit codes:
  0  written, or nothing to write
  1  the name is not made of small letters, digits and underscores, or the schema cannot be read`;
const BY_HAND = "-- By hand: what Prisma's schema language cannot say.";

/**
 * `npm run migration -- NAME` writes the next migration: what leads from prisma/migrations to
 * prisma/schema.prisma. Read it, and add by hand what moves data.
 *
 * `npm run migration -- --initial` writes the first one anew, and keeps the part of it that was written by
 * hand. Only until the first release: databases that have the old one refuse the new.
 */
export async function main([argument]: readonly string[]): Promise<void> {
  if (argument === "--help" || argument === "-h") {
    console.log(USAGE);
    return;
  }
  if (argument !== "--initial" && !/^[a-z][a-z0-9_]*$/.test(argument ?? "")) {
    throw new Error("Give the migration a name of small letters: npm run migration -- add_targets");
  }
  const folder = await temporaryFolder("baton-migration-");
  const server = await openEmbeddedPostgres({ folder, settings: { fsync: "off" }, log: console.log });
  try {
    const initial = argument === "--initial";
    const sql = await schemaDiff(server.url, initial ? [] : await readMigrations(FOLDER));
    if (!sql) return console.log("Nothing to do: the migrations already lead to prisma/schema.prisma.");
    const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
    const file = path.join(FOLDER, initial ? INITIAL : `${stamp}_${argument}`, "migration.sql");
    const byHand = initial ? partByHand(await readFile(file, "utf8").catch(() => "")) : "";
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, sql + byHand);
    console.log(`Wrote ${path.relative(process.cwd(), file)}. Read it before you commit it.`);
  } finally {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  }
}

function partByHand(sql: string): string {
  const start = sql.indexOf(BY_HAND);
  return start < 0 ? "" : `\n${sql.slice(start)}`;
}
