import { AppError } from "@/lib/domain/app-error";
import { READING_DEFINITIONS, verdictLabel } from "@/lib/metrics/verdicts-definitions";
import { excessOf, flagText } from "@/lib/reports/query-types/excess";
import { placeTypes, quadrantLines } from "@/lib/reports/query-types/quadrant";
import { parseQueryTypesAddress } from "@/lib/reports/query-types/query-type-address";
import { OVERVIEW_METRICS, queryTypeNumbers } from "@/lib/reports/query-types/query-type-numbers";
import { loadQueryTypes } from "@/lib/reports/query-types/query-type-overview";
import { sortTypes } from "@/lib/reports/query-types/query-type-sort";
import { metricCells, metricColumns } from "./metric-columns";
import type { TableDefinition } from "./table";
import { tableFacts } from "./table-facts";
import { QUERY_TYPE, queryTypeCells } from "./weekly-tables";

/** The table of the page of query types, which is also the table behind its quadrant. */
export const QUERY_TYPES_TABLE: TableDefinition = {
  name: "query-types",
  summary: "Every query type with its verdict",
  action: "view_reports",
  async load({ db, actor, workspace, search }) {
    const address = parseQueryTypesAddress(search);
    if (address.problem !== null) throw new AppError("invalid_value", address.problem);
    const overview = await loadQueryTypes(db, actor, workspace, address);
    if (!overview) throw new AppError("not_found", "There are no conversations yet.");
    const { rows, period, repeatTarget, provisional } = overview;
    const types = placeTypes(queryTypeNumbers(rows), quadrantLines(rows.total, repeatTarget));
    const excesses = new Map(
      excessOf(types.map((type) => type.values.hand_off_rate)).map((excess, i) => [types[i], excess]),
    );
    const shown = types.filter(
      (type) =>
        address.quadrant === null || (type.queryType !== null && type.reading.quadrant === address.quadrant),
    );
    return {
      title: "Query types",
      fileName: `baton-query-types-${period.from}-${period.to}`,
      facts: tableFacts(workspace, { period, filters: address.filters, provisional }),
      columns: [
        ...QUERY_TYPE,
        { id: "reading", title: "Reading", unit: "text" },
        { id: "reading_certain", title: "Reading is certain", unit: "yes_no" },
        { id: "verdict", title: "Verdict", unit: "text" },
        { id: "excess_hand_offs", title: "Excess hand-offs", unit: "number" },
        { id: "impact", title: "Impact on the overall rate", unit: "points" },
        { id: "funnel", title: "Funnel limits", unit: "text" },
        { id: "failed_attempts_mean", title: "Failed attempts a hand-off", unit: "score" },
        { id: "failed_attempts_known", title: "Failed attempts: of", unit: "count" },
        ...OVERVIEW_METRICS.flatMap(metricColumns),
      ],
      rows: sortTypes(shown, excesses, address).map((type) => {
        const { queryType, reading, verdict, attempts, values } = type;
        const { excess = null, impact = null, flag = null } = excesses.get(type) ?? {};
        return [
          ...queryTypeCells(queryType),
          reading.quadrant === null ? "Not enough data" : READING_DEFINITIONS[reading.quadrant].label,
          reading.certain,
          verdictLabel(verdict.action),
          excess,
          impact,
          flagText(flag),
          attempts.known > 0 && attempts.known < 5 ? { withheld: "too_few" } : attempts.mean,
          attempts.known,
          ...OVERVIEW_METRICS.flatMap((id) => metricCells(id, values)),
        ];
      }),
    };
  },
};
