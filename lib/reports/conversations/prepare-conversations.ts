import { REASON_GROUPS, type ReasonFamily } from "@/lib/domain/reason";
import { counted } from "@/lib/metrics/counted";
import { formatCount } from "@/lib/metrics/format";
import { formatDays, formatMoment, formatWeek } from "@/lib/metrics/format-time";
import type { Metric } from "@/lib/metrics/metric";
import type { MetricValue } from "@/lib/metrics/metric-value";
import { type FilterChip, prepareChips } from "@/lib/reports/filters/prepare-filters";
import { familyName, plainWord, valueName } from "@/lib/reports/report/prepare-names";
import { type ConversationsAddress, conversationsHref } from "./conversations-address";
import type { ConversationsPage, ListedConversation, Part } from "./list-conversations";
import { listedPart } from "./rows-address";

/** One conversation of the list. */
export interface ConversationRow {
  readonly key: string;
  readonly href: string;
  readonly id: string;
  /** `12 Nov, 10:41`. */
  readonly time: string;
  readonly queryType: string;
  /** What it was about, in the source's own words; null where it said nothing. */
  readonly title: string | null;
  readonly channel: string | null;
  readonly bot: string | null;
  /** What became of it: the family of the first hand-off, or contained, abandoned, not counted. */
  readonly family: ReasonFamily | null;
  readonly outcome: string;
  /** `tool_error` in words. */
  readonly detail: string | null;
  readonly repeat: "asked_again" | "not_asked" | null;
  readonly repeatText: string;
  /** `2 of 5` as `2.0`, on 1–5; null = none. */
  readonly csat: string | null;
  /** Units of the number; null where each row is one anyway. */
  readonly count: string | null;
}

export interface ConversationList {
  /** `18 hand-offs in which a captured detail was asked again`. */
  readonly title: string;
  /** `Week 46, 9–15 Nov 2026`; null = all data. */
  readonly period: string | null;
  /** Filters in words, each with the address without it. */
  readonly filters: readonly FilterChip[];
  /** The two parts of the number; empty where there is only one. */
  readonly parts: readonly { readonly text: string; readonly href: string; readonly current: boolean }[];
  readonly rows: readonly ConversationRow[];
  readonly hasCounts: boolean;
  readonly previousHref: string | null;
  readonly nextHref: string | null;
  readonly definitionHref: string | null;
}

/** The words for a part of a metric: `hand-offs in which a captured detail was asked again`. */
function partText(metric: Metric, part: Part): string {
  const text = part === "numerator" && metric.kind !== "mean" && metric.kind !== "quantile";
  return text ? metric.numeratorText : (metric.denominatorText ?? metric.numeratorText);
}

const NOUNS = /\b(hand-off|conversation|survey|rating|detail|escalation|demand|failure|reason)s\b/;

/** Puts a count before its words: `18 hand-offs …`, `1 hand-off …`. */
export function countOf(count: number, words: string): string {
  return counted(count, words.replace(NOUNS, "$1"), words);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/**
 * The conversations behind a number, in words. `value` is the number itself over the same period and filters; null
 * where the reader may not see it.
 */
export function prepareConversations(
  page: ConversationsPage,
  address: ConversationsAddress,
  value: MetricValue | null,
  context: {
    readonly timeZone: string;
    readonly own: boolean;
    /** What they were about, by `titleKey`. */
    readonly titles?: ReadonlyMap<string, string>;
  },
): ConversationList {
  const { metric, part, week, period } = address;
  const counts = page.rows.some((row) => (row.count ?? 1) !== 1) && metric?.kind !== "mean";
  const first = { cursor: null, past: [] };
  return {
    title: titleOf(metric, part, value, context.own),
    period: period && `${week ? `${formatWeek(week)}, ` : ""}${formatDays(period.from, period.to)}`,
    filters: prepareChips({
      filters: address.filters,
      hrefWith: (filters) => conversationsHref(address, { ...first, filters }),
    }),
    parts: partsOf(address, value),
    rows: page.rows.map((row) => ({
      ...prepareRow(row, address, context.timeZone, counts),
      title: context.titles?.get(titleKey(row)) ?? null,
    })),
    hasCounts: counts,
    previousHref:
      address.past.length > 0
        ? conversationsHref(address, { cursor: address.past.at(-1) || null, past: address.past.slice(0, -1) })
        : null,
    nextHref:
      page.next === null
        ? null
        : conversationsHref(address, { cursor: page.next, past: [...address.past, address.cursor ?? ""] }),
    definitionHref: metric ? `/definitions#${metric.id}` : null,
  };
}

function titleOf(metric: Metric | null, part: Part, value: MetricValue | null, own: boolean): string {
  if (!metric) return own ? "My conversations" : "Conversations";
  const words = partText(metric, part);
  const count = countIn(metric, part, value);
  return count === null ? capital(words) : countOf(count, words);
}

/** How many units a part has; a mean and a percentile count their observations. */
function countIn(metric: Metric, part: Part, value: MetricValue | null): number | null {
  if (!value) return null;
  if (metric.kind === "count") return value.value;
  return metric.kind === "share" && part === "numerator" ? value.numerator : value.denominator;
}

/** What a listed conversation is found by in the titles of its page. */
export function titleKey({
  source,
  conversationId,
}: Pick<ListedConversation, "source" | "conversationId">): string {
  return `${source} ${conversationId}`;
}

function partsOf(address: ConversationsAddress, value: MetricValue | null): ConversationList["parts"] {
  const { metric } = address;
  if (metric?.kind !== "share" || listedPart(metric) === "denominator") return [];
  return (["numerator", "denominator"] as const).map((part) => {
    const words = partText(metric, part);
    const count = countIn(metric, part, value);
    return {
      text: count === null ? capital(words) : countOf(count, words),
      href: conversationsHref(address, { part, cursor: null, past: [] }),
      current: part === address.part,
    };
  });
}

function prepareRow(
  row: ListedConversation,
  address: ConversationsAddress,
  timeZone: string,
  counts: boolean,
): Omit<ConversationRow, "title"> {
  const family = REASON_GROUPS.find((group) => group === row.reason) ?? null;
  return {
    key: `${row.source} ${row.conversationId}`,
    href: listedHref(address, row),
    id: row.conversationId,
    time: formatMoment(Date.parse(row.startedAt) * 1000, timeZone),
    queryType: valueName("query_type", row.queryType),
    channel: row.channel === null ? null : valueName("channel", row.channel),
    bot: [row.bot, row.botVersion].filter((part) => part !== null).join(" ") || null,
    family: row.handedOff ? family : null,
    outcome: row.handedOff && family ? familyName(family) : outcomeOf(row),
    detail: row.handedOff && row.reasonCode !== null ? plainWord(row.reasonCode).toLowerCase() : null,
    repeat: row.repeated === null ? null : row.repeated ? "asked_again" : "not_asked",
    repeatText: row.repeated === null ? "Not assessed" : row.repeated ? "Asked again" : "Not asked",
    csat: row.csat === null ? null : String(Math.round(row.csat * 10) / 10),
    count: counts && row.count !== null ? formatCount(row.count) : null,
  };
}

function outcomeOf(row: ListedConversation): string {
  if (!row.eligible) return "Not counted";
  if (row.handedOff) return "Handed off";
  return row.abandoned ? "Abandoned" : "Contained";
}

/** The address of a conversation in a list: it carries the list along, so that the next one can be reached from it. */
export function listedHref(
  address: ConversationsAddress,
  { source, conversationId }: { readonly source: string; readonly conversationId: string },
): string {
  const [, list = ""] = conversationsHref({ ...address, weeks: null }).split("?");
  return `${conversationHref(source, conversationId)}?${new URLSearchParams({ list })}`;
}

/** The address of one conversation. */
export function conversationHref(source: string, conversationId: string): string {
  return `/conversations/${encodeURIComponent(source)}/${encodeURIComponent(conversationId)}`;
}
