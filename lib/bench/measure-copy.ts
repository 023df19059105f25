import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import type pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import type { BenchServer } from "./bench-server";
import { metered, type Usage } from "./meter";
import { COPY_COLUMNS, type WrittenRecords } from "./write-records";

/** How fast PostgreSQL alone takes the same records in. */
export interface CopyResult {
  /** Type of the column that holds the record. */
  readonly body: "text" | "jsonb";
  readonly records: number;
  readonly seconds: number;
  readonly perSecond: number;
  readonly usage: Usage;
}

/** Loads records by one plain COPY into a table with a primary key, which is dropped afterwards. */
export async function measureCopy(
  server: BenchServer,
  { file, records }: WrittenRecords["copy"],
  body: CopyResult["body"],
): Promise<CopyResult> {
  const client = await server.database.pool.connect();
  try {
    await client.query(
      `CREATE TABLE bench_copy (source text, conversation_id text, type text, part text, body ${body} NOT NULL,
                                PRIMARY KEY (source, conversation_id, type, part))`,
    );
    const { result: seconds, usage } = await metered(server, () => copyFile(client, file));
    return { body, records, seconds, perSecond: records / seconds, usage };
  } finally {
    await client.query("DROP TABLE IF EXISTS bench_copy");
    client.release();
  }
}

async function copyFile(client: pg.PoolClient, file: string): Promise<number> {
  const began = performance.now();
  const into = client.query(copyFrom(`COPY bench_copy (${COPY_COLUMNS.join(", ")}) FROM STDIN`));
  await pipeline(createReadStream(file, { highWaterMark: 256 * 1024 }), into);
  return (performance.now() - began) / 1000;
}
