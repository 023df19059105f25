import { formatInstant } from "@/lib/domain/instant";
import type { RecordDraft } from "./connector";
import { moment, versionForEarliest } from "./platform-value";

/**
 * A version: a time, moved on by so many microseconds. Platforms that tell time by the second send several states
 * within one; the rank says which of them comes later, whatever the order in which they arrive.
 */
export function versionAt(at: string | undefined, rank = 0): string | undefined {
  const micros = moment(at);
  return micros === undefined ? undefined : formatInstant(micros + rank);
}

/** The conversation's own record. */
export function conversation(
  startedAt: string,
  updatedAt: string | undefined,
  said: { readonly [key: string]: unknown },
): RecordDraft {
  return { type: "conversation", startedAt, updatedAt, ...said };
}

/** The conversation began at this time or before: of several the earliest holds. */
export function startedBy(at: string): RecordDraft {
  return { type: "conversation", startedAt: at, updatedAt: versionForEarliest(at) };
}

/**
 * The hand-off, as far as one event tells of it. What is to hold from the earliest event on (when it was asked for,
 * when somebody took over, who) goes into records of its own, by `earliest`.
 */
export function handoff(
  handoffId: string,
  updatedAt: string | undefined,
  said: { readonly [key: string]: unknown },
): RecordDraft {
  return { type: "handoff", handoffId, updatedAt, ...said };
}

/** A hand-off was asked for at this time: of several the earliest holds. */
export function requestedBy(handoffId: string, at: string): RecordDraft {
  return { type: "handoff", handoffId, updatedAt: versionForEarliest(at), requestedAt: at };
}

/** A person took over at this time: of several the earliest holds, with its agent. */
export function connectedBy(handoffId: string, at: string, agentId: string | undefined): RecordDraft {
  return {
    type: "handoff",
    handoffId,
    updatedAt: versionForEarliest(at),
    connectedAt: at,
    status: "connected",
    agentId,
  };
}
