import { randomBytes } from "node:crypto";
import { link, mkdir, open, readFile, rm } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { createKeyring, type Keyring, KeyringError } from "./keyring";

/** The file in the data folder that holds the key of an installation that was given none. */
export const KEY_FILE = "keys.json";

const keyFile = z.object({ version: z.int().min(1).max(0xffff), key: z.base64().min(44) });

/** Where the key comes from. */
export interface KeySource {
  /** `BATON_KEY` (at least 32 characters) wins over the file; `BATON_KEY_VERSION` is 1 unless set. */
  readonly env: { readonly [name: string]: string | undefined };
  /** The folder outside the database in which the key file is kept. */
  readonly dataDir: string;
}

/**
 * The installation's keyring: from the environment, else from the key file, which the first call creates, readable
 * by its owner alone. Processes that start together agree on one key.
 *
 * @throws KeyringError when the key or the file cannot be used; the file's key is never replaced
 */
export async function loadKeyring({ env, dataDir }: KeySource): Promise<Keyring> {
  const given = env.BATON_KEY?.trim();
  if (given) {
    const version = env.BATON_KEY_VERSION?.trim();
    return createKeyring(given, version ? Number(version) : 1);
  }
  const file = path.join(dataDir, KEY_FILE);
  const existing = await readIfThere(file);
  if (existing !== null) return fromFile(existing, file);
  await createOnce(file, `${JSON.stringify({ version: 1, key: randomBytes(32).toString("base64") })}\n`);
  return fromFile(await readFile(file, "utf8"), file);
}

function fromFile(text: string, file: string): Keyring {
  try {
    const { key, version } = keyFile.parse(JSON.parse(text));
    return createKeyring(Buffer.from(key, "base64"), version);
  } catch (cause) {
    throw new KeyringError(
      `The key file ${file} is damaged. Restore it from a backup: without it, refused input cannot be read and ` +
        "customers cannot be recognised.",
      { cause },
    );
  }
}

async function readIfThere(file: string): Promise<string | null> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if (isErrno(error, "ENOENT")) return null;
    throw new KeyringError(`The key file ${file} cannot be read.`, { cause: error });
  }
}

/**
 * Creates a file with all its content at once, or leaves the one that is there: the content is written beside it and
 * then linked, which fails when another process was quicker. Nobody ever sees a file half written.
 */
async function createOnce(file: string, content: string): Promise<void> {
  const draft = `${file}.${process.pid}.${randomBytes(6).toString("hex")}`;
  try {
    await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
    const handle = await open(draft, "wx", 0o600);
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await link(draft, file);
  } catch (error) {
    if (isErrno(error, "EEXIST")) return;
    throw new KeyringError(
      `The key file ${file} cannot be created. Make its folder writable, or set BATON_KEY.`,
      { cause: error },
    );
  } finally {
    await rm(draft, { force: true });
  }
}

function isErrno(error: unknown, code: string): boolean {
  return error instanceof Error && (error as NodeJS.ErrnoException).code === code;
}
