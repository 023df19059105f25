import type { Period } from "@/lib/domain/period";
import type { FindingKind } from "@/lib/metrics/data-findings";
import { formatCount, formatDuration, formatParts, formatValue } from "@/lib/metrics/format";
import { formatMoment } from "@/lib/metrics/format-time";
import { rowsAddress } from "@/lib/reports/conversations/rows-address";
import type { WithheldText } from "@/lib/reports/report/prepare-number";
import type { ReportFilter } from "@/lib/reports/report/report";
import type { FindingGroup, FoundConversation } from "@/lib/store/data-findings";
import type { SourceRule } from "@/lib/store/source-rules";
import type { WaitingRecord } from "@/lib/store/waiting";
import type { QualityChoice, QualityOverview, QualityRecords, SourceCoverage } from "./data-quality";
import { RECORD_NAMES } from "./prepare-sources";

interface FindingText {
  readonly title: string;
  /** What it does to the numbers. */
  readonly effect: string;
  readonly mend: string;
}

const CLOCKS = "Compare the clocks and time zones of the systems that write the two times.";

/** What each kind of contradiction is called, what it does, and how it is mended. */
export const FINDINGS: { readonly [K in FindingKind]: FindingText } = {
  claimed_without_record: {
    title: "Handed off, without a hand-off record",
    effect: "Counts as one hand-off: unclassified, reached, queue and fields unknown.",
    mend: "Send the hand-off record of these conversations, with its reason and fields.",
  },
  ended_before_start: {
    title: "Ended before it began",
    effect: "No number reads the end.",
    mend: CLOCKS,
  },
  hand_off_before_start: {
    title: "Handed off before it began",
    effect: "Left out of the time with the bot.",
    mend: CLOCKS,
  },
  hand_off_after_end: {
    title: "Handed off after it ended",
    effect: "Counts as a hand-off; the end is not read.",
    mend: "Let endedAt be the end of the conversation, not of the bot’s last turn, or leave it out.",
  },
  asked_after_hand_off: {
    title: "Asked for a person after the hand-off",
    effect: "Left out of demand honoured.",
    mend: "customerAskedAt is when the customer first asked; send it from the transcript.",
  },
  connected_before_request: {
    title: "Connected before it was requested",
    effect: "Left out of the wait.",
    mend: `${CLOCKS} Often the bot writes one and the desktop the other.`,
  },
  hand_off_ended_before_connect: {
    title: "Hand-off over before it began",
    effect: "No number reads the end of a hand-off.",
    mend: CLOCKS,
  },
  context_before_request: {
    title: "Context delivered before the hand-off",
    effect: "Counts as delivered in time.",
    mend: CLOCKS,
  },
  survey_before_start: {
    title: "Survey answered before the conversation",
    effect: "Counts on the conversation’s day.",
    mend: `${CLOCKS} A whole number of hours is a time zone; anything else may be a wrong conversation id.`,
  },
  rating_before_hand_off: {
    title: "Rated before the hand-off",
    effect: "Counts as a rating.",
    mend: CLOCKS,
  },
};

/** What it means to be ahead of the clock. */
export const AHEAD =
  "Conversations that begin later than now: their source’s clock is ahead, or its times carry the wrong offset.";

const WITHOUT = "those without";

/** Below so many hand-offs a share is withheld, as everywhere. */
const FEWEST = 5;

/** A share with its parts and the conversations behind it. */
export interface CoverageCell {
  readonly label: string;
  /** Null where it is withheld. */
  readonly share: string | null;
  readonly withheld: WithheldText | null;
  readonly parts: string;
  readonly href: string | null;
  /** What the link leads to. */
  readonly leadsTo: string;
}

/** What to do where little is known. */
export const COVERAGE_MENDS: readonly { readonly label: string; readonly mend: string }[] = [
  { label: "Reason", mend: "Map the raw reasons on the page Reasons, or send reason with the hand-off." },
  { label: "Fields", mend: "Send context.fields: one entry for each detail that the bot collected." },
  { label: "Transcript", mend: "Send context.transcript: whether it reached the agent’s screen." },
  { label: "Summary", mend: "Send context.summary, or true or false where only that is known." },
  {
    label: "Survey",
    mend: "Import the survey tool’s export; its records need the bot’s conversation id and source.",
  },
  { label: "Rating", mend: "Let agents rate under Rate hand-offs, or put the panel into their desktop." },
];

/** One line of contradictions. */
export interface FindingLine extends FindingText {
  readonly key: string;
  readonly source: string;
  readonly count: string;
  /** `median 1 h, at most 2 h`; null where no times are compared. */
  readonly by: string | null;
  readonly href: string;
}

/** A conversation in a list of this page. */
export interface FoundLine {
  readonly key: string;
  readonly conversationId: string;
  readonly source: string;
  readonly href: string;
  readonly started: string;
  readonly by: string | null;
}

/** A rule as a line. */
export interface RuleLine {
  readonly id: string;
  readonly says: string;
  readonly made: string;
  readonly ended: string | null;
  readonly confirm: string;
}

/** The quality page. */
export interface QualityView {
  readonly coverage: readonly { readonly source: string; readonly cells: readonly CoverageCell[] }[];
  readonly findings: readonly FindingLine[];
  readonly ahead: readonly FoundLine[];
  /** Where all that are ahead are listed; null where these are all. */
  readonly aheadHref: string | null;
  readonly rules: readonly RuleLine[];
}

/** What is known of hand-offs, what cannot be right, and which sources are joined. */
export function prepareQuality(overview: QualityOverview, period: Period, timeZone: string): QualityView {
  return {
    coverage: overview.coverage.map((one) => ({ source: one.source, cells: coverageOf(one, period) })),
    findings: overview.findings.map(findingLine),
    ahead: overview.ahead.map((found) => foundLine(found, timeZone)),
    aheadHref: overview.moreAhead ? qualityHref({ list: "ahead" }) : null,
    rules: overview.rules.map((rule) => ruleLine(rule, timeZone)),
  };
}

function coverageOf({ source, sums }: SourceCoverage, period: Period): CoverageCell[] {
  const n = (name: string) => (sums as { readonly [name: string]: number | undefined })[name] ?? 0;
  const bySource = { dimension: "source", values: [source] } as const;
  const rows = (metric: string, part: "numerator" | "denominator", ...more: readonly ReportFilter[]) =>
    rowsAddress({ period, filters: [bySource, ...more] }, metric, part);
  const cell = (label: string, over: number, under: number, href: string, leadsTo: string): CoverageCell => ({
    label,
    share: under < FEWEST ? null : formatValue("percent", over / under),
    withheld:
      under === 0
        ? { kind: "no_data", text: "no data", why: "No hand-offs" }
        : under < FEWEST
          ? { kind: "too_few", text: "< 5", why: "Fewer than five" }
          : null,
    parts: under === 0 ? "" : formatParts(over, under),
    href: (leadsTo === WITHOUT ? over < under : over > 0) ? href : null,
    leadsTo,
  });
  const reached = n("reached_hand_offs");
  return [
    cell(
      "Reason",
      n("hand_offs") - n("unclassified_hand_offs"),
      n("hand_offs"),
      rows("unclassified_share", "numerator"),
      WITHOUT,
    ),
    cell("Fields", n("assessable_hand_offs"), reached, rows("repeat_coverage", "denominator"), "those with"),
    cell(
      "Transcript",
      n("transcript_came"),
      reached,
      rows("hand_offs", "numerator", { dimension: "context_transcript", values: ["no", null] }),
      WITHOUT,
    ),
    cell(
      "Summary",
      n("summary_came"),
      reached,
      rows("hand_offs", "numerator", { dimension: "context_summary", values: ["no", null] }),
      WITHOUT,
    ),
    cell(
      "Survey",
      n("post_answered"),
      n("handed_off"),
      rows("survey_response_rate", "numerator"),
      "those answered",
    ),
    cell("Rating", n("rated_hand_offs"), reached, rows("rating_coverage", "numerator"), "those rated"),
  ];
}

/** The address of a list of records; with a cursor its next pages. */
function qualityHref({ list, ...choice }: QualityChoice, cursor: string | null = null): string {
  const search = new URLSearchParams({ ...choice, ...(cursor !== null && { cursor }) });
  return `/data/quality/${list}${search.size > 0 ? `?${search}` : ""}`;
}

function findingLine({ kind, source, conversations, median, largest }: FindingGroup): FindingLine {
  return {
    ...FINDINGS[kind],
    key: `${kind} ${source}`,
    source,
    count: formatCount(conversations),
    by:
      median === null || largest === null
        ? null
        : `${formatDuration(median)} typically, ${formatDuration(largest)} at most`,
    href: qualityHref({ list: "finding", kind, source }),
  };
}

function foundLine(found: FoundConversation, timeZone: string): FoundLine {
  const { source, conversationId, startedAt, seconds } = found;
  return {
    key: `${source} ${conversationId}`,
    conversationId,
    source,
    href: `/conversations/${encodeURIComponent(source)}/${encodeURIComponent(conversationId)}`,
    started: formatMoment(Date.parse(startedAt) * 1000, timeZone),
    by: seconds === null ? null : formatDuration(seconds),
  };
}

function ruleLine(rule: SourceRule, timeZone: string): RuleLine {
  const moment = (text: string) => formatMoment(Date.parse(text) * 1000, timeZone);
  return {
    id: rule.id,
    says: `What comes under ${rule.sent} belongs to ${rule.source}`,
    made: `${rule.createdBy}, ${moment(rule.createdAt)}`,
    ended: rule.endedAt === null ? null : `${rule.endedBy ?? "Somebody"}, ${moment(rule.endedAt)}`,
    confirm: `What came under ${rule.sent} goes back there, and waits again.`,
  };
}

/** A record that waits, as a line. */
export interface WaitingLine {
  readonly key: string;
  readonly conversationId: string;
  readonly record: string;
  readonly since: string;
  readonly importHref: string;
  readonly mend: string;
}

/** A list of records behind a line of the page. */
export interface QualityRecordsView {
  readonly title: string;
  readonly sub: string;
  readonly found: readonly FoundLine[];
  /** What the difference of the conversations is called. */
  readonly by: string;
  readonly waiting: readonly WaitingLine[];
  /** The first page; null on it. */
  readonly firstHref: string | null;
  readonly nextHref: string | null;
  /** Said where there is nothing. */
  readonly empty: string;
}

/** The records of a finding, of a source that wait, or ahead of the clock. */
export function prepareQualityRecords(
  choice: QualityChoice,
  cursor: string | null,
  records: QualityRecords,
  timeZone: string,
): QualityRecordsView {
  return {
    ...recordsText(choice),
    found: records.found.map((found) => foundLine(found, timeZone)),
    waiting: records.waiting.map((record) => waitingLine(record, timeZone)),
    firstHref: cursor === null ? null : qualityHref(choice),
    nextHref: records.next === null ? null : qualityHref(choice, records.next),
    empty: cursor === null ? "There are none any more." : "There are no more.",
  };
}

function recordsText(choice: QualityChoice): Pick<QualityRecordsView, "title" | "sub" | "by"> {
  if (choice.list === "ahead") return { title: "Ahead of the clock", sub: AHEAD, by: "Ahead by" };
  if (choice.list === "finding") {
    const { title, effect, mend } = FINDINGS[choice.kind];
    return { title, sub: `${choice.source}. ${effect} ${mend}`, by: "By" };
  }
  return {
    title: `Waiting under ${choice.source}`,
    sub: "Kept and not counted: their conversation has not arrived under this source.",
    by: "By",
  };
}

function waitingLine(record: WaitingRecord, timeZone: string): WaitingLine {
  const { conversationId, type, part, since, importId, elsewhere } = record;
  return {
    key: `${conversationId} ${type} ${part} ${importId}`,
    conversationId,
    record: (RECORD_NAMES[type] ?? type).replace(/s$/, ""),
    since: formatMoment(Date.parse(since) * 1000, timeZone),
    importHref: `/data/imports/${importId}`,
    mend:
      elsewhere.length > 0
        ? `There under ${elsewhere.join(", ")}: join the sources, or send it again under that source`
        : "No source has this id: send the conversation’s own record",
  };
}
