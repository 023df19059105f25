import { createHash } from "node:crypto";
import { AppError } from "@/lib/domain/app-error";
import { createDayOf } from "@/lib/domain/day";
import { formatInstant } from "@/lib/domain/instant";
import type { ContextRatingBody, Micros, RatingKey } from "@/lib/domain/record";
import { committerFor } from "@/lib/ingest/commit/committer";
import type { IngestServices } from "@/lib/ingest/imports/import-records";
import { redact } from "@/lib/ingest/redact/redact";
import { normaliseRecord } from "@/lib/ingest/validate/normalise";
import type { ImportHeader } from "@/lib/store/imports";

/** What an agent says of one hand-off. */
export type GivenRating = Pick<
  ContextRatingBody,
  "usefulness" | "used" | "reaskedFields" | "correctedReason" | "comment"
>;

const dayOf = createDayOf("UTC");

/**
 * Records a rating that an agent gives in Baton, in place of what the same agent gave here before; null takes it back.
 * It goes the way of every record: checked, redacted, logged, measured and counted when this resolves. Ratings of the
 * same agent that another tool sent stay, and are merged with it as the contract says.
 *
 * @throws AppError `invalid_value` when it is no rating
 */
export async function writeRating(
  { db, keyring, clock }: IngestServices,
  key: RatingKey,
  rating: GivenRating | null,
): Promise<void> {
  const at = clock.now();
  const records = rating === null ? [] : [canonical(key, rating, at, keyring)];
  await committerFor(db).submit({
    header: headerOf(at),
    records,
    rejections: [],
    ignoredKeys: new Map(),
    redaction: {
      captured: new Map(),
      own: new Map(),
      hashFor: keyring.conversationHash,
      printFor: keyring.conversationPrint,
      keyring,
    },
    takesOut: key,
    end: { state: "done", at, problem: null },
  });
}

function canonical(
  key: RatingKey,
  { usefulness, used, reaskedFields, correctedReason, comment }: GivenRating,
  at: Micros,
  keyring: IngestServices["keyring"],
) {
  const sent = {
    type: "context_rating",
    ...key,
    usefulness: usefulness ?? null,
    used: used ?? null,
    reaskedFields: reaskedFields ?? null,
    correctedReason: correctedReason ?? null,
    comment: comment ?? null,
    ratedAt: formatInstant(at),
  };
  const result = normaliseRecord(sent, { defaultSource: key.source, keyring, redact });
  if (result.ok) return result.record;
  throw new AppError("invalid_value", result.rejection.message, { parameter: result.rejection.path });
}

/** All ratings that are given in Baton on one day are one import, so that thousands of them are not thousands of lines. */
function headerOf(at: Micros): ImportHeader {
  const day = dayOf(at);
  const digest = createHash("sha256").update(`baton/ratings/${day}`).digest("hex");
  // The form of a UUID of version 8: made of whatever its maker likes (RFC 9562, section 5.8).
  const id = `${digest.slice(0, 8)}-${digest.slice(8, 12)}-8${digest.slice(13, 16)}-8${digest.slice(17, 20)}-${digest.slice(20, 32)}`;
  return {
    id,
    label: `Ratings given in Baton on ${day}`,
    via: "rating",
    format: "json",
    startedBy: null,
    keyId: null,
    startedAt: at,
  };
}
