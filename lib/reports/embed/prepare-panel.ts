import type { ContextRatingBody } from "@/lib/domain/record";
import { formatTime } from "@/lib/metrics/format-time";
import {
  type Brief,
  type BriefSource,
  type FieldRow,
  prepareBrief,
} from "@/lib/reports/conversation/prepare-brief";
import { type TextRun, textRuns } from "@/lib/reports/conversation/prepare-timeline";
import type { SentRating } from "@/lib/reports/rating/give-rating";
import { prepareRating, reasonText } from "@/lib/reports/rating/prepare-rating";
import { plainWord, valueName } from "@/lib/reports/report/prepare-names";

/** A line of the transcript in the panel. */
export interface PanelLine {
  readonly sequence: number;
  readonly from: string;
  readonly runs: readonly TextRun[];
}

/** What the panel shows of one hand-off. */
export interface PanelView {
  /** `Order status`; null = not known. */
  readonly queryType: string | null;
  /** `10:41, waited 1 min 48 s`. */
  readonly when: string;
  readonly title: string;
  readonly nextStep: string | null;
  /** Captured, and passed on in a field or the transcript. */
  readonly doNotAsk: readonly FieldRow[];
  /** Captured, and not passed on as far as is known. */
  readonly mayAsk: readonly FieldRow[];
  readonly family: Brief["family"];
  /** `Bot failure` and `tool error`. */
  readonly reason: readonly [string, string | null];
  readonly why: string | null;
  readonly attempted: Brief["attempted"];
  readonly lines: readonly PanelLine[];
  readonly rating: SentRating;
  readonly isRated: boolean;
  readonly botReason: string | null;
  /** Nothing of the context has come with the hand-off; it may still. */
  readonly isBare: boolean;
}

const SENDERS = { customer: "Customer", bot: "Bot", agent: "Agent", system: "System" } as const;

/** The panel of a hand-off; null while its record has not arrived. Facts hold the ratings of the link's agent alone. */
export function preparePanel(
  source: BriefSource,
  handoffId: string,
  rating: ContextRatingBody | null,
  timeZone: string,
): PanelView | null {
  const record = source.facts.handoffs.find((one) => one.handoffId === handoffId);
  const brief = record ? prepareBrief(source, { timeZone, handoffId }) : null;
  if (!record || !brief) return null;
  const queryType = source.facts.conversation?.queryType;
  const at = record.requestedAt ?? record.connectedAt;
  const passed = ({ passed: way }: FieldRow) => way === "structured" || way === "transcript";
  return {
    queryType: queryType ? valueName("query_type", queryType) : null,
    when: [at === undefined ? null : formatTime(at, timeZone), brief.waited && `waited ${brief.waited}`]
      .filter(Boolean)
      .join(", "),
    title: brief.summary.text,
    nextStep: brief.nextStep,
    doNotAsk: brief.fields.filter(passed),
    mayAsk: brief.fields.filter((field) => !passed(field)),
    family: brief.family,
    reason: [brief.familyName, brief.code ? plainWord(brief.code).toLowerCase() : brief.raw],
    why: brief.why,
    attempted: brief.attempted,
    lines: source.messages.map((message) => ({
      sequence: message.sequence,
      from: SENDERS[message.sender ?? "system"],
      runs: textRuns(message.text ?? ""),
    })),
    rating: prepareRating(rating),
    isRated: rating !== null,
    botReason: reasonText(brief.code ? (brief.code as Parameters<typeof reasonText>[0]) : brief.family),
    isBare: record.context === undefined && source.messages.length === 0,
  };
}
