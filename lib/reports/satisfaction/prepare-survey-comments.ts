import { counted } from "@/lib/metrics/counted";
import { formatMoment } from "@/lib/metrics/format-time";
import { type TextRun, textRuns } from "@/lib/reports/conversation/prepare-timeline";
import { conversationHref } from "@/lib/reports/conversations/prepare-conversations";
import { valueName } from "@/lib/reports/report/prepare-names";
import {
  ARMS,
  type Arm,
  type SatisfactionAddress,
  satisfactionHref,
  satisfactionParameters,
} from "./satisfaction-address";
import type { CommentsPage } from "./survey-comments";

/** One comment of the list. */
export interface CommentText {
  readonly key: string;
  /** `4.0`; null = without a scale. */
  readonly score: string | null;
  readonly runs: readonly TextRun[];
  /** `Order status · 12 Nov, 10:41` */
  readonly line: string;
  readonly href: string;
}

/** The comments, and the ways to others. */
export interface CommentsView {
  readonly comments: readonly CommentText[];
  readonly words: string;
  readonly arms: readonly { readonly name: string; readonly href: string; readonly current: boolean }[];
  /** `Nothing among 4,210 answered surveys`; null where there are comments. */
  readonly nothing: string | null;
  readonly nextHref: string | null;
  /** What the search form carries along. */
  readonly hidden: readonly (readonly [string, string])[];
}

const ARM_NAMES: { readonly [A in Arm]: string } = { post: "After a hand-off", contained: "Contained" };

/** Comments as a list, newest first. */
export function prepareSurveyComments(
  { comments, next, searched }: CommentsPage,
  address: SatisfactionAddress,
  timeZone: string,
): CommentsView {
  return {
    comments: comments.map(({ source, conversationId, queryType, startedAt, score, text }) => ({
      key: `${source} ${conversationId}`,
      score: score === null ? null : `${Math.round(score * 10) / 10} of 5`,
      runs: textRuns(text),
      line: [valueName("query_type", queryType), formatMoment(startedAt, timeZone)].join(" · "),
      href: conversationHref(source, conversationId),
    })),
    words: address.words,
    arms: ARMS.map((arm) => ({
      name: ARM_NAMES[arm],
      href: satisfactionHref(address, { arm }, "comments"),
      current: arm === address.arm,
    })),
    nothing: comments.length > 0 ? null : `Nothing among ${counted(searched, "answered survey")}.`,
    nextHref: next === null ? null : satisfactionHref(address, { cursor: next }, "comments"),
    hidden: satisfactionParameters({ ...address, words: "", cursor: null }),
  };
}
