import type { Actor } from "@/lib/access/actor";
import { METRICS } from "@/lib/metrics/catalogue";
import type { Dimension } from "@/lib/metrics/dimensions";
import { loadWorkspace } from "@/lib/reports/workspace/workspace";
import type { Database } from "@/lib/store/database";
import { runReport } from "./run-report";

const KEY: Actor = { kind: "key", id: "k", name: "test", scopes: ["read"] };
const VIEWS: readonly (readonly Dimension[])[] = [
  [],
  ["query_type"],
  ["query_type", "reason"],
  ["bot", "bot_version"],
  ["channel", "language"],
  ["source", "queue"],
  ["reason_code", "reason_raw"],
  ["context_arrived", "day"],
  ["attr.plan", "week"],
  ["hour"],
];

/** For tests: every number as a text, by many dimensions, from the totals and from the measure rows. */
export async function everyNumber(
  db: Database,
  views: readonly (readonly Dimension[])[] = VIEWS,
): Promise<string> {
  const workspace = await loadWorkspace(db);
  const metrics = METRICS.map((metric) => metric.id);
  const answers = [];
  for (const by of views) {
    const report = await runReport(db, KEY, workspace, {
      metrics,
      period: null,
      by,
      filters: [],
      compare: null,
    });
    answers.push(report.rows);
  }
  return JSON.stringify(answers);
}
