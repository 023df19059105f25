import { randomUUID } from "node:crypto";
import { type BodyOf, type CanonicalRecord, type RecordType, ratingPart } from "@/lib/domain/record";
import { commitBatch, type Submission } from "@/lib/ingest/commit/commit-batch";
import type { Database } from "@/lib/store/database";
import { NO_COUNTS } from "@/lib/store/imports";

/*
 * Records for tests, in the form in which they are kept, with as little as a test needs to say.
 */

/** What records of a test have in common; `default` and no version unless said otherwise. */
export interface SampleKey {
  readonly source?: string;
  readonly version?: number | null;
}

/** When sample conversations begin: Monday 12 October 2026, 08:00 UTC (week 42). */
export const SAMPLE_START = Date.UTC(2026, 9, 12, 8) * 1000;

function record<T extends RecordType>(
  type: T,
  conversationId: string,
  part: string,
  body: BodyOf[T],
  { source = "default", version = null }: SampleKey,
): CanonicalRecord {
  // The type and its body belong together by the signature, which TypeScript cannot follow into the union.
  return { type, source, conversationId, part, version, body } as CanonicalRecord;
}

/** A conversation that began at {@link SAMPLE_START}. */
export function conversation(
  conversationId: string,
  body: Partial<BodyOf["conversation"]> = {},
  key: SampleKey = {},
): CanonicalRecord {
  return record("conversation", conversationId, "", { startedAt: SAMPLE_START, ...body }, key);
}

/** Hand-off `1` of a conversation, or the one named. */
export function handoff(
  conversationId: string,
  { handoffId = "1", ...body }: BodyOf["handoff"] & { readonly handoffId?: string } = {},
  key: SampleKey = {},
): CanonicalRecord {
  return record("handoff", conversationId, handoffId, body, key);
}

/** The CSAT survey of a conversation, or the one named. */
export function survey(
  conversationId: string,
  { surveyId = "csat", ...body }: BodyOf["survey"] & { readonly surveyId?: string },
  key: SampleKey = {},
): CanonicalRecord {
  return record("survey", conversationId, surveyId, body, key);
}

/** An agent's rating of hand-off `1`, or of the one named. */
export function rating(
  conversationId: string,
  agentId: string,
  { handoffId = "1", ...body }: BodyOf["context_rating"] & { readonly handoffId?: string },
  key: SampleKey = {},
): CanonicalRecord {
  return record("context_rating", conversationId, ratingPart(handoffId, agentId), body, key);
}

/** A line of a conversation's transcript. */
export function message(
  conversationId: string,
  sequence: number,
  body: BodyOf["message"],
  key: SampleKey = {},
): CanonicalRecord {
  return record("message", conversationId, String(sequence), body, key);
}

/** A submission of records, of an import of its own unless `header` names one. */
export function submissionOf(
  records: readonly CanonicalRecord[],
  more: { readonly importId?: string; readonly end?: Submission["end"] } = {},
): Submission {
  return {
    header: {
      id: more.importId ?? randomUUID(),
      label: "test",
      via: "api",
      format: "json",
      startedBy: null,
      keyId: null,
      startedAt: SAMPLE_START,
    },
    records,
    rejections: [],
    ignoredKeys: new Map(),
    end: more.end ?? { state: "done", at: SAMPLE_START, problem: null },
  };
}

/** Stores records as one import; what became of them. */
export async function commitRecords(db: Database, records: readonly CanonicalRecord[]) {
  const { counts } = await commitBatch(db, [submissionOf(records)]);
  return counts[0] ?? NO_COUNTS;
}
