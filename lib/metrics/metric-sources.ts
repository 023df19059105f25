import type {
  ContextRatingBody,
  ConversationBody,
  HandoffBody,
  HandoffContext,
  MessageBody,
  SurveyBody,
} from "@/lib/domain/record";
import type { Metric } from "./metric";

/** A key of a record, as sources send it; a customer's reference is kept as a hash under another name. */
export type RecordKey =
  | `conversation.${Exclude<keyof ConversationBody, "customerHash" | "attributes"> | "customerRef"}`
  | `handoff.${Exclude<keyof HandoffBody, "context" | "attributes">}`
  | `handoff.context.${keyof HandoffContext}`
  | `survey.${keyof SurveyBody}`
  | `context_rating.${keyof ContextRatingBody}`
  | `message.${keyof MessageBody}`;

/** Where a number comes from. */
export interface MetricSource {
  /** What records must say: without it the number has no data. */
  readonly needs: readonly RecordKey[];
  /** Who else counts something of the name, and what differs; null = we know of no product that does. */
  readonly elsewhere: string | null;
}

const ELIGIBLE = ["conversation.startedAt", "conversation.outcome", "conversation.customerMessages"] as const;
const HANDED_OFF = [...ELIGIBLE, "handoff.from"] as const;
const REASON = ["handoff.reason", "handoff.reasonRaw"] as const;
const REACHED = ["handoff.status", "handoff.connectedAt", "handoff.agentId"] as const;
const FIELDS = ["handoff.context.fields"] as const;
const ASKED_AGAIN = [
  ...FIELDS,
  "context_rating.reaskedFields",
  "message.sender",
  "message.text",
  ...REACHED,
] as const;
const SCORE = ["survey.kind", "survey.score", "survey.scaleMin", "survey.scaleMax"] as const;
const SENT = ["survey.kind", "survey.sentAt", "survey.answeredAt", "survey.score"] as const;
const USEFULNESS = ["context_rating.usefulness"] as const;
const USED = ["context_rating.used"] as const;
const LINKED = ["conversation.customerRef", "conversation.previousConversationId"] as const;
const CHANNELS = ["handoff.fromChannel", "handoff.toChannel", "conversation.channel", ...LINKED] as const;

const TOP_BOXES =
  "The usual reading of a five-point survey: the share of 4 and 5, often called the top two boxes. Some products show a mean instead, and few keep customers who met a person apart from those who did not.";
const MEAN =
  "Where a product shows a score instead of a share it is a mean, mostly on the survey’s own scale.";
const RESPONSE = "Survey tools divide answers by surveys sent. Here conversations are counted, not surveys.";
const AVERAGE_WAIT =
  "Products mostly show the average, such as the average speed of answer. An average hides how long the unlucky wait.";

/** Where every metric comes from, by its id. A metric without a source fails a test. */
const SOURCES: { readonly [metric: string]: MetricSource } = {
  conversations: {
    needs: ELIGIBLE,
    elsewhere:
      "Others count sessions, or every conversation that was opened, also those in which nobody wrote.",
  },
  hand_offs: {
    needs: HANDED_OFF,
    elsewhere: "Chatwoot counts hand-off events too, with those of conversations that are still open.",
  },
  hand_off_rate: {
    needs: HANDED_OFF,
    elsewhere: "Five products count it in four ways: see the comparison below.",
  },
  containment_rate: {
    needs: HANDED_OFF,
    elsewhere:
      "A common name. Ada takes everything that was not handed off, so what customers abandoned is contained there; here it is not.",
  },
  abandonment_rate: {
    needs: HANDED_OFF,
    elsewhere:
      "Microsoft Copilot Studio: engaged sessions that ended neither resolved nor escalated, of all engaged sessions.",
  },
  connection_rate: {
    needs: ["handoff.status", "handoff.connectedAt", "handoff.agentId"],
    elsewhere: "Queue reports of agent desktops show its opposite: contacts that were lost while waiting.",
  },
  bot_failure_share: { needs: REASON, elsewhere: null },
  planned_escalation_share: { needs: REASON, elsewhere: null },
  customer_demand_share: { needs: REASON, elsewhere: null },
  unclassified_share: { needs: REASON, elsewhere: null },
  avoidable_hand_off_rate: { needs: [...HANDED_OFF, ...REASON], elsewhere: null },
  asked_at_start_rate: { needs: [...HANDED_OFF, "handoff.reason"], elsewhere: null },
  one_failed_attempt_rate: {
    needs: ["handoff.reason", "handoff.failedAttempts", "conversation.failedAttempts"],
    elsewhere: null,
  },
  demand_honoured_rate: {
    needs: ["handoff.reason", "handoff.customerAskedAt", "handoff.requestedAt"],
    elsewhere: null,
  },
  repeat_information_rate: { needs: ASKED_AGAIN, elsewhere: null },
  repeat_coverage: { needs: ASKED_AGAIN, elsewhere: null },
  field_reask_rate: { needs: ASKED_AGAIN, elsewhere: null },
  structured_pass_rate: { needs: FIELDS, elsewhere: null },
  context_useful_rate: { needs: USEFULNESS, elsewhere: null },
  context_ignored_rate: { needs: USED, elsewhere: null },
  rating_coverage: { needs: [...REACHED, ...USEFULNESS], elsewhere: null },
  reason_agreement: { needs: ["handoff.reason", "context_rating.correctedReason"], elsewhere: null },
  context_partly_rate: { needs: USEFULNESS, elsewhere: null },
  context_not_useful_rate: { needs: USEFULNESS, elsewhere: null },
  context_used_rate: { needs: USED, elsewhere: null },
  context_skimmed_rate: { needs: USED, elsewhere: null },
  asked_rating_coverage: { needs: [...REACHED, ...USEFULNESS], elsewhere: null },
  arrived_context_rate: {
    needs: [
      "handoff.context.transcript",
      "handoff.context.summary",
      "handoff.context.reason",
      "handoff.context.fields",
    ],
    elsewhere: null,
  },
  arrived_transcript_rate: { needs: ["handoff.context.transcript"], elsewhere: null },
  arrived_summary_rate: { needs: ["handoff.context.summary"], elsewhere: null },
  arrived_reason_rate: { needs: ["handoff.context.reason"], elsewhere: null },
  arrived_in_time_rate: { needs: ["handoff.context.deliveredAt", "handoff.connectedAt"], elsewhere: null },
  platform_assessed_share: { needs: FIELDS, elsewhere: null },
  agent_assessed_share: { needs: [...FIELDS, "context_rating.reaskedFields"], elsewhere: null },
  transcript_assessed_share: { needs: [...FIELDS, "message.sender", "message.text"], elsewhere: null },
  platform_transcript_agreement: { needs: [...FIELDS, "message.sender", "message.text"], elsewhere: null },
  agent_agreement: { needs: ASKED_AGAIN, elsewhere: null },
  post_hand_off_csat: { needs: SCORE, elsewhere: TOP_BOXES },
  post_hand_off_csat_mean: { needs: SCORE, elsewhere: MEAN },
  contained_csat: { needs: SCORE, elsewhere: TOP_BOXES },
  contained_csat_mean: { needs: SCORE, elsewhere: MEAN },
  survey_response_rate: { needs: SENT, elsewhere: RESPONSE },
  contained_survey_response_rate: { needs: SENT, elsewhere: RESPONSE },
  customer_reported_repeat_rate: { needs: ["survey.kind", "survey.hadToRepeat"], elsewhere: null },
  bot_time_p50: { needs: ["conversation.startedAt", "handoff.requestedAt"], elsewhere: null },
  bot_time_p90: { needs: ["conversation.startedAt", "handoff.requestedAt"], elsewhere: null },
  wait_time_p50: { needs: ["handoff.requestedAt", "handoff.connectedAt"], elsewhere: AVERAGE_WAIT },
  wait_time_p90: { needs: ["handoff.requestedAt", "handoff.connectedAt"], elsewhere: AVERAGE_WAIT },
  durable_containment_rate: { needs: [...HANDED_OFF, ...LINKED], elsewhere: null },
  followable_containment_rate: { needs: [...HANDED_OFF, ...LINKED], elsewhere: null },
  journey_coverage: { needs: LINKED, elsewhere: null },
  further_contact_rate: {
    needs: [...HANDED_OFF, ...LINKED],
    elsewhere:
      "Call centres know its opposite as first contact resolution, where a customer who does not come back counts as helped.",
  },
  transitions: { needs: CHANNELS, elsewhere: null },
  transition_context_rate: { needs: [...CHANNELS, "handoff.context.fields"], elsewhere: null },
  transition_repeat_rate: { needs: [...CHANNELS, ...ASKED_AGAIN], elsewhere: null },
  transition_csat: { needs: [...CHANNELS, ...SCORE], elsewhere: null },
};

/** Where a metric comes from. Throws for one without a source. */
export function metricSource({ id }: Pick<Metric, "id">): MetricSource {
  const source = SOURCES[id];
  if (!source) throw new Error(`No source is given for the metric ${id} (lib/metrics/metric-sources.ts).`);
  return source;
}
