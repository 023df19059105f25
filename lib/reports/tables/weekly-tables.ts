import { AppError } from "@/lib/domain/app-error";
import { metric as metricOf } from "@/lib/metrics/catalogue";
import { shareValue } from "@/lib/metrics/evaluate";
import { verdictLabel } from "@/lib/metrics/verdicts-definitions";
import { sortWeeklyTypes } from "@/lib/reports/query-types/prepare-query-types";
import { splitByType } from "@/lib/reports/stands-out/insights-split";
import { prepareTrend } from "@/lib/reports/weekly/prepare-trend";
import { QUERY_TYPE_METRICS, WEEKLY_METRICS } from "@/lib/reports/weekly/weekly";
import { type Share, totalOf } from "@/lib/statistics/share";
import { count, filled, number, percent, points, text } from "./columns";
import { queryTypeColumns, trendTable, WEEK_COLUMNS } from "./common-columns";
import { changeColumns, metricColumns, shownValue } from "./metric-columns";
import { reasonWeeks } from "./reason-tables";
import type { Table, TableDefinition } from "./table";
import { type WeeklySource, weeklySource } from "./weekly-source";

function weeklyTable(
  name: string,
  summary: string,
  table: (source: WeeklySource) => Promise<Omit<Table, "facts">>,
): TableDefinition {
  return {
    name,
    summary,
    action: "view_reports",
    async load(request) {
      const source = await weeklySource(request);
      return { facts: source.facts, ...(await table(source)) };
    },
  };
}

const numbers = weeklyTable(
  "weekly-numbers",
  "The numbers of a week against the week before",
  async ({ review: { total }, fileName }) => {
    const rows = WEEKLY_METRICS.flatMap((id) => {
      const value = total?.values[id];
      return value
        ? [{ ...metricOf(id), value, previous: total.previous?.[id], change: total.change?.[id] }]
        : [];
    });
    return {
      title: "Numbers of the week",
      fileName: fileName("numbers"),
      ...filled(rows, [
        text("metric", "Metric", ({ id }) => id),
        text("label", "Name", ({ label }) => label),
        text("unit", "Unit", ({ unit }) => (unit === "percent" ? "fraction" : unit)),
        number("value", "Value", ({ value }) => shownValue(value)),
        number("numerator", "Number", ({ value }) => value.numerator),
        count("denominator", "Of", ({ value }) => value.denominator),
        number("low", "95% low", ({ value }) => value.interval?.low ?? null),
        number("high", "95% high", ({ value }) => value.interval?.high ?? null),
        text("withheld", "Withheld", ({ value }) => value.withheld),
        number("previous_value", "Week before", ({ previous }) => previous?.value ?? null),
        ...changeColumns(
          { id: "difference", title: "Change", unit: "number" },
          ({ change }: (typeof rows)[number]) => change,
        ),
      ]),
    };
  },
);

const queryTypes = weeklyTable(
  "weekly-query-types",
  "Every query type of a week with the five numbers and its verdict",
  async ({ review: { queryTypes: all, verdicts }, fileName, address }) => ({
    title: "Query types",
    fileName: fileName("query-types"),
    ...filled(sortWeeklyTypes(all, address), [
      ...queryTypeColumns(({ key }: (typeof all)[number]) => key.query_type),
      ...metricColumns(QUERY_TYPE_METRICS),
      // Weeks were closed without verdicts once.
      text("verdict", "Verdict", ({ key }) => {
        const verdict = verdicts?.find(({ queryType }) => queryType === (key.query_type ?? null));
        return verdict ? verdictLabel(verdict.action) : null;
      }),
    ]),
  }),
);

const trend = weeklyTable(
  "weekly-trend",
  "One number over twelve weeks with its control limits",
  async ({ review: { columns: weeks, week }, fileName, address, filters }) => ({
    title: metricOf(address.trend).label,
    fileName: fileName(`trend-${address.trend}`),
    ...trendTable(address.trend, weeks, prepareTrend(weeks, address, { week, filters }).table, WEEK_COLUMNS),
  }),
);

const reasons = weeklyTable("weekly-reasons", "The reason mix over twelve weeks", async (source) => ({
  title: "Reasons over time",
  fileName: source.fileName("reasons"),
  ...reasonWeeks(source.review.columns),
}));

const why = weeklyTable(
  "weekly-why",
  "Why the hand-off rate changed: mix against rate, by query type",
  async ({ evidence, fileName }) => {
    const handOffs = (await evidence())?.handOffs ?? [];
    const types = handOffs.map(({ queryType, before, after }) => ({ queryType, weeks: [before, after] }));
    const split = splitByType(types, 0, 1);
    if (!split)
      throw new AppError("not_found", "There are not two weeks with several query types to compare.");
    const { parts } = split;
    const [before, after] = [totalOf(parts.map((one) => one.before)), totalOf(parts.map((one) => one.after))];
    return {
      title: "Why the hand-off rate changed",
      fileName: fileName("mix-and-rate"),
      ...filled(
        parts.toSorted((a, b) => b.points - a.points),
        [
          ...queryTypeColumns(({ queryType }: (typeof parts)[number]) => queryType),
          count("handed_off_before", "Handed off, week before", (part) => part.before.numerator),
          count("conversations_before", "Conversations, week before", (part) => part.before.denominator),
          count("handed_off", "Handed off", (part) => part.after.numerator),
          count("conversations", "Conversations", (part) => part.after.denominator),
          percent(
            "share_before",
            "Share, week before",
            (part) => part.before.denominator / before.denominator,
          ),
          percent("share", "Share", (part) => part.after.denominator / after.denominator),
          percent("rate_before", "Hand-off rate, week before", (part) => shownRate(part.before)),
          percent("rate", "Hand-off rate", (part) => shownRate(part.after)),
          points("rate_effect", "Rate effect", (part) => part.rateEffect),
          points("mix_effect", "Mix effect", (part) => part.points - part.rateEffect),
          points("effect", "Together", (part) => part.points),
        ],
      ),
    };
  },
);

/** As on the page: a rate of fewer than five conversations is withheld. */
function shownRate({ numerator, denominator }: Share) {
  return shownValue(shareValue(numerator, denominator));
}

/** The tables of the weekly review. */
export const WEEKLY_TABLES: readonly TableDefinition[] = [numbers, queryTypes, trend, reasons, why];
