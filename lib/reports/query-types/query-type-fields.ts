import type { Actor } from "@/lib/access/actor";
import { requirePermission } from "@/lib/access/permissions";
import type { Period } from "@/lib/domain/period";
import type { Passed } from "@/lib/domain/record";
import { shareValue } from "@/lib/metrics/evaluate";
import { splitFieldKey, WAYS_PASSED } from "@/lib/metrics/field-key";
import type { MetricValue } from "@/lib/metrics/metric-value";
import type { ReportFilter } from "@/lib/reports/report/report";
import type { Workspace } from "@/lib/reports/workspace/workspace";
import type { Database } from "@/lib/store/database";
import { readFacets } from "@/lib/store/report-facets";
import { onOneSnapshot } from "@/lib/store/snapshot";

/** What became of a field that was passed on in one way. */
export interface FieldWay {
  /** Null: not known. */
  readonly passed: Passed | null;
  readonly captured: number;
  /** Of those whose own answer is known: asked again. */
  readonly askedAgain: MetricValue;
}

/** A captured field: how often the bot had it, how it was passed on, and how often it was asked again by that. */
export interface FieldJourney {
  readonly name: string;
  readonly captured: number;
  /** Ways that did not occur are left out. */
  readonly ways: readonly FieldWay[];
}

/**
 * Captured fields by how they were passed on, most captured first. The sums behind `field_reask_rate` and
 * `structured_pass_rate` by `field`, one step finer than reports go. Throws AppError 403 when the actor may not see
 * reports.
 */
export async function readFieldJourneys(
  db: Database,
  actor: Actor,
  workspace: Pick<Workspace, "generation">,
  period: Period,
  filters: readonly ReportFilter[],
): Promise<FieldJourney[]> {
  requirePermission(actor, "view_reports");
  const selection = { generation: workspace.generation, period, filters };
  const rows = await onOneSnapshot(db.pool, (client) => readFacets(client, selection, [], ["field"]));
  return fieldJourneys(rows.flatMap((row) => [...row.keys]));
}

/** Puts the keys of the `field` facet together by field. */
export function fieldJourneys(
  keys: readonly (readonly [string, readonly [number, number, number, number]])[],
): FieldJourney[] {
  const fields = new Map<string, FieldWay[]>();
  for (const [key, [captured, answered, asked]] of keys) {
    const { name, passed } = splitFieldKey(key);
    if (captured === 0) continue;
    const way = { passed, captured, askedAgain: shareValue(asked, answered) };
    fields.set(name, [...(fields.get(name) ?? []), way]);
  }
  return [...fields]
    .map(([name, ways]) => ({
      name,
      captured: ways.reduce((sum, way) => sum + way.captured, 0),
      ways: WAYS_PASSED.flatMap((passed) => ways.filter((way) => way.passed === passed)),
    }))
    .sort((a, b) => b.captured - a.captured || (a.name < b.name ? -1 : 1));
}
