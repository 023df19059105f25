import { createDayOf } from "@/lib/domain/day";
import { weekOf } from "@/lib/domain/period";
import type { RatingKey } from "@/lib/domain/record";
import { formatCount } from "@/lib/metrics/format";
import { formatMoment, formatWeek } from "@/lib/metrics/format-time";
import { conversationHref } from "@/lib/reports/conversations/prepare-conversations";
import { valueName } from "@/lib/reports/report/prepare-names";
import type { SentRating } from "./give-rating";
import type { OwnHandOff, OwnHandOffs } from "./own-hand-offs";
import { prepareRating, ratingText, reasonText } from "./prepare-rating";

/** One hand-off in the queue. */
export interface RateItem {
  /** Names it on the page. */
  readonly id: string;
  readonly ids: RatingKey;
  readonly title: string;
  /** `Order status · 12 Nov, 10:41 · web chat`. */
  readonly line: string;
  readonly href: string;
  readonly isAskedFor: boolean;
  /** `Bot failure, tool error`; null where no reason is known. */
  readonly botReason: string | null;
  /** Names of what the bot had captured. */
  readonly fields: readonly string[];
  readonly rating: SentRating;
  /** What the rating says, in words; null without one. */
  readonly said: string | null;
}

/** `61 of 84`. */
interface Share {
  readonly label: string;
  readonly text: string;
}

/** The page on which an agent rates. */
export interface RateView {
  /** Those not rated yet, newest first. */
  readonly open: readonly RateItem[];
  /** The latest thirty. */
  readonly rated: readonly RateItem[];
  /** How many hand-offs there are in these days, rated or not. */
  readonly all: number;
  /** `the last two days`. */
  readonly days: string;
  readonly weeks: readonly { readonly week: string; readonly rated: string; readonly useful: string }[];
  readonly own: readonly Share[];
  readonly isCut: boolean;
}

/** How many days the queue can go back. */
export const QUEUE_DAYS = [2, 7, 14] as const;
export type QueueDays = (typeof QUEUE_DAYS)[number];
export const USUAL_QUEUE_DAYS: QueueDays = 7;
/** How far back an agent's own numbers go. */
export const OWN_WEEKS = 4;

const DAYS_TEXT: { readonly [D in QueueDays]: string } = {
  2: "the last two days",
  7: "the last seven days",
  14: "the last two weeks",
};
const MOST_RATED_SHOWN = 30;

/** The queue and an agent's own numbers out of the hand-offs of the last four weeks, newest first. */
export function prepareRate(
  { handOffs, isCut }: OwnHandOffs,
  since: string,
  days: QueueDays,
  timeZone: string,
): RateView {
  const dayOf = createDayOf(timeZone);
  const inQueue = handOffs.filter(({ conversation }) => dayOf(conversation.startedAt) >= since);
  const rated = inQueue
    .filter(({ rating }) => rating !== null)
    .sort((a, b) => (b.rating?.ratedAt ?? b.at) - (a.rating?.ratedAt ?? a.at));
  return {
    open: inQueue.filter(({ rating }) => rating === null).map((one) => itemOf(one, timeZone)),
    rated: rated.slice(0, MOST_RATED_SHOWN).map((one) => itemOf(one, timeZone)),
    all: inQueue.length,
    days: DAYS_TEXT[days],
    weeks: weeksOf(handOffs, dayOf),
    own: ownNumbers(handOffs),
    isCut,
  };
}

function itemOf(
  { key, conversation, title, handOff, at, rating, isAskedFor }: OwnHandOff,
  timeZone: string,
): RateItem {
  const queryType = conversation.queryType;
  const channel = handOff.body.toChannel ?? conversation.channel;
  const shown = prepareRating(rating);
  return {
    id: JSON.stringify([key.source, key.conversationId, key.handoffId, key.agentId]),
    ids: key,
    title,
    line: [
      queryType && valueName("query_type", queryType),
      formatMoment(at, timeZone),
      channel && valueName("channel", channel).toLowerCase(),
    ]
      .filter(Boolean)
      .join(" · "),
    href: conversationHref(key.source, key.conversationId),
    isAskedFor,
    botReason: reasonText(handOff.reason),
    fields: handOff.fields.map(({ name }) => name),
    rating: shown,
    said: rating ? ratingText(shown) || "Rated" : null,
  };
}

/** `61 of 84`; of nothing there is no share, not even a 0. */
const of = (part: number, all: number) =>
  all === 0 ? "none yet" : `${formatCount(part)} of ${formatCount(all)}`;

function ownNumbers(handOffs: readonly OwnHandOff[]): Share[] {
  const rated = handOffs.filter(({ rating }) => rating !== null);
  const asked = handOffs.filter(({ isAskedFor }) => isAskedFor);
  const judged = rated.filter(({ rating }) => rating?.usefulness !== undefined);
  const said = rated.filter(({ rating }) => rating?.reaskedFields !== undefined);
  const again = said.filter(({ rating }) => (rating?.reaskedFields ?? []).length > 0);
  return [
    { label: "Rated", text: of(rated.length, handOffs.length) },
    {
      label: "Of those asked for",
      text: of(asked.filter(({ rating }) => rating !== null).length, asked.length),
    },
    {
      label: "Useful",
      text: of(judged.filter(({ rating }) => rating?.usefulness === "useful").length, judged.length),
    },
    { label: "Asked again", text: of(again.length, said.length) },
  ];
}

function weeksOf(handOffs: readonly OwnHandOff[], dayOf: ReturnType<typeof createDayOf>): RateView["weeks"] {
  const weeks = new Map<string, OwnHandOff[]>();
  for (const one of handOffs) {
    const week = weekOf(dayOf(one.conversation.startedAt));
    weeks.set(week, [...(weeks.get(week) ?? []), one]);
  }
  return [...weeks]
    .sort(([a], [b]) => (a < b ? 1 : -1))
    .map(([week, own]) => {
      const judged = own.filter(({ rating }) => rating?.usefulness !== undefined);
      return {
        week: formatWeek(week),
        rated: of(own.filter(({ rating }) => rating !== null).length, own.length),
        useful: of(judged.filter(({ rating }) => rating?.usefulness === "useful").length, judged.length),
      };
    });
}
