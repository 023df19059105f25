import { AppError } from "@/lib/domain/app-error";
import { counted } from "@/lib/metrics/counted";
import { parseTransition } from "@/lib/metrics/transition-key";
import {
  JOURNEY_OUTCOMES,
  type JourneysOverview,
  loadJourneys,
  TRANSITION_METRICS,
} from "@/lib/reports/journeys/journeys";
import { parseJourneysAddress } from "@/lib/reports/journeys/journeys-address";
import { valueName } from "@/lib/reports/report/prepare-names";
import { metricCells, metricColumns } from "./metric-columns";
import type { Cell, Table, TableDefinition, TableRequest } from "./table";
import { tableFacts } from "./table-facts";

interface JourneysSource {
  readonly overview: JourneysOverview;
  readonly common: (title: string, name: string) => Pick<Table, "title" | "fileName" | "facts">;
}

async function journeysSource({ db, actor, workspace, search }: TableRequest): Promise<JourneysSource> {
  const address = parseJourneysAddress(search);
  if (address.problem !== null) throw new AppError("invalid_value", address.problem);
  const overview = await loadJourneys(db, actor, workspace, address);
  if (!overview) throw new AppError("not_found", "There are no conversations yet.");
  const { period, provisional, windowIsOpen, journeyDays, progress } = overview;
  const notes = [
    `A further contact begins within ${counted(journeyDays, "day")}.`,
    ...(progress.waiting > 0
      ? [`${counted(progress.waiting, "conversation waits", "conversations wait")} to be linked.`]
      : []),
  ];
  return {
    overview,
    common: (title, name) => ({
      title,
      fileName: `baton-${name}-${period.from}-${period.to}`,
      facts: tableFacts(workspace, {
        period,
        filters: address.filters,
        provisional: provisional || windowIsOpen,
        notes,
      }),
    }),
  };
}

const transitions: TableDefinition = {
  name: "transitions",
  summary: "Steps of customers from channel to channel",
  action: "view_reports",
  async load(request) {
    const { overview, common } = await journeysSource(request);
    return {
      ...common("Transitions", "transitions"),
      columns: [
        { id: "kind", title: "Kind", unit: "text" },
        { id: "from", title: "From", unit: "text" },
        { id: "to", title: "To", unit: "text" },
        ...TRANSITION_METRICS.flatMap(metricColumns),
      ],
      rows: overview.transitions.flatMap(({ key, values }): Cell[][] => {
        const transition = parseTransition(key.transition ?? "");
        if (!transition) return [];
        const { kind, from, to } = transition;
        return [[kind, from, to, ...TRANSITION_METRICS.flatMap((id) => metricCells(id, values))]];
      }),
    };
  },
};

const durable: TableDefinition = {
  name: "durable-containment",
  summary: "Containment and what of it lasts, by query type",
  action: "view_reports",
  async load(request) {
    const { overview, common } = await journeysSource(request);
    const metrics = [...JOURNEY_OUTCOMES, "journey_coverage"];
    return {
      ...common("Durable containment", "durable-containment"),
      columns: [
        { id: "query_type", title: "Query type", unit: "text" },
        { id: "query_type_name", title: "Name", unit: "text" },
        ...metrics.flatMap(metricColumns),
      ],
      rows: overview.queryTypes.map(({ key, values }): Cell[] => [
        key.query_type ?? null,
        valueName("query_type", key.query_type ?? null),
        ...metrics.flatMap((id) => metricCells(id, values)),
      ]),
    };
  },
};

/** The tables of the page of journeys. */
export const JOURNEY_TABLES: readonly TableDefinition[] = [transitions, durable];
