import type { Actor } from "@/lib/access/actor";
import { addDays, createDayOf } from "@/lib/domain/day";
import type { SelectionAddress } from "@/lib/reports/query-types/query-type-address";
import {
  askAs,
  comparedWith,
  type SelectedPeriod,
  selectPeriod,
} from "@/lib/reports/query-types/query-type-overview";
import type { ReportRow } from "@/lib/reports/report/report";
import type { Workspace } from "@/lib/reports/workspace/workspace";
import type { Database } from "@/lib/store/database";
import { currentGeneration } from "@/lib/store/generations";
import { type LinkProgress, linkProgress } from "@/lib/store/link-queue";

/** What becomes of customers after a contact: the numbers on top, and those of every query type. */
export const JOURNEY_OUTCOMES = [
  "durable_containment_rate",
  "followable_containment_rate",
  "further_contact_rate",
] as const;

/** What is told of every transition. */
export const TRANSITION_METRICS = [
  "transitions",
  "transition_context_rate",
  "transition_repeat_rate",
  "transition_csat",
] as const;

/** All that the page of journeys shows of a period, as numbers. */
export interface JourneysOverview extends SelectedPeriod {
  /** Everything; compared with another period where there is one. */
  readonly total: ReportRow;
  /** By query type: {@link JOURNEY_OUTCOMES} and `journey_coverage`. */
  readonly queryTypes: readonly ReportRow[];
  /** By transition: {@link TRANSITION_METRICS}. */
  readonly transitions: readonly ReportRow[];
  /** How many days after its beginning a contact's further contacts count. */
  readonly journeyDays: number;
  /** The window of the period's last contacts has not passed: their customers may still come back. */
  readonly windowIsOpen: boolean;
  readonly progress: LinkProgress;
}

/**
 * Everything that the page of journeys shows of a period, from the same reports that the API answers with. Null while
 * there is no data at all. Throws AppError 403 when the actor may not see reports.
 */
export async function loadJourneys(
  db: Database,
  actor: Actor,
  workspace: Workspace,
  address: SelectionAddress,
): Promise<JourneysOverview | null> {
  const selected = await selectPeriod(db, actor, workspace, address);
  if (!selected) return null;
  const ask = askAs(db, actor, workspace);
  const { period } = selected;
  const { filters } = address;
  const compare = comparedWith(workspace, period, address);
  const [total, queryTypes, transitions, progress, generation] = await Promise.all([
    ask({
      metrics: [
        "conversations",
        "containment_rate",
        "journey_coverage",
        ...JOURNEY_OUTCOMES,
        ...TRANSITION_METRICS,
      ],
      period,
      filters,
      compare,
    }),
    ask({ metrics: [...JOURNEY_OUTCOMES, "journey_coverage"], period, filters, by: ["query_type"] }),
    ask({ metrics: TRANSITION_METRICS, period, filters, by: ["transition"] }),
    linkProgress(db.pool),
    currentGeneration(db.pool),
  ]);
  const today = createDayOf(workspace.timeZone)(workspace.clock.now());
  return {
    ...selected,
    total: total.rows[0] ?? { key: {}, values: {} },
    queryTypes: queryTypes.rows,
    transitions: transitions.rows,
    journeyDays: generation.journeyDays,
    windowIsOpen: today <= addDays(period.to, generation.journeyDays),
    progress,
  };
}
