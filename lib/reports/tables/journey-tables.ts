import { AppError } from "@/lib/domain/app-error";
import { counted } from "@/lib/metrics/counted";
import { parseTransition } from "@/lib/metrics/transition-key";
import { JOURNEY_OUTCOMES, loadJourneys, TRANSITION_METRICS } from "@/lib/reports/journeys/journeys";
import { parseJourneysAddress } from "@/lib/reports/journeys/journeys-address";
import { filled, text } from "./columns";
import { queryTypeColumns } from "./common-columns";
import { metricColumns } from "./metric-columns";
import type { TableDefinition, TableRequest } from "./table";
import { headOfPeriod } from "./table-facts";

async function journeysSource({ db, actor, workspace, search }: TableRequest) {
  const address = parseJourneysAddress(search);
  if (address.problem !== null) throw new AppError("invalid_value", address.problem);
  const overview = await loadJourneys(db, actor, workspace, address);
  if (!overview) throw new AppError("not_found", "There are no conversations yet.");
  const { period, provisional, windowIsOpen, journeyDays, progress } = overview;
  const { waiting } = progress;
  const about = {
    period,
    filters: address.filters,
    provisional: provisional || windowIsOpen,
    notes: [
      `A further contact begins within ${counted(journeyDays, "day")}.`,
      ...(waiting > 0
        ? [`${counted(waiting, "conversation waits", "conversations wait")} to be linked.`]
        : []),
    ],
  };
  return { overview, head: (title: string, name: string) => headOfPeriod(workspace, title, name, about) };
}

const transitions: TableDefinition = {
  name: "transitions",
  summary: "Steps of customers from channel to channel",
  action: "view_reports",
  async load(request) {
    const { overview, head } = await journeysSource(request);
    const rows = overview.transitions.flatMap(({ key, values }) => {
      const transition = parseTransition(key.transition ?? "");
      return transition ? [{ ...transition, values }] : [];
    });
    return {
      ...head("Transitions", "transitions"),
      ...filled(rows, [
        text("kind", "Kind", ({ kind }) => kind),
        text("from", "From", ({ from }) => from),
        text("to", "To", ({ to }) => to),
        ...metricColumns(TRANSITION_METRICS),
      ]),
    };
  },
};

const durable: TableDefinition = {
  name: "durable-containment",
  summary: "Containment and what of it lasts, by query type",
  action: "view_reports",
  async load(request) {
    const { overview, head } = await journeysSource(request);
    return {
      ...head("Durable containment", "durable-containment"),
      ...filled(overview.queryTypes, [
        ...queryTypeColumns(({ key }: (typeof overview.queryTypes)[number]) => key.query_type),
        ...metricColumns([...JOURNEY_OUTCOMES, "journey_coverage"]),
      ]),
    };
  },
};

/** The tables of the page of journeys. */
export const JOURNEY_TABLES: readonly TableDefinition[] = [transitions, durable];
