import { randomBytes } from "node:crypto";
import { link, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";

/** A secret that was kept or made. */
export interface KeptSecret {
  readonly secret: string;
  /** Whether this call made it. */
  readonly isNew: boolean;
}

/**
 * The secret kept in `file`, made at the first call and readable by its owner alone. Processes that start
 * together agree on one: it is written beside the file and then linked, which only the first can do.
 */
export async function secretFromFile(file: string): Promise<KeptSecret> {
  const kept = await readFile(file, "utf8").catch(() => "");
  if (kept.trim()) return { secret: kept.trim(), isNew: false };
  const draft = `${file}.${process.pid}.${randomBytes(4).toString("hex")}`;
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(draft, `${randomBytes(32).toString("base64url")}\n`, { mode: 0o600 });
  const first = await link(draft, file).then(
    () => true,
    () => false,
  );
  await rm(draft);
  return { secret: (await readFile(file, "utf8")).trim(), isNew: first };
}
