import { weekDays } from "@/lib/domain/period";
import { METRICS, metric as metricOf } from "@/lib/metrics/catalogue";
import { metricSource } from "@/lib/metrics/metric-sources";
import { loadVerdicts } from "@/lib/reports/notes/action-verdict";
import { listActions } from "@/lib/reports/notes/actions";
import { loadDifference } from "@/lib/reports/notes/frozen-difference";
import { listFrozenReviews, readFrozenReview } from "@/lib/reports/notes/frozen-review";
import { prepareFrozen } from "@/lib/reports/notes/prepare-frozen";
import { loadTargetOverview } from "@/lib/reports/notes/target-overview";
import { listTargets } from "@/lib/reports/notes/targets";
import { type ColumnOf, count, filled, moment, number, percent, text } from "./columns";
import { periodColumns } from "./common-columns";
import { changeColumns, shownValue } from "./metric-columns";
import type { TableDefinition } from "./table";
import { headOfAll } from "./table-facts";

const closedWeeks: TableDefinition = {
  name: "closed-weeks",
  summary: "The weeks that were closed",
  action: "view_reports",
  async load({ db, actor, workspace }) {
    const reviews = await listFrozenReviews(db, actor);
    const texts = prepareFrozen(reviews, workspace.timeZone);
    const rows = reviews.map((review, i) => ({ ...review, filters: texts[i]?.filters ?? null }));
    return {
      ...headOfAll(workspace, "Closed weeks"),
      ...filled(rows, [
        text("id", "Closed week", ({ id }) => id),
        text("week", "Week", ({ week }) => week),
        ...periodColumns(({ week }: (typeof rows)[number]) => weekDays(week)),
        text("filters", "Filters", ({ filters }) => filters),
        moment("closed_at", "Closed", ({ frozenAt }) => frozenAt.toISOString()),
        text("closed_by", "By", ({ frozenBy }) => frozenBy?.name ?? null),
      ]),
    };
  },
};

type DifferenceRow = Awaited<ReturnType<typeof loadDifference>>["rows"][number];

/** A number on one side of the difference. */
function sideColumns(side: "closed" | "now", name: string): readonly ColumnOf<DifferenceRow>[] {
  return [
    number(side, name, ({ values }) => shownValue(values[side])),
    number(`${side}_numerator`, `${name}: number`, ({ values }) => values[side].numerator),
    count(`${side}_denominator`, `${name}: of`, ({ values }) => values[side].denominator),
    {
      ...text(`${side}_withheld`, `${name}: withheld`, ({ values }: DifferenceRow) => values[side].withheld),
      csvOnly: true,
    },
  ];
}

const closedWeekDifference: TableDefinition = {
  name: "closed-week-difference",
  summary: "What late records have changed in the numbers of a closed week since",
  action: "view_reports",
  async load({ db, actor, workspace, search }) {
    const frozen = await readFrozenReview(db, actor, search.get("review") ?? "");
    const { rows, basis } = await loadDifference(db, actor, workspace, frozen);
    const { period } = frozen.content.review;
    return {
      ...headOfAll(workspace, "Since the week was closed", `difference-${frozen.week}`, {
        period,
        filters: frozen.reportFilters,
        notes: basis,
      }),
      ...filled(rows, [
        text("metric", "Metric", ({ metric }) => metric),
        text("label", "Name", ({ label }) => label),
        ...sideColumns("closed", "When closed"),
        ...sideColumns("now", "Now"),
      ]),
    };
  },
};

const actions: TableDefinition = {
  name: "actions",
  summary: "All actions with what became of the number they should move",
  action: "view_reports",
  async load({ db, actor, workspace }) {
    const all = await listActions(db, actor);
    const verdicts = await loadVerdicts(db, actor, workspace, all);
    const rows = all.map((action) => {
      const verdict = verdicts.get(action.id);
      return { ...action, measured: verdict?.kind === "measured" ? verdict : null };
    });
    return {
      ...headOfAll(workspace, "Actions"),
      ...filled(rows, [
        text("action", "Action", (action) => action.text),
        text("owner", "Owner", ({ owner }) => owner?.name ?? null),
        text("due", "Due", ({ dueOn }) => dueOn),
        text("done", "Done", ({ doneOn }) => doneOn),
        text("metric", "Should move", ({ metric }) => metricOf(metric).label),
        text("query_type", "Query type", ({ queryType }) => queryType),
        text("week_before", "Week before", ({ measured }) => measured?.weeks.before ?? null),
        percent("value_before", "Value before", ({ measured }) => measured?.before.value ?? null),
        text("week_after", "Week after", ({ measured }) => measured?.weeks.after ?? null),
        percent("value_after", "Value after", ({ measured }) => measured?.after.value ?? null),
        ...changeColumns(
          { id: "change", title: "Change", unit: "points" },
          ({ measured }: (typeof rows)[number]) => measured?.change,
        ),
      ]),
    };
  },
};

const targets: TableDefinition = {
  name: "targets",
  summary: "The targets, their owners, and where the numbers stand",
  action: "view_reports",
  async load({ db, actor, workspace }) {
    const [set, overview] = await Promise.all([
      listTargets(db, actor),
      loadTargetOverview(db, actor, workspace),
    ]);
    const rows = overview.rows.map(({ target, now }) => ({
      target,
      now,
      own: set.find(({ metric }) => metric === target.metric),
    }));
    const period = overview.week === null ? null : weekDays(overview.week);
    return {
      ...headOfAll(workspace, "Targets", "targets", { period }),
      ...filled(rows, [
        text("metric", "Metric", ({ target }) => target.metric),
        text("label", "Name", ({ target }) => target.label),
        number("target", "Target", ({ own }) => own?.value ?? null),
        text("owner", "Owner", ({ own }) => own?.owner?.name ?? null),
        text("due", "By", ({ own }) => own?.dueOn ?? null),
        text("now", "Latest week", ({ now }) => now.value ?? now.withheld?.text ?? null),
        text("parts", "Parts", ({ now }) => now.parts),
        text("distance", "Distance", ({ target }) => target.distance),
      ]),
    };
  },
};

const definitions: TableDefinition = {
  name: "definitions",
  summary: "Every metric in words",
  action: "view_definitions",
  async load({ workspace }) {
    return {
      ...headOfAll(workspace, "Definitions"),
      ...filled(METRICS, [
        text("metric", "Metric", ({ id }) => id),
        text("label", "Name", ({ label }) => label),
        text("description", "Definition", ({ description }) => description),
        text("numerator", "Counted", ({ numeratorText }) => numeratorText),
        text("denominator", "Of", ({ denominatorText }) => denominatorText),
        text("unit", "Unit", ({ unit }) => unit),
        text("better", "Better", ({ better }) => better),
        text("caveats", "To know", ({ caveats }) => caveats.join(" ")),
        text("records", "Made from", (metric) => metricSource(metric).needs.join(" ")),
        text("elsewhere", "Elsewhere", (metric) => metricSource(metric).elsewhere),
      ]),
    };
  },
};

/** The tables of closed weeks, actions, targets and definitions. */
export const REVIEW_TABLES: readonly TableDefinition[] = [
  closedWeeks,
  closedWeekDifference,
  actions,
  targets,
  definitions,
];
