import type { Actor } from "@/lib/access/actor";
import { may } from "@/lib/access/permissions";
import { createDayOf } from "@/lib/domain/day";
import { weekDays, weekOf } from "@/lib/domain/period";
import { metric } from "@/lib/metrics/catalogue";
import { formatWeek } from "@/lib/metrics/format-time";
import type { ConversationDetail } from "@/lib/reports/conversation/read-conversation";
import { valueName } from "@/lib/reports/report/prepare-names";
import { type NumberText, prepareNumber } from "@/lib/reports/report/prepare-number";
import type { ReportFilter } from "@/lib/reports/report/report";
import { runReport } from "@/lib/reports/report/run-report";
import type { Workspace } from "@/lib/reports/workspace/workspace";
import type { Database } from "@/lib/store/database";

/** What stands beside a conversation in place of a single rating: the sums of its query type in its week. */
export interface RatingSums {
  /** `Order status, week 46`. */
  readonly title: string;
  readonly numbers: readonly { readonly label: string; readonly number: NumberText }[];
}

const SHOWN = [
  { id: "context_useful_rate", label: "Useful" },
  { id: "context_ignored_rate", label: "Ignored" },
  { id: "repeat_information_rate", label: "Asked again" },
] as const;

/** The sums, as far as they may be shown; null for people without reports and for conversations that wait. */
export async function readRatingSums(
  db: Database,
  actor: Actor,
  workspace: Workspace,
  { facts: { conversation } }: ConversationDetail,
): Promise<RatingSums | null> {
  if (!conversation || !may(actor, "view_reports")) return null;
  const week = weekOf(createDayOf(workspace.timeZone)(conversation.startedAt));
  const queryType = conversation.queryType ?? null;
  const filters: ReportFilter[] = [{ dimension: "query_type", values: [queryType] }];
  const report = await runReport(db, actor, workspace, {
    metrics: SHOWN.map(({ id }) => id),
    period: weekDays(week),
    by: [],
    filters,
    compare: null,
  });
  const values = report.rows[0]?.values ?? {};
  return {
    title: `${valueName("query_type", queryType)}, ${formatWeek(week).toLowerCase()}`,
    numbers: SHOWN.map(({ id, label }) => ({
      label,
      number: prepareNumber(metric(id), values[id], { week, filters }),
    })),
  };
}
