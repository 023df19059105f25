import type { Actor } from "@/lib/access/actor";
import { createDayOf } from "@/lib/domain/day";
import type { MetricValue } from "@/lib/metrics/metric-value";
import { readFilterChoices } from "@/lib/reports/filters/filter-choices";
import {
  type PeriodControls,
  preparePeriodControls,
} from "@/lib/reports/query-types/prepare-query-type-controls";
import { askAs, type SelectedPeriod } from "@/lib/reports/query-types/query-type-overview";
import { latestWeeks } from "@/lib/reports/query-types/query-type-period";
import { FILTER_DIMENSIONS, weekChoices } from "@/lib/reports/weekly/weekly";
import type { Workspace } from "@/lib/reports/workspace/workspace";
import type { Database } from "@/lib/store/database";
import {
  type ConversationsAddress,
  conversationsHref,
  conversationsParameters,
} from "./conversations-address";

/** What the list of conversations could be about instead. */
export interface ListChoice extends SelectedPeriod {
  /** The address with its latest weeks as days. */
  readonly address: ConversationsAddress;
}

/** Reads what else there is to choose; null while there is no data. Throws AppError 403 for agents. */
export async function loadListChoice(
  db: Database,
  actor: Actor,
  workspace: Workspace,
  asked: ConversationsAddress,
): Promise<ListChoice | null> {
  const ask = askAs(db, actor, workspace);
  const today = createDayOf(workspace.timeZone)(workspace.clock.now());
  const weeks = weekChoices(await ask({ by: ["week"] }), today);
  const days = asked.weeks === null ? asked.period : latestWeeks(weeks, asked.weeks);
  const period = days ?? workspace.data;
  if (!period) return null;
  return {
    address: { ...asked, period: days },
    period,
    provisional: false,
    weeks,
    choices: await readFilterChoices(db, workspace, ask, period),
  };
}

/** The period picker and the filters of the list. A list compares nothing. */
export function prepareListControls(
  choice: ListChoice,
  asked: ConversationsAddress,
  workspace: Pick<Workspace, "maturityDays" | "timeZone" | "clock" | "data">,
  value: MetricValue | null,
): PeriodControls {
  const first = { cursor: null, past: [] };
  const selection = { ...asked, compare: null, problem: null };
  const controls = preparePeriodControls(choice, value?.value ?? 0, workspace, selection, FILTER_DIMENSIONS, {
    path: "/conversations",
    opensOn: null,
    hrefWith: (change) => conversationsHref(asked, { ...first, ...change }),
    parametersWith: (change) => conversationsParameters(asked, change),
  });
  return { ...controls, meta: "", compare: null };
}
