import { REASON_FAMILIES, REASON_GROUPS, type ReasonFamily } from "@/lib/domain/reason";
import { counted } from "@/lib/metrics/counted";
import { formatParts, formatValue } from "@/lib/metrics/format";
import { formatDays, formatMonth, formatShortWeek, formatWeek, weekNumber } from "@/lib/metrics/format-time";
import { rowsAddress, type Scope } from "@/lib/reports/conversations/rows-address";
import { familyName } from "@/lib/reports/report/prepare-names";
import { withheldText } from "@/lib/reports/report/prepare-number";
import { FAMILY_SHARES, type WeekColumn } from "./weekly";

/** One week of the chart; shares as percent (41.4), null where withheld or nothing happened. */
export interface ReasonsWeek {
  readonly week: string;
  /** `W35` on the first, `36` after it. */
  readonly label: string;
  /** `Nov` under the week in which a month begins (and under the first). */
  readonly month: string | null;
  readonly state: "past" | "reviewed" | "running";
  readonly shares: { readonly [F in (typeof REASON_FAMILIES)[number]]: number } | null;
  /** Percent of all hand-offs; null without hand-offs. */
  readonly unclassified: number | null;
  readonly operational: number | null;
  /** `Week 46`, and every family in words, for the tooltip. */
  readonly name: string;
  readonly lines: readonly { readonly name: string; readonly share: string; readonly parts: string }[];
}

/** One line of the table behind the chart: `882/2,104` and its share. */
export interface ReasonsTableRow {
  readonly week: string;
  readonly days: string;
  readonly state: ReasonsWeek["state"];
  readonly cells: readonly {
    readonly family: ReasonFamily;
    readonly share: string | null;
    readonly withheld: string | null;
    readonly parts: string | null;
    readonly href: string | null;
  }[];
}

export interface ReasonsOverTime {
  readonly weeks: readonly ReasonsWeek[];
  /** Shares of the reviewed week, for the right edge: `41.4%`, or why there is none. */
  readonly labels: readonly {
    readonly family: ReasonFamily;
    readonly name: string;
    readonly text: string;
    readonly isShown: boolean;
  }[];
  /** The top of the strip's own scale, in percent. */
  readonly stripTop: number;
  readonly runningNote: string | null;
  readonly table: readonly ReasonsTableRow[];
  readonly description: string;
}

/** Fewer hand-offs than this, and no share of them is shown (contract, section 4). */
const FEWEST_COUNTED = 5;

/** Hand-offs of a week by family: the counts that every share of the chart is made of. */
function countsOf(column: WeekColumn) {
  const values = column.values ?? {};
  const handOffs = values.hand_offs?.value ?? 0;
  const notOperational = values.unclassified_share?.denominator ?? 0;
  return {
    families: values.bot_failure_share?.denominator ?? 0,
    unclassified: values.unclassified_share?.numerator ?? 0,
    operational: handOffs - notOperational,
    handOffs,
  };
}

function withheldFor(denominator: number): string {
  return withheldText(denominator === 0 ? "no_data" : "too_few").text;
}

/** The reason mix week by week: the three families to 100 %, what lies outside them beside it on its own scale. */
export function prepareReasonsOverTime(columns: readonly WeekColumn[], scope: Scope): ReasonsOverTime {
  const weeks = columns.map((column, index): ReasonsWeek => {
    const values = column.values ?? {};
    const share = (family: (typeof REASON_FAMILIES)[number]) => values[FAMILY_SHARES[family]]?.value ?? null;
    const [failure, planned, demand] = REASON_FAMILIES.map(share);
    const counts = countsOf(column);
    const ofAll = (count: number) =>
      counts.handOffs < FEWEST_COUNTED ? null : (100 * count) / counts.handOffs;
    const before = columns[index - 1];
    return {
      week: column.week,
      label: index === 0 ? formatShortWeek(column.week) : weekNumber(column.week),
      month:
        before === undefined || before.period.to.slice(0, 7) !== column.period.to.slice(0, 7)
          ? formatMonth(column.period.to)
          : null,
      state: column.state,
      shares:
        failure == null || planned == null || demand == null
          ? null
          : { bot_failure: 100 * failure, planned_escalation: 100 * planned, customer_demand: 100 * demand },
      unclassified: ofAll(counts.unclassified),
      operational: ofAll(counts.operational),
      name:
        column.state === "running" ? `${formatWeek(column.week)}, still running` : formatWeek(column.week),
      lines: tableRow(column, scope).cells.map((cell) => ({
        name: familyName(cell.family),
        share: cell.share ?? cell.withheld ?? "",
        parts: cell.parts ?? "",
      })),
    };
  });
  const highest = Math.max(0, ...weeks.map((week) => (week.unclassified ?? 0) + (week.operational ?? 0)));
  const table = columns.map((column) => tableRow(column, scope));
  const reviewed = table.find((row) => row.state === "reviewed");
  const labels = (reviewed?.cells ?? []).map(({ family, share, withheld }) => ({
    family,
    name: familyName(family),
    text: share ?? withheld ?? "",
    isShown: share !== null,
  }));
  const running = columns.find((column) => column.state === "running");
  return {
    weeks,
    labels,
    stripTop: Math.max(10, Math.ceil(highest / 10) * 10),
    runningNote: running ? `${formatWeek(running.week)} is still running.` : null,
    table,
    description: describe(weeks, labels, scope),
  };
}

function tableRow(column: WeekColumn, scope: Scope): ReasonsTableRow {
  const counts = countsOf(column);
  const here: Scope = { week: column.week, filters: scope.filters };
  return {
    week: formatWeek(column.week),
    days: formatDays(column.period.from, column.period.to),
    state: column.state,
    cells: REASON_GROUPS.map((family) => {
      if (family === "unclassified" || family === "operational") {
        const count = counts[family];
        const few = counts.handOffs < FEWEST_COUNTED;
        return {
          family,
          share: few ? null : formatValue("percent", count / counts.handOffs),
          withheld: few ? withheldFor(counts.handOffs) : null,
          parts: counts.handOffs === 0 ? null : formatParts(count, counts.handOffs),
          href: family === "unclassified" ? rowsAddress(here, "unclassified_share", "numerator") : null,
        };
      }
      const value = column.values?.[FAMILY_SHARES[family]];
      return {
        family,
        share: value?.value == null ? null : formatValue("percent", value.value),
        withheld: value?.value == null ? withheldFor(counts.families) : null,
        parts: counts.families === 0 ? null : formatParts(value?.numerator ?? 0, counts.families),
        href: counts.families === 0 ? null : rowsAddress(here, FAMILY_SHARES[family], "numerator"),
      };
    }),
  };
}

function describe(weeks: readonly ReasonsWeek[], labels: ReasonsOverTime["labels"], scope: Scope): string {
  const known = labels.filter((label) => label.isShown);
  const name = formatWeek(scope.week);
  const mix =
    known.length === 0
      ? `${name} has no reasons`
      : `${name}: ${known.map((l) => `${l.name} ${l.text}`).join(", ")}`;
  return `Reason mix by week, ${counted(weeks.length, "week")}. ${mix}.`;
}
