import { applyReasonMap } from "@/lib/domain/reason-map";
import type { ConversationBody, HandoffBody, Micros } from "@/lib/domain/record";
import { formatCount, formatDuration } from "@/lib/metrics/format";
import { formatExactTime, formatFullMoment, formatTime } from "@/lib/metrics/format-time";
import { botHandOffs, type HandOff } from "@/lib/metrics/hand-off-facts";
import { inOrder } from "@/lib/reports/query-types/field-evidence";
import { languageName, plainWord, valueName } from "@/lib/reports/report/prepare-names";
import { type PreparedSurvey, prepareSurvey } from "@/lib/reports/satisfaction/prepare-survey";
import { type BriefSummary, summaryOf } from "./brief-summary";
import { briefText } from "./brief-text";
import type { ConversationFindings, ShownFinding } from "./conversation-findings";
import { foldTimeline, type TimelineRun } from "./fold-timeline";
import { type Brief, type FieldFinding, prepareBrief } from "./prepare-brief";
import { prepareTimeline, type TimelineItem } from "./prepare-timeline";
import type { ConversationDetail } from "./read-conversation";
import { type TimelineBracket, timelineMarks } from "./timeline-marks";

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
  /** The hand-offs that have a brief; empty where there is only one. */
  readonly briefs: readonly BriefLink[];
  /** The brief as text for a ticket. */
  readonly ticket: string | null;
  readonly timeline: readonly TimelineItem[];
  /** The same, with what is long folded. */
  readonly runs: readonly TimelineRun[];
  readonly brackets: readonly TimelineBracket[];
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
  readonly stations: readonly Station[];
}

/** A hand-off whose brief can be shown. */
export interface BriefLink {
  readonly text: string;
  readonly href: string;
  readonly current: boolean;
}

/** What of a conversation is shown, and with what was found in its transcript. */
export interface ConversationOptions {
  /** The hand-off whose brief is shown; the first one unless given. */
  readonly handoffId?: string | undefined;
  readonly findings?: ConversationFindings;
}

const NO_FINDINGS: ConversationFindings = { readings: [], byMessage: new Map(), mayReject: false };

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
  { handoffId, findings = NO_FINDINGS }: ConversationOptions = {},
): ConversationView {
  const { facts } = detail;
  const { conversation } = facts;
  const [first] = botHandOffs(applyReasonMap(facts, detail.reasonMap));
  const queryType = conversation?.queryType ?? null;
  const line = lineOf(conversation, timeZone);
  const shown = [...findings.byMessage.values()].flat();
  const briefOf = (id: string | undefined) =>
    prepareBrief(detail, { timeZone, handoffId: id, findings: shown.map(asFieldFinding) });
  const brief = briefOf(handoffId) ?? briefOf(undefined);
  const again = botHandOffs(facts).flatMap((handOff) =>
    (handOff.handoffId === null ? [] : (briefOf(handOff.handoffId)?.fields ?? []))
      .filter(({ asked }) => asked === "again")
      .map(({ name }) => ({ handoffId: handOff.handoffId ?? "", field: name })),
  );
  const { marks, brackets } = timelineMarks(detail, shown, again, timeZone);
  const timeline = prepareTimeline(detail, timeZone, marks);
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
    line,
    notCounted: notCounted(conversation),
    brief,
    briefs: briefLinks(detail, brief),
    ticket: brief && briefText(brief, { line, id: facts.conversationId }),
    timeline,
    runs: foldTimeline(timeline, new Set(brackets.flatMap(({ from, to }) => [from, to]))),
    brackets,
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
    stations: stationsOf(detail, timeZone),
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

function asFieldFinding({ handoffId, field, sequence, counts, rejected }: ShownFinding): FieldFinding {
  return { handoffId, field, sequence, isCertain: counts, isRejected: rejected };
}

function briefLinks({ facts }: ConversationDetail, brief: Brief | null): BriefLink[] {
  const recorded = inOrder(facts.handoffs);
  if (recorded.length < 2) return [];
  return recorded.map(({ handoffId, from, queue }, i) => ({
    text: [from === "agent" ? "Transfer" : `Hand-off ${i + 1}`, queue].filter(Boolean).join(", "),
    href: `?${new URLSearchParams({ handoff: handoffId })}`,
    current: handoffId === brief?.handoffId,
  }));
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
