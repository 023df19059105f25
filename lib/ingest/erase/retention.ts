import { AppError } from "@/lib/domain/app-error";
import type { Micros } from "@/lib/domain/record";
import { PAYLOAD_DAYS } from "@/lib/ingest/payloads/keep-payloads";
import type { Database } from "@/lib/store/database";
import { countRefusedBefore, countToExpire, type Expiring } from "@/lib/store/expiring";
import { currentGeneration } from "@/lib/store/generations";
import { GONE } from "@/lib/store/locked-conversations";
import { readSetting, writeSetting } from "@/lib/store/settings";

/** What expires, each after a number of days of its own. */
export const RETENTION_KINDS = ["transcripts", "comments", "conversations", "refused"] as const;
export type RetentionKind = (typeof RETENTION_KINDS)[number];

/** Days until each kind expires; null = never. */
export type Retention = { readonly [K in RetentionKind]: number | null };

/** Refused input is personal and of use only until it is mended; the rest stays until somebody decides otherwise. */
export const DEFAULT_RETENTION: Retention = {
  transcripts: null,
  comments: null,
  conversations: null,
  refused: 30,
};

const SETTING = "retention";
const LONGEST_DAYS = 36_500;
const DAY: Micros = 86_400_000_000;

/** Which part of a conversation each kind is. */
export const GONE_BIT: { readonly [E in Expiring]: number } = {
  transcripts: GONE.transcript,
  comments: GONE.comments,
  conversations: GONE.records,
};

/** The days that are set. */
export async function readRetention(db: Pick<Database, "pool">): Promise<Retention> {
  const value = await readSetting(db.pool, SETTING);
  if (typeof value !== "object" || value === null) return DEFAULT_RETENTION;
  const days = (kind: RetentionKind) => {
    const set = value[kind];
    return set === undefined ? DEFAULT_RETENTION[kind] : typeof set === "number" ? set : null;
  };
  return {
    transcripts: days("transcripts"),
    comments: days("comments"),
    conversations: days("conversations"),
    refused: days("refused"),
  };
}

/** Sets the days. Throws AppError 400 unless they are whole numbers from 1 to 36,500; refused input always expires. */
export async function writeRetention(db: Pick<Database, "pool">, retention: Retention): Promise<void> {
  checkRetention(retention);
  await writeSetting(db.pool, SETTING, { ...retention });
  // Platforms' payloads are input of the same kind.
  if (retention.refused !== null) await writeSetting(db.pool, PAYLOAD_DAYS, retention.refused);
}

/** Throws AppError 400 where {@link writeRetention} would. */
export function checkRetention(retention: Retention): void {
  for (const kind of RETENTION_KINDS) {
    const days = retention[kind];
    if (days === null && kind !== "refused") continue;
    if (days !== null && Number.isInteger(days) && days >= 1 && days <= LONGEST_DAYS) continue;
    throw new AppError(
      "invalid_value",
      `Give a whole number of days from 1 to ${LONGEST_DAYS.toLocaleString("en-GB")}.`,
      {
        parameter: kind,
      },
    );
  }
}

/** The moment before which something has expired. */
export function expiredBefore(now: Micros, days: number): Micros {
  return Math.max(0, now - days * DAY);
}

/** What would go if retention ran now; null where a kind never expires. Counted up to `most`. */
export async function previewRetention(
  db: Database,
  now: Micros,
  retention: Retention,
  most: number,
): Promise<{ readonly [K in RetentionKind]: number | null }> {
  checkRetention(retention);
  const { id: generation } = await currentGeneration(db.pool);
  const count = async (what: Expiring) => {
    const days = retention[what];
    if (days === null) return null;
    return countToExpire(
      db.pool,
      { generation, bit: GONE_BIT[what], before: expiredBefore(now, days), what },
      most,
    );
  };
  const refused = retention.refused ?? 0;
  return {
    transcripts: await count("transcripts"),
    comments: await count("comments"),
    conversations: await count("conversations"),
    refused: await countRefusedBefore(db.pool, expiredBefore(now, refused), most),
  };
}
