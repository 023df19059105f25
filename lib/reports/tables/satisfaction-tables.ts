import { AppError } from "@/lib/domain/app-error";
import type { Dimension } from "@/lib/metrics/dimensions";
import type { ReportRow } from "@/lib/reports/report/report";
import {
  CSAT_METRICS,
  loadSatisfaction,
  type SatisfactionOverview,
  SCORE_METRICS,
} from "@/lib/reports/satisfaction/satisfaction";
import { parseSatisfactionAddress } from "@/lib/reports/satisfaction/satisfaction-address";
import { splitTable } from "./split-table";
import type { TableDefinition } from "./table";
import { headOfPeriod } from "./table-facts";

function satisfactionTable(
  name: string,
  title: string,
  dimension: Dimension,
  metrics: readonly string[],
  rows: (overview: SatisfactionOverview) => readonly ReportRow[],
): TableDefinition {
  return {
    name,
    summary: title,
    action: "view_reports",
    async load({ db, actor, workspace, search }) {
      const address = parseSatisfactionAddress(search);
      if (address.problem !== null) throw new AppError("invalid_value", address.problem);
      const overview = await loadSatisfaction(db, actor, workspace, address);
      if (!overview) throw new AppError("not_found", "There are no conversations yet.");
      return {
        ...headOfPeriod(workspace, title, name, { ...overview, filters: address.filters }),
        ...splitTable(dimension, metrics, rows(overview)),
      };
    },
  };
}

/** The tables of the page of satisfaction. */
export const SATISFACTION_TABLES: readonly TableDefinition[] = [
  satisfactionTable(
    "satisfaction-query-types",
    "Satisfaction by query type",
    "query_type",
    CSAT_METRICS,
    ({ types }) => types,
  ),
  satisfactionTable(
    "satisfaction-weeks",
    "Satisfaction by week",
    "week",
    CSAT_METRICS,
    ({ weeklyRows }) => weeklyRows,
  ),
  satisfactionTable("satisfaction-scores", "Scores", "csat_score", SCORE_METRICS, ({ scores }) => scores),
];
