import { addDays, createDayOf, type Day } from "@/lib/domain/day";
import { counted, oneOrMany } from "@/lib/metrics/counted";
import { formatCount } from "@/lib/metrics/format";
import { formatDay, formatMoment } from "@/lib/metrics/format-time";
import { isSilent } from "@/lib/metrics/silence";
import type { SourceHourRow } from "@/lib/store/source-hours";
import { type Elsewhere, MOST_WAITING } from "@/lib/store/waiting";
import { SOURCE_DAYS, type SourcesOverview } from "./data-quality";

const HOUR = 3_600_000;

/** What records of a type are called. */
export const RECORD_NAMES: { readonly [type: string]: string } = {
  conversation: "conversations",
  handoff: "hand-offs",
  survey: "surveys",
  context_rating: "ratings",
  message: "messages",
};

/** One day of a source's receipts. */
export interface SourceDay {
  readonly day: Day;
  readonly received: number;
  /** Of the day with the most, 0 to 1. */
  readonly height: number;
}

/** One source as a line. */
export interface SourceLine {
  readonly source: string;
  readonly sends: string;
  readonly last: string;
  readonly received: string;
  readonly created: string;
  readonly refused: string;
  readonly waiting: string | null;
  readonly waitingHref: string;
  readonly days: readonly SourceDay[];
  /** The days in words. */
  readonly daysText: string;
  readonly state: string;
  readonly isSilent: boolean;
}

/** Something that a source has stopped sending. */
export interface Silence {
  readonly key: string;
  readonly source: string;
  readonly type: string;
  /** In ms since 1970. */
  readonly lastAt: number;
  /** `Surveys of surveyhub stopped on 20 Nov, 23:10.` */
  readonly claim: string;
  readonly advice: string;
}

/** A source whose waiting records are there under another. */
export interface JoinLine {
  readonly sent: string;
  readonly source: string;
  readonly says: string;
  readonly href: string;
  /** Null where the two cannot be joined. */
  readonly confirm: string | null;
  readonly instead: string;
}

/** What one source sent on one day, and what became of it. */
export interface SourceDayLine {
  readonly key: string;
  readonly day: string;
  readonly source: string;
  readonly received: string;
  readonly created: string;
  readonly updated: string;
  readonly refused: string;
}

/** The sources as the page shows them. */
export interface SourcesView {
  readonly lines: readonly SourceLine[];
  /** The newest day first; days on which nothing came are left out. */
  readonly days: readonly SourceDayLine[];
  readonly silences: readonly Silence[];
  readonly joins: readonly JoinLine[];
  /** Where not all that waits could be looked at. */
  readonly more: string | null;
}

/** The sources, what stopped and what could be joined. `now` in ms; `waiting` by source. */
export function prepareSources(
  overview: SourcesOverview,
  waiting: readonly { readonly source: string; readonly count: number }[],
  timeZone: string,
  now: number,
): SourcesView {
  const bySource = groupBy(overview.hours, ({ source }) => source);
  const lines = [...bySource].map(([source, rows]) => {
    const count = waiting.reduce((n, group) => (group.source === source ? n + group.count : n), 0);
    return lineOf(source, rows, count, timeZone, now);
  });
  return {
    lines: lines.sort((a, b) => Number(b.isSilent) - Number(a.isSilent) || (a.source < b.source ? -1 : 1)),
    days: dayLines(overview.hours, timeZone),
    silences: silencesOf(overview.hours, timeZone, now),
    joins: overview.elsewhere.map(joinLine),
    more:
      overview.waiting >= MOST_WAITING
        ? `Of all that waits, the ${counted(MOST_WAITING, "oldest conversation")} are counted here.`
        : null,
  };
}

/** What has stopped, a line for each source and type, as of `now` (ms). */
export function silencesOf(hours: readonly SourceHourRow[], timeZone: string, now: number): Silence[] {
  return [...groupBy(hours, ({ source, type }) => `${source}\u001f${type}`)].flatMap(([key, rows]) => {
    const [first] = rows;
    const pattern = patternOf(rows);
    if (!first || first.type === "" || !isSilent(pattern, now)) return [];
    const name = RECORD_NAMES[first.type] ?? first.type;
    return [
      {
        key: `${key.replace("\u001f", ":")}:${pattern.lastAt}`,
        source: first.source,
        type: first.type,
        lastAt: pattern.lastAt,
        claim: `${capital(name)} of ${first.source} stopped on ${formatMoment(pattern.lastAt * 1000, timeZone)}.`,
        advice: `Nothing for ${agoText(now - pattern.lastAt)}, longer than ever in ${SOURCE_DAYS} days. Ask whoever runs ${first.source}; what was missed can be sent or imported later and counts on its own days.`,
      },
    ];
  });
}

function patternOf(rows: readonly SourceHourRow[]) {
  const taken = rows.filter((row) => row.received > row.refused);
  return {
    hours: [...new Set(taken.map(({ hour }) => Date.parse(hour)))].sort((a, b) => a - b),
    lastAt: Math.max(0, ...taken.map(({ lastAt }) => Date.parse(lastAt))),
  };
}

function lineOf(
  source: string,
  rows: readonly SourceHourRow[],
  waiting: number,
  timeZone: string,
  now: number,
): SourceLine {
  const sum = (what: "received" | "created" | "refused") => rows.reduce((n, row) => n + row[what], 0);
  const types = [...new Set(rows.filter((row) => row.received > row.refused).map(({ type }) => type))];
  const lastAt = Math.max(...rows.map((row) => Date.parse(row.lastAt)));
  const silent = types.filter((type) => isSilent(patternOf(rows.filter((row) => row.type === type)), now));
  const days = daysOf(rows, timeZone, now);
  return {
    source,
    sends:
      types.length === 0
        ? "Nothing that could be taken in"
        : capital(types.map((type) => RECORD_NAMES[type] ?? type).join(", ")),
    last: formatMoment(lastAt * 1000, timeZone),
    received: formatCount(sum("received")),
    created: formatCount(sum("created")),
    refused: formatCount(sum("refused")),
    waiting: waiting > 0 ? formatCount(waiting) : null,
    waitingHref: waitingAddress(source),
    days,
    daysText: `Received by day: ${days
      .filter(({ received }) => received > 0)
      .map(({ day, received }) => `${formatDay(day)} ${formatCount(received)}`)
      .join(", ")}`,
    state:
      silent.length > 0
        ? `No ${silent.map((type) => RECORD_NAMES[type] ?? type).join(", ")} any more`
        : now - lastAt < 24 * HOUR
          ? "Current"
          : `${agoText(now - lastAt)} ago`,
    isSilent: silent.length > 0,
  };
}

function daysOf(rows: readonly SourceHourRow[], timeZone: string, now: number): SourceDay[] {
  const dayOf = createDayOf(timeZone);
  const received = new Map<Day, number>();
  for (const row of rows) {
    const day = dayOf(Date.parse(row.hour) * 1000);
    received.set(day, (received.get(day) ?? 0) + row.received);
  }
  const today = dayOf(now * 1000);
  const most = Math.max(1, ...received.values());
  return Array.from({ length: SOURCE_DAYS }, (_, i) => {
    const day = addDays(today, i + 1 - SOURCE_DAYS);
    const count = received.get(day) ?? 0;
    return { day, received: count, height: count / most };
  });
}

function dayLines(hours: readonly SourceHourRow[], timeZone: string): SourceDayLine[] {
  const dayOf = createDayOf(timeZone);
  const groups = groupBy(hours, ({ hour, source }) => `${dayOf(Date.parse(hour) * 1000)} ${source}`);
  return [...groups]
    .map(([key, rows]) => {
      const sum = (what: "received" | "created" | "updated" | "refused") =>
        formatCount(rows.reduce((n, row) => n + row[what], 0));
      return {
        key,
        day: formatDay(key.slice(0, 10)),
        source: key.slice(11),
        received: sum("received"),
        created: sum("created"),
        updated: sum("updated"),
        refused: sum("refused"),
      };
    })
    .sort((a, b) => b.key.slice(0, 10).localeCompare(a.key.slice(0, 10)) || (a.source < b.source ? -1 : 1));
}

function joinLine({ source, other, conversations, examples, hasOwn }: Elsewhere): JoinLine {
  return {
    sent: source,
    source: other,
    says: `${counted(conversations, "conversation")} waited for under ${source} ${oneOrMany(conversations, "is", "are")} there under ${other}, for example ${examples.join(", ")}.`,
    href: waitingAddress(source),
    confirm: hasOwn
      ? null
      : `Everything that was or will be sent under ${source} is put under ${other}: waiting records move now and count. Ending the rule gives them all back.`,
    instead: `${source} sends conversations of its own, so it is no other name for ${other}. Have the tool name ${other} as the source of these records, and send them again.`,
  };
}

/** Where the records are that wait under a source. */
export function waitingAddress(source: string): string {
  return `/data/quality/waiting?${new URLSearchParams({ source })}`;
}

/** `34 h`, `3 days`. */
function agoText(millis: number): string {
  const hours = Math.floor(millis / HOUR);
  if (hours < 1) return "less than an hour";
  return hours < 72 ? `${hours} h` : `${Math.floor(hours / 24)} days`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
