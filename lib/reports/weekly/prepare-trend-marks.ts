import { addDays, type Day, daysBetween } from "@/lib/domain/day";
import type { Week } from "@/lib/domain/period";
import { formatDay, formatMonth } from "@/lib/metrics/format-time";
import type { ChartTarget } from "@/lib/reports/notes/prepare-targets";
import type { Release } from "@/lib/reports/stands-out/releases";
import type { WeekColumn } from "./weekly";

/** What is pinned on a chart over time beside its numbers. */
export interface TrendMarks {
  readonly releases: readonly Release[];
  /** The release that a finding names. */
  readonly named: Release | null;
  /** What people noted on a day. */
  readonly notes: readonly { readonly day: Day; readonly text: string }[];
  readonly target: ChartTarget | null;
  /** Weeks that late surveys may still change. */
  readonly provisional: readonly Week[];
}

/** A chart with nothing pinned on it. */
export const NO_MARKS: TrendMarks = {
  releases: [],
  named: null,
  notes: [],
  target: null,
  provisional: [],
};

/** A vertical line at a day. */
export interface DayMark {
  readonly key: string;
  readonly kind: "release" | "note";
  /** Along the weeks, 0 to 1. */
  readonly at: number;
  /** `Release 47`, above the plot. */
  readonly label: string;
  /** `47`, where the label has no room. */
  readonly short: string;
  /** The one that a finding names. */
  readonly strong: boolean;
  /** `5 Nov`. */
  readonly day: string;
  /** The week in which it lies. */
  readonly week: string;
}

/** The name of a month, at the day where it begins. */
export interface MonthMark {
  readonly text: string;
  readonly at: number;
  /** False for the month in which the weeks begin: its start is not on the chart. */
  readonly begins: boolean;
}

/** Releases and notes within the weeks, oldest first. A day's line stands in the middle of the day. */
export function dayMarks(columns: readonly WeekColumn[], marks: TrendMarks): readonly DayMark[] {
  const several = new Set(marks.releases.map(({ bot }) => bot)).size > 1;
  const found = [
    ...marks.releases.map((release) => ({
      key: `release ${release.bot} ${release.version} ${release.day}`,
      kind: "release" as const,
      day: release.day,
      label: `Release ${release.version}${several && release.bot !== null ? ` of ${release.bot}` : ""}`,
      short: release.version,
      strong: release.version === marks.named?.version && release.day === marks.named.day,
    })),
    ...marks.notes.map((note, i) => ({
      key: `note ${i}`,
      kind: "note" as const,
      day: note.day,
      label: note.text,
      short: "note",
      strong: false,
    })),
  ];
  return found
    .flatMap((mark): DayMark[] => {
      const place = placeOf(columns, mark.day);
      return place ? [{ ...mark, ...place, day: formatDay(mark.day) }] : [];
    })
    .sort((a, b) => a.at - b.at);
}

function placeOf(columns: readonly WeekColumn[], day: Day): { at: number; week: string } | null {
  const index = columns.findIndex(({ period }) => period.from <= day && day <= period.to);
  const column = columns[index];
  if (!column) return null;
  const within = (daysBetween(column.period.from, day) + 0.5) / 7;
  return { at: (index + within) / columns.length, week: column.week };
}

/** Two names of months must be so far apart, or the first is left out. */
const ROOM_FOR_NAME = 0.07;

/** The months of the weeks, each where it begins. */
export function monthMarks(columns: readonly WeekColumn[]): readonly MonthMark[] {
  const [first] = columns;
  if (!first) return [];
  const months: MonthMark[] = [{ text: formatMonth(first.period.from), at: 0, begins: false }];
  columns.forEach(({ period }, index) => {
    for (let day = period.from; day <= period.to; day = addDays(day, 1)) {
      if (!day.endsWith("-01")) continue;
      const at = (index + daysBetween(period.from, day) / 7) / columns.length;
      if (at === 0) months.pop();
      months.push({ text: formatMonth(day), at, begins: true });
    }
  });
  return months.filter(({ begins }, i) => begins || (months[i + 1]?.at ?? 1) >= ROOM_FOR_NAME);
}
