import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { PrismaClient } from "./generated/client";

/** One connection, inside a transaction. */
export type Connection = pg.PoolClient;

/** One pool of connections, used by Prisma for ordinary work and directly for COPY and set-based SQL. */
export interface Database {
  readonly pool: pg.Pool;
  readonly prisma: PrismaClient;
  close(): Promise<void>;
}

/** Opens a pool on `url` (postgresql://…). Nothing connects before the first query. */
export function openDatabase(url: string, options: { maxConnections?: number } = {}): Database {
  const pool = new pg.Pool({ connectionString: url, max: options.maxConnections ?? 10 });
  // An idle connection that the server ends is replaced by the pool at the next query.
  pool.on("error", () => undefined);
  // One that is being used says so to its user, too; without a listener of its own it would end the process.
  pool.on("connect", (client) => client.on("error", () => undefined));
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  return {
    pool,
    prisma,
    async close() {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}

const holder = globalThis as typeof globalThis & { batonDatabase?: Database };

/** The process's own database, from `DATABASE_URL`. Throws when that is not set. */
export function database(): Database {
  if (!holder.batonDatabase) {
    const url = process.env.DATABASE_URL;
    if (!url) throw new Error("DATABASE_URL is not set. Start Baton with `npm start`, which sets it.");
    holder.batonDatabase = openDatabase(url);
  }
  return holder.batonDatabase;
}

/** Runs `work` in one transaction on one connection; any error rolls back and is thrown again. */
export async function inTransaction<T>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  let broken = false;
  try {
    await client.query("BEGIN");
    const result = await work(client);
    await client.query("COMMIT");
    return result;
  } catch (error) {
    await client.query("ROLLBACK").catch(() => {
      broken = true;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}
