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
import type { Cell, Column, TableDefinition } from "./table";
import { tableFacts } from "./table-facts";

const closedWeeks: TableDefinition = {
  name: "closed-weeks",
  summary: "The weeks that were closed",
  action: "view_reports",
  async load({ db, actor, workspace }) {
    const reviews = await listFrozenReviews(db, actor);
    const texts = prepareFrozen(reviews, workspace.timeZone);
    return {
      title: "Closed weeks",
      fileName: "baton-closed-weeks",
      facts: tableFacts(workspace, { period: null }),
      columns: [
        { id: "id", title: "Closed week", unit: "text" },
        { id: "week", title: "Week", unit: "text" },
        { id: "from", title: "From", unit: "text" },
        { id: "to", title: "To", unit: "text" },
        { id: "filters", title: "Filters", unit: "text" },
        { id: "closed_at", title: "Closed", unit: "moment" },
        { id: "closed_by", title: "By", unit: "text" },
      ],
      rows: reviews.map(({ id, week, frozenAt, frozenBy }, i) => {
        const { from, to } = weekDays(week);
        return [
          id,
          week,
          from,
          to,
          texts[i]?.filters ?? null,
          frozenAt.toISOString(),
          frozenBy?.name ?? null,
        ];
      }),
    };
  },
};

const closedWeekDifference: TableDefinition = {
  name: "closed-week-difference",
  summary: "What late records have changed in the numbers of a closed week since",
  action: "view_reports",
  async load({ db, actor, workspace, search }) {
    const frozen = await readFrozenReview(db, actor, search.get("review") ?? "");
    const { rows, basis } = await loadDifference(db, actor, workspace, frozen);
    const { period } = frozen.content.review;
    return {
      title: "Since the week was closed",
      fileName: `baton-difference-${frozen.week}`,
      facts: tableFacts(workspace, { period, filters: frozen.reportFilters, notes: basis }),
      columns: [
        { id: "metric", title: "Metric", unit: "text" },
        { id: "label", title: "Name", unit: "text" },
        ...["closed", "now"].flatMap((side): Column[] => {
          const name = side === "closed" ? "When closed" : "Now";
          return [
            { id: side, title: name, unit: "number" },
            { id: `${side}_numerator`, title: `${name}: number`, unit: "number" },
            { id: `${side}_denominator`, title: `${name}: of`, unit: "count" },
            { id: `${side}_withheld`, title: `${name}: withheld`, unit: "text", csvOnly: true },
          ];
        }),
      ],
      rows: rows.map(({ metric, label, values }): Cell[] => [
        metric,
        label,
        ...[values.closed, values.now].flatMap(({ value, numerator, denominator, withheld }): Cell[] => [
          value ?? { withheld: withheld ?? "no_data" },
          numerator,
          denominator,
          withheld,
        ]),
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
    return {
      title: "Actions",
      fileName: "baton-actions",
      facts: tableFacts(workspace, { period: null }),
      columns: [
        { id: "action", title: "Action", unit: "text" },
        { id: "owner", title: "Owner", unit: "text" },
        { id: "due", title: "Due", unit: "text" },
        { id: "done", title: "Done", unit: "text" },
        { id: "metric", title: "Should move", unit: "text" },
        { id: "query_type", title: "Query type", unit: "text" },
        { id: "week_before", title: "Week before", unit: "text" },
        { id: "value_before", title: "Value before", unit: "percent" },
        { id: "week_after", title: "Week after", unit: "text" },
        { id: "value_after", title: "Value after", unit: "percent" },
        { id: "change", title: "Change", unit: "points" },
        { id: "change_low", title: "Change 95% low", unit: "points" },
        { id: "change_high", title: "Change 95% high", unit: "points" },
        { id: "signal", title: "Signal", unit: "yes_no" },
      ],
      rows: all.map(({ id, text, owner, dueOn, doneOn, metric, queryType }): Cell[] => {
        const verdict = verdicts.get(id);
        const measured = verdict?.kind === "measured" ? verdict : null;
        const change = measured?.change ?? null;
        return [
          text,
          owner?.name ?? null,
          dueOn,
          doneOn,
          metricOf(metric).label,
          queryType,
          measured?.weeks.before ?? null,
          measured?.before.value ?? null,
          measured?.weeks.after ?? null,
          measured?.after.value ?? null,
          change?.difference ?? null,
          change?.low ?? null,
          change?.high ?? null,
          change?.signal ?? null,
        ];
      }),
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
    return {
      title: "Targets",
      fileName: "baton-targets",
      facts: tableFacts(workspace, { period: overview.week === null ? null : weekDays(overview.week) }),
      columns: [
        { id: "metric", title: "Metric", unit: "text" },
        { id: "label", title: "Name", unit: "text" },
        { id: "target", title: "Target", unit: "number" },
        { id: "owner", title: "Owner", unit: "text" },
        { id: "due", title: "By", unit: "text" },
        { id: "now", title: "Latest week", unit: "text" },
        { id: "parts", title: "Parts", unit: "text" },
        { id: "distance", title: "Distance", unit: "text" },
      ],
      rows: overview.rows.map(({ target, now }) => {
        const own = set.find(({ metric }) => metric === target.metric);
        return [
          target.metric,
          target.label,
          own?.value ?? null,
          own?.owner?.name ?? null,
          own?.dueOn ?? null,
          now.value ?? now.withheld?.text ?? null,
          now.parts,
          target.distance,
        ];
      }),
    };
  },
};

const definitions: TableDefinition = {
  name: "definitions",
  summary: "Every metric in words",
  action: "view_definitions",
  async load({ workspace }) {
    return {
      title: "Definitions",
      fileName: "baton-definitions",
      facts: tableFacts(workspace, { period: null }),
      columns: [
        { id: "metric", title: "Metric", unit: "text" },
        { id: "label", title: "Name", unit: "text" },
        { id: "description", title: "Definition", unit: "text" },
        { id: "numerator", title: "Counted", unit: "text" },
        { id: "denominator", title: "Of", unit: "text" },
        { id: "unit", title: "Unit", unit: "text" },
        { id: "better", title: "Better", unit: "text" },
        { id: "caveats", title: "To know", unit: "text" },
        { id: "records", title: "Made from", unit: "text" },
        { id: "elsewhere", title: "Elsewhere", unit: "text" },
      ],
      rows: METRICS.map((metric) => [
        metric.id,
        metric.label,
        metric.description,
        metric.numeratorText,
        metric.denominatorText,
        metric.unit,
        metric.better,
        metric.caveats.join(" "),
        metricSource(metric).needs.join(" "),
        metricSource(metric).elsewhere,
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
