import type { Actor } from "@/lib/access/actor";
import { runReport } from "@/lib/reports/report/run-report";
import type { Workspace } from "@/lib/reports/workspace/workspace";
import type { Database } from "@/lib/store/database";

/** The query types of all data, the records' own words, in code-point order. Throws AppError 403. */
export async function knownQueryTypes(db: Database, actor: Actor, workspace: Workspace): Promise<string[]> {
  const report = await runReport(db, actor, workspace, {
    metrics: ["conversations"],
    period: null,
    by: ["query_type"],
    filters: [],
    compare: null,
  });
  return report.rows.flatMap(({ key }) => (key.query_type == null ? [] : [key.query_type]));
}
