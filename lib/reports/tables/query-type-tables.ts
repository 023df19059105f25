import { AppError } from "@/lib/domain/app-error";
import { READING_DEFINITIONS, verdictLabel } from "@/lib/metrics/verdicts-definitions";
import { excessOf, flagText } from "@/lib/reports/query-types/excess";
import { placeTypes, quadrantLines } from "@/lib/reports/query-types/quadrant";
import { parseQueryTypesAddress } from "@/lib/reports/query-types/query-type-address";
import { OVERVIEW_METRICS, queryTypeNumbers } from "@/lib/reports/query-types/query-type-numbers";
import { loadQueryTypes } from "@/lib/reports/query-types/query-type-overview";
import { sortTypes } from "@/lib/reports/query-types/query-type-sort";
import { count, filled, number, points, score, text, yesNo } from "./columns";
import { queryTypeColumns } from "./common-columns";
import { metricColumns } from "./metric-columns";
import type { TableDefinition } from "./table";
import { headOfPeriod } from "./table-facts";

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
    const { quadrant, filters } = address;
    const types = placeTypes(queryTypeNumbers(rows), quadrantLines(rows.total, repeatTarget));
    const excesses = new Map(
      excessOf(types.map((type) => type.values.hand_off_rate)).map((excess, i) => [types[i], excess]),
    );
    const shown = types.filter(
      (type) => quadrant === null || (type.queryType !== null && type.reading.quadrant === quadrant),
    );
    return {
      ...headOfPeriod(workspace, "Query types", "query-types", { period, filters, provisional }),
      ...filled(sortTypes(shown, excesses, address), [
        ...queryTypeColumns(({ queryType }: (typeof types)[number]) => queryType),
        text("reading", "Reading", ({ reading }) =>
          reading.quadrant === null ? "Not enough data" : READING_DEFINITIONS[reading.quadrant].label,
        ),
        yesNo("reading_certain", "Reading is certain", ({ reading }) => reading.certain),
        text("verdict", "Verdict", ({ verdict }) => verdictLabel(verdict.action)),
        number("excess_hand_offs", "Excess hand-offs", (type) => excesses.get(type)?.excess ?? null),
        points("impact", "Impact on the overall rate", (type) => excesses.get(type)?.impact ?? null),
        text("funnel", "Funnel limits", (type) => flagText(excesses.get(type)?.flag ?? null)),
        score("failed_attempts_mean", "Failed attempts a hand-off", ({ attempts }) =>
          attempts.known > 0 && attempts.known < 5 ? { withheld: "too_few" } : attempts.mean,
        ),
        count("failed_attempts_known", "Failed attempts: of", ({ attempts }) => attempts.known),
        ...metricColumns(OVERVIEW_METRICS),
      ]),
    };
  },
};
