import type { Micros } from "@/lib/domain/record";

/*
 * Records as the platforms send them (contract, section 1): what a JSON parser would hand to the ingest.
 * Only the keys that the demo uses; a key that is undefined here is absent from the record sent.
 */

interface RawKey {
  source: string;
  conversationId: string;
  updatedAt?: string | undefined;
}

export interface RawConversation extends RawKey {
  type: "conversation";
  bot?: string | undefined;
  botVersion?: string | undefined;
  channel?: string | undefined;
  language?: string | undefined;
  queryType?: string | undefined;
  startedAt: string;
  endedAt?: string | undefined;
  outcome?: string | undefined;
  customerMessages?: number | undefined;
  botMessages?: number | undefined;
  failedAttempts?: number | undefined;
  customerRef?: string | undefined;
  previousConversationId?: string | undefined;
  test?: boolean | undefined;
  /** Custom dimensions. */
  plan?: string | undefined;
  region?: string | undefined;
}

export interface RawField {
  name: string;
  passed: "structured" | "transcript" | "none" | null;
  reasked: boolean | null;
  value?: string | undefined;
}

export interface RawContext {
  transcript?: boolean | undefined;
  summary?: string | boolean | undefined;
  reason?: boolean | undefined;
  nextStep?: string | undefined;
  attempted?: readonly string[] | undefined;
  deliveredAt?: string | undefined;
  fields?: readonly RawField[] | undefined;
}

export interface RawHandoff extends RawKey {
  type: "handoff";
  handoffId: string;
  from?: string | undefined;
  requestedAt?: string | undefined;
  connectedAt?: string | undefined;
  endedAt?: string | undefined;
  status?: string | undefined;
  reason?: string | undefined;
  reasonRaw?: string | undefined;
  reasonText?: string | undefined;
  assignedBy?: string | undefined;
  fromChannel?: string | undefined;
  toChannel?: string | undefined;
  queue?: string | undefined;
  agentId?: string | undefined;
  customerAskedAt?: string | undefined;
  failedAttempts?: number | undefined;
  context?: RawContext | undefined;
}

export interface RawSurvey extends RawKey {
  type: "survey";
  surveyId?: string | undefined;
  kind?: string | undefined;
  score?: number | undefined;
  scaleMin?: number | undefined;
  scaleMax?: number | undefined;
  sentAt?: string | undefined;
  answeredAt?: string | undefined;
  comment?: string | undefined;
  hadToRepeat?: boolean | undefined;
  handoffId?: string | undefined;
}

export interface RawContextRating extends RawKey {
  type: "context_rating";
  handoffId: string;
  agentId: string;
  usefulness?: string | undefined;
  used?: string | undefined;
  reaskedFields?: readonly string[] | undefined;
  correctedReason?: string | undefined;
  comment?: string | undefined;
  ratedAt: string;
}

export interface RawMessage extends RawKey {
  type: "message";
  sequence: number;
  sender: string;
  text: string;
  at: string;
  handoffId?: string | undefined;
}

export type RawRecord = RawConversation | RawHandoff | RawSurvey | RawContextRating | RawMessage;

/** A record and the time at which its platform sends it. */
export interface Sent {
  readonly at: Micros;
  readonly record: RawRecord;
}

/** A record sent at a time, without the keys that are undefined: those are truly absent. */
export function send(at: Micros, record: RawRecord): Sent {
  dropUndefined(record);
  if (record.type === "handoff" && record.context !== undefined) dropUndefined(record.context);
  return { at, record };
}

/** A time as the platforms write it, to the millisecond. */
export function isoOf(at: Micros): string {
  return new Date(Math.round(at / 1000)).toISOString();
}

function dropUndefined(object: object): void {
  for (const [key, value] of Object.entries(object)) {
    if (value === undefined) Reflect.deleteProperty(object, key);
  }
}
