import { formatInstant } from "@/lib/domain/instant";
import { type CanonicalRecord, type HandoffContext, splitRatingPart } from "@/lib/domain/record";

/** Keys that hold a time. */
const TIMES: ReadonlySet<string> = new Set([
  "startedAt",
  "endedAt",
  "requestedAt",
  "connectedAt",
  "customerAskedAt",
  "sentAt",
  "answeredAt",
  "ratedAt",
  "at",
  "deliveredAt",
]);
/** Keys of hashes and fingerprints, which are worth nothing without the key. */
const KEYED: ReadonlySet<string> = new Set(["customerHash", "valueHash", "valueForms", "fingerprints"]);
/** Texts can grow by what is put in the place of personal data; an import takes no more than this (contract, section 1). */
const LONGEST: { readonly [key: string]: number } = {
  summary: 4000,
  nextStep: 500,
  reasonText: 2000,
  reasonRaw: 256,
  text: 16_000,
};
const LONGEST_LISTED = 256;

/**
 * A record as the contract has it, ready to be imported again: what its log entry says, no more and no less. Hashes
 * and fingerprints bear `mark`, by which they are recognised under the same key.
 */
export function contractRecord(record: CanonicalRecord, mark: string): { readonly [key: string]: unknown } {
  const { type, source, conversationId, version, body } = record;
  const { attributes, ...keys } = body;
  return {
    type,
    source,
    conversationId,
    ...(version === null ? {} : { updatedAt: formatInstant(version) }),
    ...partKeys(record),
    ...written(keys, mark, type === "context_rating" ? 2000 : 4000),
    ...attributes,
  };
}

function partKeys({ type, part }: CanonicalRecord): object {
  switch (type) {
    case "conversation":
      return {};
    case "handoff":
      return { handoffId: part };
    case "survey":
      return { surveyId: part };
    case "context_rating": {
      const { handoffId, agentId } = splitRatingPart(part);
      return agentId === "" ? { handoffId } : { handoffId, agentId };
    }
    case "message":
      return { sequence: Number(part) };
  }
}

function written(body: object, mark: string, longestComment: number): object {
  return Object.fromEntries(
    Object.entries(body).map(([key, value]) => {
      if (TIMES.has(key)) return [key, formatInstant(value)];
      if (KEYED.has(key)) return [key, `${mark}${value}`];
      if (key === "context") return [key, writtenContext(value, mark)];
      if (key === "comment") return [key, cut(value, longestComment)];
      return [key, key in LONGEST ? cut(value, LONGEST[key] ?? 0) : value];
    }),
  );
}

function writtenContext(context: HandoffContext, mark: string): object {
  const { fields, attempted, ...rest } = context;
  return {
    ...written(rest, mark, 0),
    ...(attempted ? { attempted: attempted.map((text) => cut(text, LONGEST_LISTED)) } : {}),
    ...(fields ? { fields: fields.map((field) => written(field, mark, 0)) } : {}),
  };
}

/** A text of at most so many characters; anything else as it is. */
function cut(value: unknown, most: number): unknown {
  if (typeof value !== "string" || value.length <= most) return value;
  return [...value].slice(0, most).join("");
}
