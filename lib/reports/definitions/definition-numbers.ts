import type { PersonActor } from "@/lib/access/actor";
import { may } from "@/lib/access/permissions";
import { METRICS } from "@/lib/metrics/catalogue";
import {
  type PeriodControls,
  preparePeriodControls,
} from "@/lib/reports/query-types/prepare-query-type-controls";
import {
  type SelectionAddress,
  selectionParameters,
  withParameters,
} from "@/lib/reports/query-types/query-type-address";
import { askAs, selectPeriod } from "@/lib/reports/query-types/query-type-overview";
import { FILTER_DIMENSIONS } from "@/lib/reports/weekly/weekly";
import { loadWorkspace } from "@/lib/reports/workspace/workspace";
import type { Database } from "@/lib/store/database";
import { type CountedElsewhere, readCountedElsewhere } from "./counted-elsewhere";
import type { DefinitionNumbers } from "./prepare-definitions";

/** The numbers that stand beside the definitions. */
export interface LoadedDefinitions {
  readonly numbers: DefinitionNumbers;
  readonly counted: CountedElsewhere;
  readonly controls: PeriodControls;
}

/**
 * Every metric over the chosen days, and what the rules of other products give on the same conversations. Null for
 * readers without reports, and without data.
 */
export async function loadDefinitionNumbers(
  db: Database,
  actor: PersonActor,
  address: SelectionAddress,
): Promise<LoadedDefinitions | null> {
  if (!may(actor, "view_reports")) return null;
  const workspace = await loadWorkspace(db);
  const selected = await selectPeriod(db, actor, workspace, address);
  if (!selected) return null;
  const scope = { period: selected.period, filters: address.filters };
  const ask = askAs(db, actor, workspace);
  const [report, counted] = await Promise.all([
    ask({ metrics: METRICS.map(({ id }) => id), ...scope }),
    readCountedElsewhere(db, actor, workspace, scope.period, scope.filters),
  ]);
  const parametersWith = (change: Partial<SelectionAddress>) =>
    selectionParameters({ ...address, ...change });
  const conversations = counted.own.denominator ?? 0;
  const controls = preparePeriodControls(selected, conversations, workspace, address, FILTER_DIMENSIONS, {
    path: "/definitions",
    hrefWith: (change) => withParameters("/definitions", parametersWith(change)),
    parametersWith,
  });
  return {
    numbers: { values: report.rows[0]?.values ?? {}, scope },
    counted,
    controls: { ...controls, compare: null },
  };
}
