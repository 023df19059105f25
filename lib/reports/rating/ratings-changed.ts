import type { PersonActor } from "@/lib/access/actor";
import { requirePermission } from "@/lib/access/permissions";
import { addDays, createDayOf, type Day } from "@/lib/domain/day";
import type { Period } from "@/lib/domain/period";
import { ConversationState } from "@/lib/ingest/commit/apply-records";
import { isPrivate } from "@/lib/reports/privacy/private-ratings";
import type { Workspace } from "@/lib/reports/workspace/workspace";
import { readActions, type StoredAction } from "@/lib/store/actions";
import type { Database } from "@/lib/store/database";
import { listRows } from "@/lib/store/list-rows";
import { readRecords } from "@/lib/store/record-log";

/** What managers decided to do about something that ratings speak of. */
export interface RatingsChanged {
  readonly action: StoredAction;
  /** The captured field that ratings name most; null where too few ratings or agents name one. */
  readonly named: { readonly field: string; readonly ratings: number } | null;
  /** The days that the ratings are of. */
  readonly period: Period;
}

/** What an agent's rating can move. */
const ABOUT_CONTEXT: ReadonlySet<string> = new Set([
  "repeat_information_rate",
  "field_reask_rate",
  "structured_pass_rate",
  "customer_reported_repeat_rate",
  "context_useful_rate",
  "context_ignored_rate",
  "rating_coverage",
]);
const MOST_ACTIONS = 3;
const DAYS_AFTER_DONE = 60;
const DAYS_OF_RATINGS = 28;
/** Of so many rated conversations of a query type the newest are read. */
const MOST_RATED = 400;

/**
 * Actions about the context, open or done in the last two months, each with how many ratings named the field that it
 * is probably about, in the four weeks before it was done or up to now. A sum is told only when at least five ratings
 * of at least three agents stand behind it. Throws AppError 403 for everybody but agents.
 */
export async function readRatingsChanged(
  db: Database,
  actor: PersonActor,
  workspace: Workspace,
): Promise<readonly RatingsChanged[]> {
  requirePermission(actor, "rate");
  const today = createDayOf(workspace.timeZone)(workspace.clock.now());
  const lately = addDays(today, -DAYS_AFTER_DONE);
  const actions = (await readActions(db))
    .filter(({ metric, doneOn }) => ABOUT_CONTEXT.has(metric) && (doneOn === null || doneOn >= lately))
    .slice(0, MOST_ACTIONS);
  return Promise.all(
    actions.map(async (action) => {
      const period = ratedBefore(action.doneOn ?? today);
      return { action, period, named: await mostNamed(db, workspace, action, period) };
    }),
  );
}

function ratedBefore(day: Day): Period {
  return { from: addDays(day, 1 - DAYS_OF_RATINGS), to: day };
}

async function mostNamed(
  db: Database,
  workspace: Workspace,
  { queryType }: StoredAction,
  period: Period,
): Promise<RatingsChanged["named"]> {
  const rows = await listRows(db.pool, {
    selection: {
      generation: workspace.generation,
      period,
      filters: queryType === null ? [] : [{ dimension: "query_type", values: [queryType] }],
    },
    measure: "rated_hand_offs",
    agents: null,
    after: null,
    limit: MOST_RATED,
  });
  const logs = await readRecords(
    db.pool,
    rows.map(({ position }) => position.id),
  );
  const byField = new Map<string, Map<string, number>>();
  for (const { source, conversationId, position } of rows) {
    const { ratings } = new ConversationState(source, conversationId, logs.get(position.id)).facts();
    for (const { reaskedFields = [], agentId } of ratings) {
      for (const field of reaskedFields) {
        const byAgent = byField.get(field) ?? new Map<string, number>();
        byAgent.set(agentId, (byAgent.get(agentId) ?? 0) + 1);
        byField.set(field, byAgent);
      }
    }
  }
  const sizes = [...byField]
    .filter(([, byAgent]) => !isPrivate(byAgent))
    .map(([field, byAgent]) => ({ field, ratings: [...byAgent.values()].reduce((a, b) => a + b, 0) }));
  return sizes.sort((a, b) => b.ratings - a.ratings || (a.field < b.field ? -1 : 1))[0] ?? null;
}
