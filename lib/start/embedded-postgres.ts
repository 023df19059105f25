import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, openSync, readFileSync, readlinkSync, realpathSync, statSync } from "node:fs";
import { chmod, chown, mkdir, rename, rm, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import {
  type Account,
  type Binaries,
  canEnter,
  serverAccount,
  sharedFolder,
  usableBinaries,
} from "./postgres-account";

/** A running private PostgreSQL that this process takes part in. */
export interface EmbeddedPostgres {
  /** Connection string of the database `baton`. */
  readonly url: string;
  /** Leaves. The last of all processes that take part stops the server and waits until it has written all. */
  close(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** The data folder; the server lives in `postgres` below it. */
  readonly folder: string;
  /** Server settings on top of, or instead of, the usual ones. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Told in whole sentences what takes longer or goes elsewhere than expected. */
  readonly log?: (line: string) => void;
}

const USER = "baton";
const DATABASE = "baton";

/** Every process that uses the server holds this lock shared; who gets it alone may stop the server. */
const PRESENCE_LOCK = 7_226_628_002;

/** Sized for a machine of two cores that also runs the web server; every write is on disk before it is confirmed. */
const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: "100",
  shared_buffers: "256MB",
  effective_cache_size: "1GB",
  work_mem: "32MB",
  maintenance_work_mem: "256MB",
  fsync: "on",
  synchronous_commit: "on",
  full_page_writes: "on",
  min_wal_size: "256MB",
  max_wal_size: "4GB",
  checkpoint_timeout: "15min",
  random_page_cost: "1.1",
  // Compiling a query costs more than the short sums over totals take.
  jit: "off",
  timezone: "UTC",
  log_timezone: "UTC",
};

/**
 * Joins the private PostgreSQL of a data folder, starting it first when it does not run, creating it first
 * when it does not exist (1–2 s, else about 0.1 s).
 *
 * Any number of processes may call this for one folder at once: they share one server, and the last to
 * leave stops it. A server whose starter was killed keeps running and is joined by the next. The server has
 * its own process group, so that Ctrl-C reaches us first and requests can finish.
 *
 * Throws, with a sentence on what to do, when no server can be had.
 */
export async function openEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const log = options.log ?? (() => undefined);
  const account = serverAccount();
  const binaries = await usableBinaries(account, log);
  const home = await ensureCluster(path.resolve(options.folder), binaries, account, log);
  const server = new Server(home, binaries, account, { ...SETTINGS, ...options.settings }, log);
  await server.join();
  return { url: server.url(DATABASE), close: () => server.leave() };
}

/** Whether a data folder has a server of its own that was created before. */
export function hasEmbeddedPostgres(folder: string): boolean {
  return existsSync(path.join(folder, "postgres", "cluster", "PG_VERSION"));
}

/** Whether the server of a data folder is running, whoever started it. */
export function isEmbeddedPostgresRunning(folder: string): boolean {
  if (!hasEmbeddedPostgres(folder)) return false;
  return readPostmaster(path.join(realpathSync(path.join(folder, "postgres")), "cluster")) !== undefined;
}

class Server {
  private readonly cluster: string;
  private readonly password: string;
  private port = 0;
  private presence: pg.Client | undefined;
  private leaving = false;

  constructor(
    private readonly home: string,
    private readonly binaries: Binaries,
    private readonly account: Account,
    private readonly settings: Readonly<Record<string, string>>,
    private readonly log: (line: string) => void,
  ) {
    this.cluster = path.join(home, "cluster");
    this.password = readFileSync(path.join(home, "password"), "utf8").trim();
  }

  url(database: string): string {
    return `postgresql://${USER}:${this.password}@127.0.0.1:${this.port}/${database}`;
  }

  /** Starts the server unless it runs, and holds the presence lock; repeats when another process is just stopping it. */
  async join(): Promise<void> {
    const began = Date.now();
    let told = false;
    for (;;) {
      const running = readPostmaster(this.cluster) ?? (await this.start());
      if (running?.ready) {
        this.port = running.port;
        if (await this.connect()) return;
      }
      if (!told && Date.now() - began > 5_000) {
        told = true;
        this.log(`PostgreSQL is still starting; after a crash it first replays its log (${this.logFile()}).`);
      }
      await delay(20);
    }
  }

  async leave(): Promise<void> {
    this.leaving = true;
    const presence = this.presence;
    if (!presence) return;
    this.presence = undefined;
    await presence.query("SELECT pg_advisory_unlock_shared($1)", [PRESENCE_LOCK]);
    const { rows } = await presence.query<{ alone: boolean }>("SELECT pg_try_advisory_lock($1) AS alone", [
      PRESENCE_LOCK,
    ]);
    const running = readPostmaster(this.cluster);
    if (rows[0]?.alone && running) {
      // SIGINT is PostgreSQL's fast shutdown: roll back what is open, write everything, leave.
      process.kill(running.pid, "SIGINT");
      while (readPostmaster(this.cluster)?.pid === running.pid) await delay(10);
    }
    await presence.end().catch(() => undefined);
  }

  private logFile(): string {
    return path.join(this.home, "log");
  }

  /** One attempt. Undefined when another process was faster or the port was taken: look again. */
  private async start(): Promise<Postmaster | undefined> {
    const port = await freePort(savedPort(this.home));
    await writeFile(path.join(this.home, "port"), `${port}\n`);
    const flags = Object.entries(this.settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
    const logFile = this.logFile();
    const tooLong = existsSync(logFile) && statSync(logFile).size > 10_000_000;
    const output = openSync(logFile, tooLong ? "w" : "a", 0o600);
    const from = statSync(logFile).size;
    const child = spawn(this.binaries.postgres, ["-D", this.cluster, "-p", String(port), ...flags], {
      ...this.account,
      cwd: "/",
      detached: true,
      stdio: ["ignore", output, output],
      env: { ...process.env, LC_ALL: "C", TZ: "UTC" },
    });
    child.unref();
    const ended = exitOf(child);
    for (;;) {
      const running = readPostmaster(this.cluster);
      if (running?.ready) return running;
      const code = await Promise.race([ended, delay(10)]);
      if (code === undefined) continue;
      const said = readFileSync(logFile).subarray(from).toString("utf8").trim();
      if (/lock file .* already exists|could not bind|Address already in use|still in use/.test(said)) {
        await delay(50);
        return undefined;
      }
      throw new Error(
        `The embedded PostgreSQL did not start (exit code ${code}). It said:\n${said}\nThe whole log is in ${logFile}.`,
      );
    }
  }

  /** Holds the presence lock on a connection of its own. False when the server is stopping. */
  private async connect(): Promise<boolean> {
    const client = new pg.Client({ connectionString: this.url("postgres"), keepAlive: true });
    client.on("error", () => undefined);
    try {
      await client.connect();
      const { rows } = await client.query<{ joined: boolean }>(
        "SELECT pg_try_advisory_lock_shared($1) AS joined",
        [PRESENCE_LOCK],
      );
      if (!rows[0]?.joined) throw new Error("The server is stopping.");
      const exists = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [DATABASE]);
      if (exists.rowCount === 0) {
        // 42P04 and 23505: a process that started with us was faster.
        await client.query(`CREATE DATABASE ${DATABASE}`).catch((error: unknown) => {
          if (!["42P04", "23505"].includes(codeOf(error))) throw error;
        });
      }
    } catch (error) {
      await client.end().catch(() => undefined);
      if (codeOf(error) === "28P01") {
        throw new Error(
          `The embedded PostgreSQL refuses the password in ${this.home}/password. Restore that file.`,
        );
      }
      return false;
    }
    this.presence = client;
    client.once("end", () => {
      if (this.leaving || this.presence !== client) return;
      this.log("The embedded PostgreSQL ended unexpectedly; starting it again.");
      this.presence = undefined;
      this.join().catch((error: unknown) => this.log(String(error)));
    });
    return true;
  }
}

interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly ready: boolean;
}

/**
 * What postmaster.pid says about the running server: line 1 its process, 4 its port, 8 its state. Undefined
 * when none runs; the file of a server that was killed is taken away, also where its number now belongs to
 * another process.
 */
function readPostmaster(cluster: string): Postmaster | undefined {
  const file = path.join(cluster, "postmaster.pid");
  let lines: string[];
  try {
    lines = readFileSync(file, "utf8").split("\n");
  } catch {
    return undefined;
  }
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  if (!isPostmaster(pid, cluster)) return undefined;
  return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === "ready" };
}

/** The server works in its cluster's folder, which tells it from a process that got the number later. */
function isPostmaster(pid: number, cluster: string): boolean {
  try {
    if (process.platform === "linux") return readlinkSync(`/proc/${pid}/cwd`) === cluster;
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Creates the cluster unless it exists and answers with the real folder that holds it, its password and its log. */
async function ensureCluster(
  folder: string,
  binaries: Binaries,
  account: Account,
  log: (line: string) => void,
): Promise<string> {
  const home = path.join(folder, "postgres");
  if (!hasEmbeddedPostgres(folder)) {
    mkdirSync(folder, { recursive: true });
    const name = `postgres-${randomBytes(6).toString("hex")}`;
    const away = !canEnter(folder, account);
    const draft = away ? await sharedFolder(name) : path.join(folder, `.${name}`);
    try {
      await initialise(draft, binaries, account);
      if (away) {
        await symlink(draft, home);
        log(`The user "postgres" may not enter ${folder}: the database is kept in ${draft}.`);
      } else {
        await rename(draft, home);
      }
    } catch (error) {
      await rm(draft, { recursive: true, force: true });
      // Two processes may create it at once: the first one's folder counts.
      if (!hasEmbeddedPostgres(folder)) throw error;
    }
  }
  const major = Number(readFileSync(path.join(home, "cluster", "PG_VERSION"), "utf8"));
  if (major !== binaries.major) {
    throw new Error(
      `The database in ${home} belongs to PostgreSQL ${major}, but this Baton brings PostgreSQL ${binaries.major}. Dump it with the old version and load it again, or set DATABASE_URL.`,
    );
  }
  return realpathSync(home);
}

async function initialise(home: string, binaries: Binaries, account: Account): Promise<void> {
  const password = randomBytes(24).toString("base64url");
  const cluster = path.join(home, "cluster");
  await mkdir(home, { recursive: true });
  // The server's user has to pass through, whatever our umask.
  await chmod(home, 0o755);
  await mkdir(cluster, { mode: 0o700 });
  await writeFile(path.join(home, "password"), `${password}\n`, { mode: 0o600 });
  const forInitdb = path.join(home, "password-for-initdb");
  await writeFile(forInitdb, `${password}\n`, { mode: 0o600 });
  if ("uid" in account) {
    for (const owned of [cluster, forInitdb]) await chown(owned, account.uid, account.gid);
  }
  const child = spawn(
    binaries.initdb,
    [
      `--pgdata=${cluster}`,
      `--username=${USER}`,
      `--pwfile=${forInitdb}`,
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      "--locale=C",
      // Sorts by code point on every system, and knows the letters of all languages.
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
    ],
    { ...account, cwd: "/", stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, LC_ALL: "C" } },
  );
  let said = "";
  child.stdout.on("data", (chunk) => {
    said += String(chunk);
  });
  child.stderr.on("data", (chunk) => {
    said += String(chunk);
  });
  const code = await exitOf(child);
  await rm(forInitdb, { force: true });
  if (code !== 0) {
    throw new Error(`The embedded PostgreSQL could not be created in ${home}. It said:\n${said.trim()}`);
  }
}

function exitOf(child: ChildProcess): Promise<number | string> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) => resolve(code ?? signal ?? "unknown"));
  });
}

function savedPort(home: string): number {
  try {
    return Number(readFileSync(path.join(home, "port"), "utf8")) || 0;
  } catch {
    return 0;
  }
}

/** `preferred` when it is free (so that connections outlive a restart of the server), else any free port. */
async function freePort(preferred: number): Promise<number> {
  const tryPort = (port: number) =>
    new Promise<number | undefined>((resolve) => {
      const probe = createServer();
      probe.once("error", () => resolve(undefined));
      probe.listen(port, "127.0.0.1", () => {
        const address = probe.address();
        probe.close(() => resolve(typeof address === "object" && address ? address.port : undefined));
      });
    });
  const port = (preferred > 0 ? await tryPort(preferred) : undefined) ?? (await tryPort(0));
  if (port === undefined) throw new Error("No port is free on 127.0.0.1.");
  return port;
}

function codeOf(error: unknown): string {
  return typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
}
