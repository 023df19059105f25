import type { ReasonFamily } from "@/lib/domain/reason";
import { formatMoment } from "@/lib/metrics/format-time";
import { type TextRun, textRuns } from "@/lib/reports/conversation/prepare-timeline";
import { conversationHref } from "@/lib/reports/conversations/prepare-conversations";
import { familyName, plainWord } from "@/lib/reports/report/prepare-names";
import type { LastWord } from "./query-type-last-words";

/** What a customer wrote last before the hand-off, as text. */
export interface LastWordText {
  readonly key: string;
  readonly runs: readonly TextRun[];
  readonly time: string | null;
  readonly family: ReasonFamily;
  readonly reason: string;
  readonly href: string;
}

/** Last words before hand-offs, newest first. */
export function prepareLastWords(words: readonly LastWord[], timeZone: string): LastWordText[] {
  return words.map((word) => ({
    key: `${word.source} ${word.conversationId}`,
    runs: textRuns(word.text),
    time: word.at === null ? null : formatMoment(word.at, timeZone),
    family: word.family,
    reason: word.reason === word.family ? familyName(word.family) : plainWord(word.reason),
    href: conversationHref(word.source, word.conversationId),
  }));
}
