import type { Actor } from "@/lib/access/actor";
import { requirePermission } from "@/lib/access/permissions";
import { compareCodePoints } from "@/lib/domain/code-point-order";
import { createDayOf, daysBetween } from "@/lib/domain/day";
import { formatInstant } from "@/lib/domain/instant";
import { isProvisional, type Period, previousPeriod, weekOf } from "@/lib/domain/period";
import { metric as findMetric } from "@/lib/metrics/catalogue";
import { compare } from "@/lib/metrics/compare";
import { evaluate } from "@/lib/metrics/evaluate";
import type { Metric } from "@/lib/metrics/metric";
import type { MetricChange, MetricValue } from "@/lib/metrics/metric-value";
import { findPrivateRows, type PrivateRows, ratingsNeeded } from "@/lib/reports/privacy/find-private-rows";
import { PRIVATE_VALUE } from "@/lib/reports/privacy/private-ratings";
import { RatingReadings } from "@/lib/reports/privacy/rating-readings";
import type { Workspace } from "@/lib/reports/workspace/workspace";
import { withArrivedTogether } from "@/lib/store/ask-together";
import type { Database } from "@/lib/store/database";
import { onSharedSnapshot, type Snapshot } from "@/lib/store/snapshot";
import { type EvidenceQuestion, type EvidenceRow, keyOf, readAllEvidence } from "./read-evidence";
import type { Report, ReportQuery, ReportRow } from "./report";

/**
 * Answers a question to the numbers. For a person, rating metrics that would give single agents away are private.
 * Questions that are asked of one workspace at the same moment, as a page does, are answered together: their numbers
 * agree with each other, and what several of them add up is read once. Throws AppError 403 when the actor may not see
 * reports.
 */
export async function runReport(
  db: Database,
  actor: Actor,
  workspace: Workspace,
  query: ReportQuery,
): Promise<Report> {
  requirePermission(actor, "view_reports");
  const question = { ...query, metrics: query.metrics.map(findMetric), generation: workspace.generation };
  const before = comparedPeriod(query);
  return new Promise((resolve, reject) => {
    const asked: Asked = { query, question, before, resolve, reject };
    const gathering = gatherings.get(workspace);
    if (gathering && gathering.db === db && gathering.actor === actor) {
      gathering.asked.push(asked);
      return;
    }
    const gathered: Gathering = { db, actor, asked: [asked] };
    gatherings.set(workspace, gathered);
    setImmediate(() => {
      if (gatherings.get(workspace) === gathered) gatherings.delete(workspace);
      answerAll(workspace, gathered);
    });
  });
}

interface Asked {
  readonly query: ReportQuery;
  readonly question: EvidenceQuestion;
  readonly before: Period | null;
  readonly resolve: (report: Report) => void;
  readonly reject: (error: unknown) => void;
}

interface Gathering {
  readonly db: Database;
  readonly actor: Actor;
  readonly asked: Asked[];
}

/** The questions that are being gathered, by the workspace of the request that asks them. */
const gatherings = new WeakMap<Workspace, Gathering>();

/** PostgreSQL works on as many statements of one page at once: more would only wait for each other on a small machine. */
const CONNECTIONS = 3;

async function answerAll(workspace: Workspace, { db, actor, asked }: Gathering): Promise<void> {
  try {
    const answers = await onSharedSnapshot(db.pool, asked.length > 1 ? CONNECTIONS : 1, (snapshot) =>
      readAnswers(snapshot, actor, workspace, asked),
    );
    for (const [i, { query, before, resolve, reject }] of asked.entries()) {
      const answer = answers[i];
      if (answer) resolve(reportOf(workspace, query, before, answer));
      else reject(new Error("A question of a report was not answered."));
    }
  } catch (error) {
    for (const { reject } of asked) reject(error);
  }
}

interface Part {
  readonly rows: readonly EvidenceRow[];
  readonly hidden: PrivateRows;
}

interface Answer {
  readonly current: Part;
  /** What it is compared with; null without. */
  readonly previous: Part | null;
}

async function readAnswers(
  snapshot: Snapshot,
  actor: Actor,
  workspace: Workspace,
  asked: readonly Asked[],
): Promise<Answer[]> {
  const running = weekOf(createDayOf(workspace.timeZone)(workspace.clock.now()));
  const questions = asked.flatMap(({ question, before }) =>
    before ? [question, { ...question, period: before }] : [question],
  );
  const tables = questions.flatMap((question) => {
    const all = ratingsNeeded(actor, question)?.all;
    return all ? [all] : [];
  });
  const readings = new RatingReadings(snapshot, workspace.generation, withArrivedTogether(tables));
  const [evidence] = await Promise.all([
    readAllEvidence(snapshot, questions),
    ...tables.map((dimensions) => readings.cells(dimensions)),
  ]);
  const parts = await Promise.all(
    questions.map(async (question, i): Promise<Part> => {
      const rows = evidence[i] ?? [];
      return { rows, hidden: await findPrivateRows(readings, actor, question, rows, running) };
    }),
  );
  const next = parts.values();
  return asked.flatMap(({ before }): Answer[] => {
    const current = next.next().value;
    const previous = before ? (next.next().value ?? null) : null;
    return current ? [{ current, previous }] : [];
  });
}

function reportOf(
  workspace: Workspace,
  query: ReportQuery,
  before: Period | null,
  { current, previous }: Answer,
): Report {
  const metrics = query.metrics.map(findMetric);
  const earlier = new Map(previous?.rows.map((row) => [keyOf(row), row]));
  const sameLength = !before || (query.period !== null && lengthOf(before) === lengthOf(query.period));
  const comparable = (metric: Metric) => sameLength || metric.kind !== "count";
  const rows = current.rows.map((row): ReportRow => {
    const values = valuesOf(metrics, row, current.hidden);
    const base = {
      key: Object.fromEntries(query.by.map((dimension, i) => [dimension, row.key[i] ?? null])),
      values,
    };
    if (!previous) return base;
    const was = earlier.get(keyOf(row)) ?? { key: row.key, sums: {} };
    const previousValues = valuesOf(metrics, was, previous.hidden);
    return {
      ...base,
      previous: previousValues,
      change: changesOf(metrics, comparable, was, row, previousValues, values),
    };
  });
  return {
    period: {
      from: query.period?.from ?? workspace.data?.from ?? null,
      to: query.period?.to ?? workspace.data?.to ?? null,
      timeZone: workspace.timeZone,
      provisional: isStillProvisional(workspace, query.period),
    },
    ...(before && { compared: before }),
    asOf: formatInstant(workspace.clock.now()),
    rows: rows.sort((a, b) => compareKeys(a, b, query)),
  };
}

function valuesOf(
  metrics: readonly Metric[],
  row: EvidenceRow,
  hidden: PrivateRows,
): { [metric: string]: MetricValue } {
  const key = hidden.size > 0 ? keyOf(row) : "";
  const values: { [metric: string]: MetricValue } = {};
  for (const metric of metrics) {
    values[metric.id] = hidden.get(metric.id)?.has(key) ? PRIVATE_VALUE : evaluate(metric, row);
  }
  return values;
}

/** The period that a question is compared with; null without. */
function comparedPeriod({ compare, period }: ReportQuery): Period | null {
  if (compare === "previous") return period && previousPeriod(period);
  return compare;
}

function lengthOf({ from, to }: Period): number {
  return daysBetween(from, to) + 1;
}

/** Counts of longer and shorter periods are no change of anything, so they have none. */
function changesOf(
  metrics: readonly Metric[],
  comparable: (metric: Metric) => boolean,
  before: EvidenceRow,
  after: EvidenceRow,
  previousValues: { readonly [metric: string]: MetricValue },
  values: { readonly [metric: string]: MetricValue },
): { [metric: string]: MetricChange | null } {
  return Object.fromEntries(
    metrics.map((metric) => {
      const shown = previousValues[metric.id]?.value != null && values[metric.id]?.value != null;
      return [metric.id, shown && comparable(metric) ? compare(metric, before, after) : null];
    }),
  );
}

/** All data is provisional while its last day is. */
function isStillProvisional(workspace: Workspace, period: Period | null): boolean {
  const asked = period ?? workspace.data;
  return asked
    ? isProvisional(asked, workspace.clock.now(), workspace.maturityDays, workspace.timeZone)
    : false;
}

function compareKeys(a: ReportRow, b: ReportRow, query: ReportQuery): number {
  for (const dimension of query.by) {
    const [left, right] = [a.key[dimension] ?? null, b.key[dimension] ?? null];
    if (left === right) continue;
    if (left === null) return 1;
    if (right === null) return -1;
    return compareCodePoints(left, right);
  }
  return 0;
}
