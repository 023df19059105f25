import type { Day } from "@/lib/domain/day";
import { addDays } from "@/lib/domain/day";
import { metric as metricOf } from "@/lib/metrics/catalogue";
import { formatParts, formatValue } from "@/lib/metrics/format";
import { formatDay, formatFullDay, formatWeek } from "@/lib/metrics/format-time";
import type { Metric } from "@/lib/metrics/metric";
import type { MetricValue } from "@/lib/metrics/metric-value";
import { rowsAddress } from "@/lib/reports/conversations/rows-address";
import { valueName } from "@/lib/reports/report/prepare-names";
import { type ChangeText, prepareChange, withheldText } from "@/lib/reports/report/prepare-number";
import type { Verdict } from "./action-verdict";
import type { Action } from "./actions";

/** One side of a verdict: `25.7%`, `589/2,289` and the conversations behind it. */
export interface VerdictSide {
  readonly week: string;
  readonly value: string;
  readonly parts: string;
  readonly href: string;
}

/** What became of the number that an action should move, as text. */
export interface VerdictText {
  /** Why there is no comparison, or none yet; null where there is one. */
  readonly without: string | null;
  readonly before: VerdictSide | null;
  readonly after: VerdictSide | null;
  readonly change: ChangeText | null;
  readonly provisional: boolean;
}

/** An action as lists show it. */
export interface ActionText {
  readonly id: string;
  readonly text: string;
  readonly owner: string;
  /** `by 25 Nov`, `overdue, 18 Nov`, `done 10 Nov`. */
  readonly when: string;
  readonly state: "open" | "overdue" | "done";
  /** What it should move: `Repeat information, Order status`. */
  readonly about: string;
  /** Null while it is not done. */
  readonly verdict: VerdictText | null;
  /** Where its form is open; null for those who may not change it. */
  readonly editHref: string | null;
}

/** How long a done action stays beside the weekly review: until its verdict has been seen in a review or two. */
const DAYS_SHOWN_DONE = 35;
/** Open actions that are shown beside the weekly review. */
const MOST_SHOWN = 8;

/**
 * The actions that stand beside the weekly review: all open ones but no more than eight, and those just done, or else
 * the one that was done last, so that what came of it is seen.
 *
 * @param actions open ones first, done ones with the latest first
 */
export function actionsBeside(actions: readonly Action[], today: Day): readonly Action[] {
  const open = actions.filter(({ doneOn }) => doneOn === null);
  const done = actions.filter(({ doneOn }) => doneOn !== null);
  const since = addDays(today, -DAYS_SHOWN_DONE);
  const lately = done.filter(({ doneOn }) => doneOn !== null && doneOn >= since);
  return [...open.slice(0, MOST_SHOWN), ...(lately.length > 0 ? lately : done.slice(0, 1))];
}

/** Actions as text, in the order given. `editHref` gives the address of an action's form, null where there is none. */
export function prepareActions(
  actions: readonly Action[],
  verdicts: ReadonlyMap<string, Verdict>,
  today: Day,
  editHref: (id: string) => string | null,
): readonly ActionText[] {
  return actions.map((action): ActionText => {
    const { id, text, owner, dueOn, doneOn, queryType } = action;
    const metric = metricOf(action.metric);
    const overdue = doneOn === null && dueOn < today;
    const day = (given: Day) =>
      given.slice(0, 4) === today.slice(0, 4) ? formatDay(given) : formatFullDay(given);
    const verdict = verdicts.get(id);
    return {
      id,
      text,
      owner: owner?.name ?? "No owner",
      when: doneOn !== null ? `done ${day(doneOn)}` : overdue ? `overdue, ${day(dueOn)}` : `by ${day(dueOn)}`,
      state: doneOn !== null ? "done" : overdue ? "overdue" : "open",
      about: [metric.label, queryType === null ? null : valueName("query_type", queryType)]
        .filter(Boolean)
        .join(", "),
      verdict: verdict ? prepareVerdict(metric, queryType, verdict) : null,
      editHref: editHref(id),
    };
  });
}

function prepareVerdict(metric: Metric, queryType: string | null, verdict: Verdict): VerdictText {
  const none = { before: null, after: null, change: null, provisional: false };
  const { before, after } = verdict.weeks;
  if (verdict.kind === "waiting") {
    return {
      ...none,
      without: `Verdict from ${formatDay(verdict.from)}, when ${formatWeek(after).toLowerCase()} is over`,
    };
  }
  if (verdict.kind === "withheld") {
    return {
      ...none,
      without: `No verdict: ${withheldText(verdict.withheld).text} in ${formatWeek(verdict.week).toLowerCase()}`,
    };
  }
  const side = (week: string, value: MetricValue): VerdictSide => ({
    week: formatWeek(week),
    value: formatValue(metric.unit, value.value ?? 0),
    parts: formatParts(value.numerator ?? 0, value.denominator ?? 0),
    href: rowsAddress(
      { week, filters: queryType === null ? [] : [{ dimension: "query_type", values: [queryType] }] },
      metric.id,
      metric.privateRatings || value.numerator === 0 ? "denominator" : "numerator",
    ),
  });
  return {
    without: null,
    before: side(before, verdict.before),
    after: side(after, verdict.after),
    change: prepareChange(metric, verdict.change),
    provisional: verdict.provisional,
  };
}
