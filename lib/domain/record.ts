import type { ReasonCode, ReasonFamily } from "./reason";
import type { HandOffReading } from "./transcript";

/** A point in time: whole microseconds since 1970-01-01T00:00:00Z (exact in a double until the year 2255). */
export type Micros = number;

export const RECORD_TYPES = ["conversation", "handoff", "survey", "context_rating", "message"] as const;
export type RecordType = (typeof RECORD_TYPES)[number];

export const CHANNELS = [
  "web_chat",
  "in_app",
  "messaging",
  "sms",
  "email",
  "voice",
  "social",
  "other",
] as const;
export type Channel = (typeof CHANNELS)[number];

export const OUTCOMES = ["contained", "handed_off", "abandoned", "open"] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const HANDOFF_ORIGINS = ["bot", "agent"] as const;
export type HandoffOrigin = (typeof HANDOFF_ORIGINS)[number];

export const HANDOFF_STATUSES = ["requested", "connected", "failed", "abandoned"] as const;
export type HandoffStatus = (typeof HANDOFF_STATUSES)[number];

export const ASSIGNERS = ["bot", "rule", "agent", "analyst"] as const;
export type Assigner = (typeof ASSIGNERS)[number];

export const PASSED = ["structured", "transcript", "none"] as const;
export type Passed = (typeof PASSED)[number];

export const SURVEY_KINDS = ["csat", "nps", "ces"] as const;
export type SurveyKind = (typeof SURVEY_KINDS)[number];

export const USEFULNESS = ["useful", "partly", "not_useful"] as const;
export type Usefulness = (typeof USEFULNESS)[number];

export const CONTEXT_USES = ["used", "skimmed", "ignored"] as const;
export type ContextUse = (typeof CONTEXT_USES)[number];

export const SENDERS = ["customer", "bot", "agent", "system"] as const;
export type Sender = (typeof SENDERS)[number];

/** A scalar that a source sent under a key the contract does not know; a custom dimension. */
export type AttributeValue = string | number | boolean;
export type Attributes = { readonly [name: string]: AttributeValue };

/*
 * The bodies below are records as Baton keeps them: validated, normalised, redacted, hashed.
 * An absent key means "the source did not say". Nothing here is ever null, and no body holds a
 * captured value or a customer reference in clear (contract, section 5).
 */

/** One bot session with one customer. */
export interface ConversationBody {
  readonly bot?: string;
  readonly botVersion?: string;
  readonly channel?: Channel;
  readonly language?: string;
  readonly queryType?: string;
  readonly startedAt: Micros;
  readonly endedAt?: Micros;
  readonly outcome?: Outcome;
  readonly customerMessages?: number;
  readonly botMessages?: number;
  readonly failedAttempts?: number;
  /** Keyed hash of the customer's reference. */
  readonly customerHash?: string;
  readonly previousConversationId?: string;
  readonly test?: boolean;
  readonly attributes?: Attributes;
}

/** One piece of information that the bot collected. */
export interface CapturedField {
  readonly name: string;
  readonly passed?: Passed;
  readonly reasked?: boolean;
  /** Keyed hash of the normalised value; absent when the value was not sent. */
  readonly valueHash?: string;
  /** Keyed fingerprints of the ways in which the value may be written; see lib/repeats/value-forms.ts. */
  readonly valueForms?: string;
}

export interface HandoffContext {
  readonly transcript?: boolean;
  /** The summary itself (redacted), or only whether there was one. */
  readonly summary?: string | boolean;
  readonly reason?: boolean;
  readonly nextStep?: string;
  readonly attempted?: readonly string[];
  readonly deliveredAt?: Micros;
  readonly fields?: readonly CapturedField[];
}

/** One passing of the conversation from the bot to people, or between people. */
export interface HandoffBody {
  readonly from?: HandoffOrigin;
  readonly requestedAt?: Micros;
  readonly connectedAt?: Micros;
  readonly endedAt?: Micros;
  readonly status?: HandoffStatus;
  /** A known code or a bare family name; an unknown reason is kept in `reasonRaw` alone. */
  readonly reason?: ReasonCode | ReasonFamily;
  readonly reasonRaw?: string;
  readonly reasonText?: string;
  readonly assignedBy?: Assigner;
  readonly fromChannel?: Channel;
  readonly toChannel?: Channel;
  readonly queue?: string;
  readonly agentId?: string;
  readonly customerAskedAt?: Micros;
  readonly failedAttempts?: number;
  readonly context?: HandoffContext;
  readonly attributes?: Attributes;
}

/** The post-contact survey. */
export interface SurveyBody {
  readonly kind?: SurveyKind;
  readonly score?: number;
  readonly scaleMin?: number;
  readonly scaleMax?: number;
  readonly sentAt?: Micros;
  readonly answeredAt?: Micros;
  readonly comment?: string;
  readonly hadToRepeat?: boolean;
  readonly handoffId?: string;
  readonly attributes?: Attributes;
}

/** What an agent thought of the context that arrived. */
export interface ContextRatingBody {
  readonly usefulness?: Usefulness;
  readonly used?: ContextUse;
  readonly reaskedFields?: readonly string[];
  readonly correctedReason?: ReasonCode | ReasonFamily;
  readonly comment?: string;
  readonly ratedAt?: Micros;
  readonly attributes?: Attributes;
}

/** One line of the transcript. */
export interface MessageBody {
  readonly sender?: Sender;
  readonly text?: string;
  readonly at?: Micros;
  readonly handoffId?: string;
  /** Keyed fingerprints of the text as it was before redaction; see lib/repeats/fingerprints.ts. */
  readonly fingerprints?: string;
  readonly attributes?: Attributes;
}

export interface BodyOf {
  readonly conversation: ConversationBody;
  readonly handoff: HandoffBody;
  readonly survey: SurveyBody;
  readonly context_rating: ContextRatingBody;
  readonly message: MessageBody;
}

/**
 * A record as kept. `part` is what its type's key adds to source and conversationId:
 * nothing (`""`), the handoffId, the surveyId, `handoffId` + U+001F + `agentId`, or the sequence.
 * `version` orders records of the same key; null is older than any.
 */
export type CanonicalRecord = {
  [T in RecordType]: {
    readonly type: T;
    readonly source: string;
    readonly conversationId: string;
    readonly part: string;
    readonly version: Micros | null;
    readonly body: BodyOf[T];
    /** The source that it was sent under, where a source rule put it under this one. */
    readonly sentAs?: string;
  };
}[RecordType];

/** What names a rating: the hand-off and the agent who gave it. */
export interface RatingKey {
  readonly source: string;
  readonly conversationId: string;
  readonly handoffId: string;
  readonly agentId: string;
}

const PART_SEPARATOR = "\u001f";

/** The part key of a context rating: the hand-off it is about and the agent who gave it ("" = unnamed). */
export function ratingPart(handoffId: string, agentId: string): string {
  return `${handoffId}${PART_SEPARATOR}${agentId}`;
}

/** The inverse of {@link ratingPart}. */
export function splitRatingPart(part: string): { handoffId: string; agentId: string } {
  const at = part.indexOf(PART_SEPARATOR);
  return { handoffId: part.slice(0, at), agentId: part.slice(at + 1) };
}

/** Everything known of one conversation: the fold of its records (messages apart). */
export interface ConversationFacts {
  readonly source: string;
  readonly conversationId: string;
  /** Null while only records about the conversation have arrived: it waits and counts nowhere. */
  readonly conversation: ConversationBody | null;
  readonly handoffs: readonly (HandoffBody & { readonly handoffId: string })[];
  readonly surveys: readonly (SurveyBody & { readonly surveyId: string })[];
  readonly ratings: readonly (ContextRatingBody & { readonly handoffId: string; readonly agentId: string })[];
  /** What the transcript says about each hand-off that it says anything about; absent without one. */
  readonly transcript?: readonly HandOffReading[];
}
