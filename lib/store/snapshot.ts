import type pg from "pg";

/** Runs several reads on one snapshot, so that their numbers agree with each other. */
export async function onOneSnapshot<T>(
  pool: pg.Pool,
  read: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    return await read(client);
  } finally {
    // Nothing was written: rolling back only ends the snapshot.
    await client.query("ROLLBACK").catch(() => undefined);
    client.release();
  }
}

/** The same for what is read bit by bit: the snapshot is held until the last of it was taken, or nobody takes more. */
export async function* streamOnSnapshot<T>(
  pool: pg.Pool,
  read: (client: pg.PoolClient) => AsyncGenerator<T>,
): AsyncGenerator<T> {
  const client = await pool.connect();
  try {
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    yield* read(client);
  } finally {
    await client.query("ROLLBACK").catch(() => undefined);
    client.release();
  }
}
