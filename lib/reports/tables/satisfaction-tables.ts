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
import { tableFacts } from "./table-facts";

interface Split {
  readonly name: string;
  readonly title: string;
  readonly dimension: Dimension;
  readonly metrics: readonly string[];
  readonly rows: (overview: SatisfactionOverview) => readonly ReportRow[];
}

const SPLITS: readonly Split[] = [
  {
    name: "satisfaction-query-types",
    title: "Satisfaction by query type",
    dimension: "query_type",
    metrics: CSAT_METRICS,
    rows: ({ types }) => types,
  },
  {
    name: "satisfaction-weeks",
    title: "Satisfaction by week",
    dimension: "week",
    metrics: CSAT_METRICS,
    rows: ({ weeklyRows }) => weeklyRows,
  },
  {
    name: "satisfaction-scores",
    title: "Scores",
    dimension: "csat_score",
    metrics: SCORE_METRICS,
    rows: ({ scores }) => scores,
  },
];

/** The tables of the page of satisfaction. */
export const SATISFACTION_TABLES: readonly TableDefinition[] = SPLITS.map(
  ({ name, title, dimension, metrics, rows }): TableDefinition => ({
    name,
    summary: title,
    action: "view_reports",
    async load({ db, actor, workspace, search }) {
      const address = parseSatisfactionAddress(search);
      if (address.problem !== null) throw new AppError("invalid_value", address.problem);
      const overview = await loadSatisfaction(db, actor, workspace, address);
      if (!overview) throw new AppError("not_found", "There are no conversations yet.");
      const { period, provisional } = overview;
      return {
        title,
        fileName: `baton-${name}-${period.from}-${period.to}`,
        facts: tableFacts(workspace, { period, filters: address.filters, provisional }),
        ...splitTable(dimension, metrics, rows(overview)),
      };
    },
  }),
);
