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
import { metricCells, metricColumns } from "./metric-columns";
import { splitTable } from "./split-table";
import type { Cell, Table, TableDefinition, TableRequest } from "./table";
import { tableFacts } from "./table-facts";

interface Source {
  readonly overview: ContextOverview;
  readonly address: ContextAddress;
  readonly common: (title: string, name: string) => Pick<Table, "title" | "fileName" | "facts">;
}

async function contextSource({ db, actor, workspace, search }: TableRequest): Promise<Source> {
  const address = parseContextAddress(search);
  if (address.problem !== null) throw new AppError("invalid_value", address.problem);
  const overview = await loadContext(db, actor, workspace, address);
  if (!overview) throw new AppError("not_found", "There are no conversations yet.");
  const { period, provisional } = overview;
  return {
    overview,
    address,
    common: (title, name) => ({
      title,
      fileName: `baton-${name}-${period.from}-${period.to}`,
      facts: tableFacts(workspace, { period, filters: address.filters, provisional }),
    }),
  };
}

interface Split {
  readonly name: string;
  readonly title: string;
  readonly dimension: (address: ContextAddress) => Dimension;
  readonly metrics: readonly string[];
  readonly rows: (overview: ContextOverview) => readonly ReportRow[];
}

const SPLITS: readonly Split[] = [
  {
    name: "context-sentiment",
    title: "What agents say",
    dimension: ({ sentimentBy }) => sentimentBy,
    metrics: [...SENTIMENT, "rating_coverage"],
    rows: ({ sentiment }) => sentiment,
  },
  {
    name: "context-fields",
    title: "Repeat information by field",
    dimension: () => "field",
    metrics: REPEAT_BY_FIELD,
    rows: ({ fields }) => fields,
  },
  {
    name: "context-channels",
    title: "Repeat information by channel",
    dimension: () => "channel",
    metrics: REPEAT_BY_CHANNEL,
    rows: ({ channels }) => channels,
  },
  {
    name: "context-arrival",
    title: "What arrived, by channel",
    dimension: () => "channel",
    metrics: ARRIVAL,
    rows: ({ arrivalByChannel }) => arrivalByChannel,
  },
  {
    name: "context-arrival-weeks",
    title: "What arrived, by week",
    dimension: () => "week",
    metrics: ARRIVAL,
    rows: ({ arrivalByWeek }) => arrivalByWeek,
  },
  {
    name: "context-load",
    title: "What arrived, by hour and load",
    dimension: () => "hour",
    metrics: BY_LOAD,
    rows: ({ hours }) => hours,
  },
];

const ingredients: TableDefinition = {
  name: "context-ingredients",
  summary: "What goes with a useful context: each ingredient with and without",
  action: "view_reports",
  async load(request) {
    const { overview, common } = await contextSource(request);
    return {
      ...common("What goes with a useful context", "context-ingredients"),
      columns: [
        { id: "ingredient", title: "Ingredient", unit: "text" },
        { id: "arrived", title: "Arrived", unit: "text" },
        ...BY_INGREDIENT.flatMap(metricColumns),
      ],
      rows: INGREDIENTS.flatMap((ingredient) =>
        (overview.ingredients.get(ingredient) ?? []).map(({ key, values }): Cell[] => [
          dimensionName(ingredient),
          key[ingredient] ?? null,
          ...BY_INGREDIENT.flatMap((id) => metricCells(id, values)),
        ]),
      ),
    };
  },
};

/** The tables of the page of context. */
export const CONTEXT_TABLES: readonly TableDefinition[] = [
  ...SPLITS.map(
    ({ name, title, dimension, metrics, rows }): TableDefinition => ({
      name,
      summary: title,
      action: "view_reports",
      async load(request) {
        const { overview, address, common } = await contextSource(request);
        return { ...common(title, name), ...splitTable(dimension(address), metrics, rows(overview)) };
      },
    }),
  ),
  ingredients,
];
