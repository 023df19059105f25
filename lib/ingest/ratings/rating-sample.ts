import { createHmac } from "node:crypto";
import { AppError } from "@/lib/domain/app-error";
import type { Clock } from "@/lib/domain/clock";
import type { IsAskedFor } from "@/lib/metrics/measure-conversation";
import { DEFAULT_SAMPLE_SHARE, type SampleShare, sampleShareAt } from "@/lib/metrics/rating-sample";
import type { Keyring } from "@/lib/secrets/keyring";
import { type Connection, type Database, inTransaction } from "@/lib/store/database";
import { readSetting, type SettingValue, writeSetting } from "@/lib/store/settings";

/*
 * Ratings that agents volunteer lean towards complaints. So a share of hand-offs is drawn by lot and asked for: by a
 * keyed hash of the hand-off's ids, which nothing that happened in it can influence and nobody can foresee. The key is
 * derived from the installation's, so that the same records give the same lots when they are imported again.
 */

const SETTING = "rating_sample";
/** Batches under way measure with the share that they began with; a change waits until they are over. */
const CHANGE_AFTER = 60_000_000;
const LOTS = 2 ** 48;

interface Sample {
  readonly key: string;
  /** The earliest first. */
  readonly shares: readonly SampleShare[];
}

/** Keeps the key of the lots with the data, once. */
export async function ensureRatingSample(db: Database, keyring: Keyring): Promise<void> {
  await inTransaction(db.pool, async (client) => {
    if ((await readSetting(client, SETTING, { lock: true })) !== undefined) return;
    const key = keyring.derive("rating-sample").toString("base64url");
    await writeSetting(client, SETTING, { key, shares: {} });
  });
}

/** Who is asked for, by the settings as `client` sees them. */
export async function readIsAskedFor(client: Connection): Promise<IsAskedFor> {
  return isAskedForIn(sampleOf(await readSetting(client, SETTING)));
}

/** The same outside a transaction. */
export async function loadIsAskedFor(db: Database): Promise<IsAskedFor> {
  return isAskedForIn(sampleOf(await readSetting(db.pool, SETTING)));
}

/** The share that is asked for, or will be when a change comes into force. */
export async function readSampleShare(db: Database): Promise<number> {
  return sampleOf(await readSetting(db.pool, SETTING)).shares.at(-1)?.share ?? DEFAULT_SAMPLE_SHARE;
}

/**
 * Changes the share: of conversations that begin a minute from now or later. What was drawn before stays drawn.
 *
 * @throws AppError `invalid_value` unless 0 ≤ share ≤ 1
 */
export async function changeSampleShare(db: Database, share: number, clock: Clock): Promise<void> {
  if (!(share >= 0 && share <= 1)) {
    throw new AppError("invalid_value", "Give a share from 0 to 100 percent.", { parameter: "ratingShare" });
  }
  await inTransaction(db.pool, async (client) => {
    const { key, shares } = sampleOf(await readSetting(client, SETTING, { lock: true }));
    if ((shares.at(-1)?.share ?? DEFAULT_SAMPLE_SHARE) === share) return;
    const next = [...shares, { from: clock.now() + CHANGE_AFTER, share }];
    await writeSetting(client, SETTING, {
      key,
      shares: Object.fromEntries(next.map((one) => [String(one.from), one.share])),
    });
  });
}

function sampleOf(value: SettingValue | undefined): Sample {
  if (typeof value !== "object" || value === null) return { key: "", shares: [] };
  const { key, shares } = value;
  const entries = typeof shares === "object" && shares !== null ? Object.entries(shares) : [];
  return {
    key: typeof key === "string" ? key : "",
    shares: entries
      .map(([from, share]) => ({ from: Number(from), share: Number(share) }))
      .sort((a, b) => a.from - b.from),
  };
}

function isAskedForIn({ key, shares }: Sample): IsAskedFor {
  return ({ source, conversationId, handoffId }, startedAt) => {
    const share = sampleShareAt(shares, startedAt);
    if (share <= 0) return false;
    // The lengths keep ("a", "bc") and ("ab", "c") apart.
    const name = `${source.length}:${source}${conversationId.length}:${conversationId}${handoffId}`;
    const lot = createHmac("sha256", key).update(name, "utf8").digest().readUIntBE(0, 6);
    return lot / LOTS < share;
  };
}
