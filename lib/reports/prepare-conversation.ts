import { applyReasonMap } from "@/lib/domain/reason-map";
import type { ConversationBody, HandoffBody, Micros } from "@/lib/domain/record";
import { formatCount, formatDuration } from "@/lib/metrics/format";
import { formatExactTime, formatFullMoment, formatTime } from "@/lib/metrics/format-time";
import { botHandOffs, type HandOff } from "@/lib/metrics/hand-off-facts";
import { type BriefSummary, summaryOf } from "./brief-summary";
import { inOrder } from "./field-evidence";
import { type Brief, prepareBrief } from "./prepare-brief";
import { conversationHref } from "./prepare-conversations";
import { languageName, plainWord, valueName } from "./prepare-names";
import { type PreparedSurvey, prepareSurvey } from "./prepare-survey";
import { prepareTimeline, type TimelineItem } from "./prepare-timeline";
import type { ConversationDetail } from "./read-conversation";

/** A label with its value; null = not known, and said so. */
export interface Fact {
  readonly label: string;
  readonly value: string | null;
}

/** One conversation as its page shows it. */
export interface ConversationView {
  readonly id: string;
  /** What it was about, in one line. */
  readonly summary: BriefSummary;
  readonly queryType: { readonly text: string; readonly href: string } | null;
  /** `Order status · Thu 12 Nov 2026, 10:37 · Web chat · Wren 47 · English`. */
  readonly line: string;
  /** Why it is in no number; null where it is. */
  readonly notCounted: string | null;
  readonly brief: Brief | null;
  readonly timeline: readonly TimelineItem[];
  /** `10:37 to 10:47`. */
  readonly span: string | null;
  readonly surveys: readonly PreparedSurvey[];
  /** The reader's own ratings of it. */
  readonly ownRatings: readonly {
    readonly key: string;
    readonly facts: readonly Fact[];
    readonly comment: string | null;
  }[];
  readonly hasPrivateRatings: boolean;
  readonly times: readonly Fact[];
  readonly journey: { readonly earlierHref: string | null; readonly stations: readonly Station[] };
}

/** Where the customer was, one after the other. */
export interface Station {
  readonly text: string;
  readonly time: string | null;
}

const USEFULNESS = { useful: "Useful", partly: "Partly", not_useful: "Not useful" } as const;
const USED = { used: "Used", skimmed: "Skimmed", ignored: "Ignored" } as const;

/** Everything known of one conversation, in the order in which somebody wants to know it. */
export function prepareConversation(
  detail: ConversationDetail,
  timeZone: string,
  handoffId?: string,
): ConversationView {
  const { facts } = detail;
  const { conversation } = facts;
  const [first] = botHandOffs(applyReasonMap(facts, detail.reasonMap));
  const queryType = conversation?.queryType ?? null;
  return {
    id: facts.conversationId,
    summary: summaryOf(facts, detail.messages, first),
    queryType:
      queryType === null
        ? null
        : {
            text: valueName("query_type", queryType),
            href: `/conversations?${new URLSearchParams({ query_type: queryType })}`,
          },
    line: lineOf(conversation, timeZone),
    notCounted: notCounted(conversation),
    brief: prepareBrief(detail, { timeZone, handoffId }),
    timeline: prepareTimeline(detail, timeZone),
    span: spanOf(detail, timeZone),
    surveys: facts.surveys.map((survey) => prepareSurvey(survey, timeZone)),
    ownRatings: facts.ratings.map((rating) => ({
      key: `${rating.handoffId} ${rating.agentId}`,
      facts: [
        { label: "Usefulness", value: rating.usefulness ? USEFULNESS[rating.usefulness] : null },
        { label: "Used", value: rating.used ? USED[rating.used] : null },
        {
          label: "Asked again",
          value: rating.reaskedFields ? rating.reaskedFields.join(", ") || "Nothing" : null,
        },
        { label: "Reason", value: rating.correctedReason ? plainWord(rating.correctedReason) : null },
      ],
      comment: rating.comment ?? null,
    })),
    hasPrivateRatings: detail.privateRatings > 0,
    times: timesOf(conversation, first, timeZone),
    journey: {
      earlierHref: conversation?.previousConversationId
        ? conversationHref(facts.source, conversation.previousConversationId)
        : null,
      stations: stationsOf(detail, timeZone),
    },
  };
}

function lineOf(conversation: ConversationBody | null, timeZone: string): string {
  if (!conversation) return "";
  const { queryType, startedAt, channel, bot, botVersion, language } = conversation;
  return [
    queryType && valueName("query_type", queryType),
    formatFullMoment(startedAt, timeZone),
    channel && valueName("channel", channel),
    [bot, botVersion].filter(Boolean).join(" "),
    language && languageName(language),
  ]
    .filter(Boolean)
    .join(" · ");
}

function notCounted(conversation: ConversationBody | null): string | null {
  if (!conversation) {
    return "Only records about this conversation have arrived. It counts from the moment its own record does.";
  }
  if (conversation.test) return "This is a test, so it is in no number.";
  if (conversation.outcome === "open") return "This conversation is still open, so it is in no number yet.";
  if (conversation.customerMessages === 0) return "The customer wrote nothing, so it is in no number.";
  return null;
}

/** From the first to the last thing that is known to have happened. */
function spanOf({ facts, messages }: ConversationDetail, timeZone: string): string | null {
  const times = [
    facts.conversation?.startedAt,
    facts.conversation?.endedAt,
    ...messages.map((message) => message.at),
    ...facts.handoffs.flatMap((handoff) => [handoff.requestedAt, handoff.endedAt]),
  ].filter((at) => at !== undefined);
  if (times.length === 0) return null;
  const [from, to] = [Math.min(...times), Math.max(...times)];
  return from === to
    ? formatTime(from, timeZone)
    : `${formatTime(from, timeZone)} to ${formatTime(to, timeZone)}`;
}

/** A span of time; null where an end is not known, and `impossible` where it runs backwards. */
function spanText(from: Micros | undefined, to: Micros | undefined): string | null {
  if (from === undefined || to === undefined) return null;
  return to < from ? "Impossible: ends before it begins" : formatDuration((to - from) / 1_000_000);
}

function timesOf(
  conversation: ConversationBody | null,
  first: HandOff | undefined,
  timeZone: string,
): Fact[] {
  const failed = first ? first.failedAttempts : conversation?.failedAttempts;
  const attempts = { label: "Failed attempts", value: failed === undefined ? null : formatCount(failed) };
  if (!first) {
    return [
      { label: "With the bot", value: spanText(conversation?.startedAt, conversation?.endedAt) },
      attempts,
    ];
  }
  const { requestedAt, connectedAt, customerAskedAt, context } = first.body;
  return [
    { label: "With the bot", value: spanText(conversation?.startedAt, requestedAt) },
    { label: "Waited", value: spanText(requestedAt, connectedAt) },
    attempts,
    ...(customerAskedAt === undefined
      ? []
      : [{ label: "Asked for a person", value: formatExactTime(customerAskedAt, timeZone) }]),
    {
      label: "Context delivered",
      value: context?.deliveredAt === undefined ? null : formatExactTime(context.deliveredAt, timeZone),
    },
  ];
}

function stationsOf({ facts }: ConversationDetail, timeZone: string): Station[] {
  const { conversation } = facts;
  const time = (at: Micros | undefined) => (at === undefined ? null : formatTime(at, timeZone));
  const place = (channel: HandoffBody["toChannel"], who: string | undefined) =>
    [channel && valueName("channel", channel), who].filter(Boolean).join(", ");
  const stations: Station[] = conversation
    ? [{ text: place(conversation.channel, conversation.bot) || "Bot", time: time(conversation.startedAt) }]
    : [];
  for (const handoff of inOrder(facts.handoffs)) {
    stations.push({
      text: place(handoff.toChannel, handoff.queue) || "Agent",
      time: time(handoff.connectedAt ?? handoff.requestedAt),
    });
  }
  return stations;
}
