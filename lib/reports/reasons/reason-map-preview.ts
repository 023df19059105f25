import type { Actor } from "@/lib/access/actor";
import { requirePermission } from "@/lib/access/permissions";
import type { Period } from "@/lib/domain/period";
import { compareReasonMaps, foldRawReason, type ReasonMapDifference } from "@/lib/domain/reason-map";
import { metric } from "@/lib/metrics/catalogue";
import { evaluate } from "@/lib/metrics/evaluate";
import type { MetricValue } from "@/lib/metrics/metric-value";
import { type MovedHandOffs, moveHandOffs } from "@/lib/metrics/move-hand-offs";
import { readEvidence } from "@/lib/reports/report/read-evidence";
import type { Connection, Database } from "@/lib/store/database";
import { currentGeneration, type Generation } from "@/lib/store/generations";
import { countCertainRawReasons } from "@/lib/store/raw-reasons";
import { readReasonMap } from "@/lib/store/reason-map";
import { onOneSnapshot } from "@/lib/store/snapshot";
import { proposedReasonMap, type ReasonMapProposal } from "./reason-map";

/** The metrics that a preview tells: those that reasons alone decide. */
export const PREVIEW_METRICS = [
  "bot_failure_share",
  "planned_escalation_share",
  "customer_demand_share",
  "unclassified_share",
  "avoidable_hand_off_rate",
  "asked_at_start_rate",
] as const;

/** A metric as it is and as it will be. */
export interface PreviewedMetric {
  readonly metric: (typeof PREVIEW_METRICS)[number];
  readonly now: MetricValue;
  readonly after: MetricValue;
}

/** What a change of the reason map will do. */
export interface ReasonMapPreview {
  readonly differences: readonly ReasonMapDifference[];
  /** How many hand-offs in all data get another reason. */
  readonly handOffs: number;
  readonly allData: readonly PreviewedMetric[];
  /** The same for the period asked for; null where none was. */
  readonly period: readonly PreviewedMetric[] | null;
}

/**
 * What a change of the map does to the numbers, from the hand-offs that it is about: the numbers as reports show them
 * now, and exactly what they will be when everything has been measured with the changed map.
 *
 * @throws AppError 403, and what {@link proposedReasonMap} throws
 */
export async function previewReasonMap(
  db: Database,
  actor: Actor,
  proposal: ReasonMapProposal,
  period: Period | null,
): Promise<ReasonMapPreview> {
  requirePermission(actor, "edit_reason_map");
  const { before, after } = await proposedReasonMap(db, proposal);
  return onOneSnapshot(db.pool, async (client) => {
    const generation = await currentGeneration(client);
    // While an earlier change is still being measured, the numbers of now follow the map before it.
    const shown = await readReasonMap(db, generation.reasonMapVersion, client);
    const moves = compareReasonMaps(shown, after);
    const allData = await previewOver(client, generation, moves, null);
    return {
      differences: compareReasonMaps(before, after),
      handOffs: allData.handOffs,
      allData: allData.metrics,
      period: period && (await previewOver(client, generation, moves, period)).metrics,
    };
  });
}

async function previewOver(
  client: Connection,
  generation: Generation,
  differences: readonly ReasonMapDifference[],
  period: Period | null,
): Promise<{ readonly handOffs: number; readonly metrics: readonly PreviewedMetric[] }> {
  const metrics = PREVIEW_METRICS.map(metric);
  const selection = { generation: generation.id, period, filters: [] };
  const [evidence] = await readEvidence(client, { ...selection, by: [], metrics });
  const counted = await countCertainRawReasons(
    client,
    selection,
    differences.map(({ source, raw }) => ({ source, folded: foldRawReason(raw) })),
  );
  const moves = counted.flatMap(({ source, folded, handOffs, firsts }): MovedHandOffs[] => {
    const difference = differences.find((d) => d.source === source && foldRawReason(d.raw) === folded);
    if (!difference) return [];
    const { before, after } = difference;
    return [{ before: before ?? "unclassified", after: after ?? "unclassified", handOffs, firsts }];
  });
  const now = evidence?.sums ?? {};
  const moved = moveHandOffs(now, moves);
  return {
    handOffs: moves.reduce((sum, move) => sum + (move.before === move.after ? 0 : move.handOffs), 0),
    metrics: PREVIEW_METRICS.map((id) => ({
      metric: id,
      now: evaluate(metric(id), { sums: now }),
      after: evaluate(metric(id), { sums: moved }),
    })),
  };
}
