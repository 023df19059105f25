import { REASONS } from "@/lib/domain/reason";
import {
  CHANNELS,
  CONTEXT_USES,
  HANDOFF_ORIGINS,
  HANDOFF_STATUSES,
  OUTCOMES,
  PASSED,
  type RecordType,
  SENDERS,
  SURVEY_KINDS,
  USEFULNESS,
} from "@/lib/domain/record";

/** How the values of a key are read. */
export type Reading = "text" | "time" | "flag" | "count" | "score" | "list" | "choice" | "openChoice";

/** A key that a column can be mapped to. */
export interface Target {
  /** The record it belongs to; null = to every record of the row. */
  readonly type: RecordType | null;
  readonly label: string;
  readonly reading: Reading;
  /** For choices: the values there are. An open choice keeps other values too. */
  readonly choices?: readonly string[];
  /** The column needs a name beside the key: which captured detail, which attribute. */
  readonly named?: true;
}

const target = (
  type: RecordType | null,
  label: string,
  reading: Reading = "text",
  choices?: readonly string[],
): Target => ({ type, label, reading, ...(choices && { choices }) });

/** Everything a column can mean, in the order in which it is offered. */
export const TARGETS = {
  conversationId: target(null, "Conversation id"),
  source: target(null, "Source"),
  "conversation.startedAt": target("conversation", "Started at", "time"),
  "conversation.endedAt": target("conversation", "Ended at", "time"),
  "conversation.queryType": target("conversation", "Query type (intent, topic)"),
  "conversation.outcome": target("conversation", "Outcome", "choice", OUTCOMES),
  "conversation.channel": target("conversation", "Channel", "openChoice", CHANNELS),
  "conversation.language": target("conversation", "Language"),
  "conversation.bot": target("conversation", "Bot"),
  "conversation.botVersion": target("conversation", "Bot version"),
  "conversation.customerMessages": target("conversation", "Customer messages", "count"),
  "conversation.botMessages": target("conversation", "Bot messages", "count"),
  "conversation.failedAttempts": target("conversation", "Failed attempts", "count"),
  "conversation.customerRef": target("conversation", "Customer reference"),
  "conversation.previousConversationId": target("conversation", "Previous conversation id"),
  "conversation.test": target("conversation", "Test conversation", "flag"),
  "conversation.attribute": { ...target("conversation", "Attribute (own dimension)"), named: true },
  "handoff.happened": target("handoff", "Handed off (yes or no)", "flag"),
  "handoff.handoffId": target("handoff", "Hand-off id"),
  "handoff.from": target("handoff", "Handed off by (bot or agent)", "choice", HANDOFF_ORIGINS),
  "handoff.requestedAt": target("handoff", "Hand-off requested at", "time"),
  "handoff.connectedAt": target("handoff", "Agent connected at", "time"),
  "handoff.endedAt": target("handoff", "Agent’s part ended at", "time"),
  "handoff.status": target("handoff", "Hand-off status", "choice", HANDOFF_STATUSES),
  "handoff.reason": target("handoff", "Hand-off reason", "openChoice", REASONS),
  "handoff.reasonText": target("handoff", "Reason in a sentence"),
  "handoff.queue": target("handoff", "Queue or team"),
  "handoff.agentId": target("handoff", "Agent"),
  "handoff.customerAskedAt": target("handoff", "Customer asked for a person at", "time"),
  "handoff.failedAttempts": target("handoff", "Failed attempts before the hand-off", "count"),
  "handoff.fromChannel": target("handoff", "Channel before", "openChoice", CHANNELS),
  "handoff.toChannel": target("handoff", "Channel after", "openChoice", CHANNELS),
  "handoff.transcript": target("handoff", "Transcript arrived", "flag"),
  "handoff.summary": target("handoff", "Summary arrived", "flag"),
  "handoff.reasonArrived": target("handoff", "Reason arrived", "flag"),
  "handoff.nextStep": target("handoff", "Next step"),
  "handoff.fieldValue": { ...target("handoff", "Captured detail: its value"), named: true },
  "handoff.fieldPassed": {
    ...target("handoff", "Captured detail: how it arrived", "choice", PASSED),
    named: true,
  },
  "handoff.fieldReasked": { ...target("handoff", "Captured detail: asked again", "flag"), named: true },
  "survey.score": target("survey", "Survey score", "score"),
  "survey.kind": target("survey", "Survey kind", "choice", SURVEY_KINDS),
  "survey.surveyId": target("survey", "Survey id"),
  "survey.sentAt": target("survey", "Survey sent at", "time"),
  "survey.answeredAt": target("survey", "Survey answered at", "time"),
  "survey.comment": target("survey", "Customer’s comment"),
  "survey.hadToRepeat": target("survey", "Customer had to repeat", "flag"),
  "context_rating.usefulness": target("context_rating", "Context useful", "choice", USEFULNESS),
  "context_rating.used": target("context_rating", "Context used", "choice", CONTEXT_USES),
  "context_rating.agentId": target("context_rating", "Rating agent"),
  "context_rating.reaskedFields": target("context_rating", "Details asked again", "list"),
  "context_rating.correctedReason": target(
    "context_rating",
    "Reason as the agent sees it",
    "choice",
    REASONS,
  ),
  "context_rating.comment": target("context_rating", "Agent’s comment"),
  "context_rating.ratedAt": target("context_rating", "Rated at", "time"),
  "message.sequence": target("message", "Message number", "count"),
  "message.sender": target("message", "Sender", "choice", SENDERS),
  "message.text": target("message", "Message text"),
  "message.at": target("message", "Message written at", "time"),
} as const satisfies { readonly [key: string]: Target };

/** A key that a column can be mapped to. */
export type TargetKey = keyof typeof TARGETS;

/** What a key is, with all its parts. */
export function targetOf(key: TargetKey): Target {
  return TARGETS[key];
}

/** What the records are called in the interface. */
export const TYPE_LABELS: { readonly [T in RecordType]: string } = {
  conversation: "Conversation",
  handoff: "Hand-off",
  survey: "Survey",
  context_rating: "Context rating",
  message: "Message",
};
