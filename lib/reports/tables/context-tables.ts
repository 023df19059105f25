import { AppError } from "@/lib/domain/app-error";
import type { Dimension } from "@/lib/metrics/dimensions";
import { type ContextAddress, parseContextAddress } from "@/lib/reports/context/context-address";
import {
  ARRIVAL,
  BY_INGREDIENT,
  BY_LOAD,
  type ContextOverview,
  INGREDIENTS,
  loadContext,
  REPEAT_BY_CHANNEL,
  REPEAT_BY_FIELD,
  SENTIMENT,
} from "@/lib/reports/context/context-overview";
import { dimensionName } from "@/lib/reports/report/prepare-names";
import type { ReportRow } from "@/lib/reports/report/report";
import { filled, text } from "./columns";
import { metricColumns } from "./metric-columns";
import { splitTable } from "./split-table";
import type { Table, TableDefinition } from "./table";
import { headOfPeriod } from "./table-facts";

function contextTable(
  name: string,
  title: string,
  table: (overview: ContextOverview, address: ContextAddress) => Pick<Table, "columns" | "rows">,
  summary = title,
): TableDefinition {
  return {
    name,
    summary,
    action: "view_reports",
    async load({ db, actor, workspace, search }) {
      const address = parseContextAddress(search);
      if (address.problem !== null) throw new AppError("invalid_value", address.problem);
      const overview = await loadContext(db, actor, workspace, address);
      if (!overview) throw new AppError("not_found", "There are no conversations yet.");
      const { period, provisional } = overview;
      return {
        ...headOfPeriod(workspace, title, name, { period, filters: address.filters, provisional }),
        ...table(overview, address),
      };
    },
  };
}

const split =
  (
    dimension: Dimension,
    metrics: readonly string[],
    rows: (overview: ContextOverview) => readonly ReportRow[],
  ) =>
  (overview: ContextOverview) =>
    splitTable(dimension, metrics, rows(overview));

/** The tables of the page of context. */
export const CONTEXT_TABLES: readonly TableDefinition[] = [
  contextTable("context-sentiment", "What agents say", ({ sentiment }, { sentimentBy }) =>
    splitTable(sentimentBy, [...SENTIMENT, "rating_coverage"], sentiment),
  ),
  contextTable(
    "context-fields",
    "Repeat information by field",
    split("field", REPEAT_BY_FIELD, ({ fields }) => fields),
  ),
  contextTable(
    "context-channels",
    "Repeat information by channel",
    split("channel", REPEAT_BY_CHANNEL, ({ channels }) => channels),
  ),
  contextTable(
    "context-arrival",
    "What arrived, by channel",
    split("channel", ARRIVAL, ({ arrivalByChannel }) => arrivalByChannel),
  ),
  contextTable(
    "context-arrival-weeks",
    "What arrived, by week",
    split("week", ARRIVAL, ({ arrivalByWeek }) => arrivalByWeek),
  ),
  contextTable(
    "context-load",
    "What arrived, by hour and load",
    split("hour", BY_LOAD, ({ hours }) => hours),
  ),
  contextTable(
    "context-ingredients",
    "What goes with a useful context",
    ({ ingredients }) =>
      filled(
        INGREDIENTS.flatMap((ingredient) =>
          (ingredients.get(ingredient) ?? []).map((row) => ({ ...row, ingredient })),
        ),
        [
          text("ingredient", "Ingredient", ({ ingredient }) => dimensionName(ingredient)),
          text("arrived", "Arrived", ({ key, ingredient }) => key[ingredient] ?? null),
          ...metricColumns(BY_INGREDIENT),
        ],
      ),
    "What goes with a useful context: each ingredient with and without",
  ),
];
