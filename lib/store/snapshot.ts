import type pg from "pg";

/** Runs several reads on one snapshot, so that their numbers agree with each other. */
export async function onOneSnapshot<T>(
  pool: pg.Pool,
  read: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query(BEGIN);
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
    await client.query(BEGIN);
    yield* read(client);
  } finally {
    await client.query("ROLLBACK").catch(() => undefined);
    client.release();
  }
}

const BEGIN = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

/**
 * Reads of one snapshot, side by side where connections are free. It changes nothing itself: what was read under the
 * version of a week is kept for others (week-answers.ts).
 */
export interface Snapshot {
  /** Runs a read on the next connection that has nothing to do. */
  read<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T>;
}

/**
 * Runs reads on one snapshot over up to `connections` connections. The first is waited for; others are taken only while
 * they are free, so that requests never wait for each other's connections in a circle.
 */
export async function onSharedSnapshot<T>(
  pool: pg.Pool,
  connections: number,
  work: (snapshot: Snapshot) => Promise<T>,
): Promise<T> {
  const first = await pool.connect();
  const lanes = new Lanes(pool, first, connections);
  try {
    await lanes.begin();
    return await work(lanes);
  } finally {
    await lanes.close();
  }
}

class Lanes implements Snapshot {
  private readonly all: pg.PoolClient[];
  private readonly idle: pg.PoolClient[];
  private readonly waiting: ((client: pg.PoolClient) => void)[] = [];
  private readonly running = new Set<Promise<unknown>>();
  /** PostgreSQL's name of the snapshot; null where nobody else is to join it. */
  private name: string | null = null;
  /** Connections that are there or being opened. */
  private taken = 1;
  private closed = false;

  constructor(
    private readonly pool: pg.Pool,
    private readonly first: pg.PoolClient,
    private readonly most: number,
  ) {
    this.all = [first];
    this.idle = [first];
  }

  async begin(): Promise<void> {
    await this.first.query(BEGIN);
    if (this.most < 2) return;
    const { rows } = await this.first.query<{ name: string }>("SELECT pg_export_snapshot() AS name");
    this.name = rows[0]?.name ?? null;
  }

  async read<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    if (this.closed) throw new Error("The snapshot is over: another read of it has failed.");
    const client = this.idle.pop() ?? (await this.nextFree());
    try {
      return await this.track(work(client));
    } finally {
      this.give(client);
    }
  }

  /** Ends the snapshot once nobody reads it any more. */
  async close(): Promise<void> {
    this.closed = true;
    // After an error some reads still wait for their turn, which does not come: only those under way are awaited.
    await Promise.allSettled(this.running);
    await Promise.all(
      this.all.map(async (client) => {
        await client.query("ROLLBACK").catch(() => undefined);
        client.release();
      }),
    );
  }

  private nextFree(): Promise<pg.PoolClient> {
    const { idleCount, totalCount, waitingCount, options } = this.pool;
    const isFree = waitingCount === 0 && (idleCount > 0 || totalCount < options.max);
    if (isFree && this.name !== null && this.taken < this.most) {
      this.taken += 1;
      this.track(this.join(this.name));
    }
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  private give(client: pg.PoolClient): void {
    const next = this.closed ? undefined : this.waiting.shift();
    if (next) next(client);
    else this.idle.push(client);
  }

  /** Opens the snapshot on another connection. Where that fails, the others go on without it. */
  private async join(name: string): Promise<void> {
    const client = await this.pool.connect().catch(() => null);
    if (!client) return;
    try {
      await client.query(BEGIN);
      await client.query(`SET TRANSACTION SNAPSHOT '${name}'`);
    } catch {
      await client.query("ROLLBACK").catch(() => undefined);
      client.release();
      return;
    }
    this.all.push(client);
    this.give(client);
  }

  private track<T>(promise: Promise<T>): Promise<T> {
    this.running.add(promise);
    const ended = () => this.running.delete(promise);
    promise.then(ended, ended);
    return promise;
  }
}
