import { AppError } from "@/lib/domain/app-error";
import { REASON_GROUPS, type ReasonFamily } from "@/lib/domain/reason";
import { counted, oneOrMany } from "@/lib/metrics/counted";
import { readReasonMapOverview } from "@/lib/reports/reasons/reason-map";
import { loadReasons, REASON_METRICS, type ReasonsOverview } from "@/lib/reports/reasons/reasons";
import { parseReasonsAddress } from "@/lib/reports/reasons/reasons-address";
import { familyName, plainWord } from "@/lib/reports/report/prepare-names";
import { metricCells, metricColumns } from "./metric-columns";
import type { Cell, Table, TableDefinition, TableRequest } from "./table";
import { tableFacts } from "./table-facts";
import { REASON_WEEK_COLUMNS, reasonWeekRows } from "./weekly-tables";

interface ReasonsSource {
  readonly overview: ReasonsOverview;
  readonly common: (title: string, name: string) => Pick<Table, "title" | "fileName" | "facts">;
}

async function reasonsSource({ db, actor, workspace, search }: TableRequest): Promise<ReasonsSource> {
  const address = parseReasonsAddress(search);
  if (address.problem !== null) throw new AppError("invalid_value", address.problem);
  const overview = await loadReasons(db, actor, workspace, address);
  if (!overview) throw new AppError("not_found", "There are no conversations yet.");
  const { period, provisional } = overview;
  return {
    overview,
    common: (title, name) => ({
      title,
      fileName: `baton-${name}-${period.from}-${period.to}`,
      facts: tableFacts(workspace, { period, filters: address.filters, provisional }),
    }),
  };
}

const families: TableDefinition = {
  name: "reasons",
  summary: "Hand-offs by family, code and raw reason",
  action: "view_reports",
  async load(request) {
    const { overview, common } = await reasonsSource(request);
    const orderOf = (family: string | null | undefined) => REASON_GROUPS.indexOf(family as ReasonFamily);
    const all = overview.total.values.hand_off_rate?.numerator ?? 0;
    const handedOff = (values: (typeof overview.codes)[number]["values"]) =>
      values.hand_off_rate?.numerator ?? 0;
    return {
      ...common("Families and codes", "reasons"),
      columns: [
        { id: "reason", title: "Family", unit: "text" },
        { id: "reason_name", title: "Name", unit: "text" },
        { id: "reason_code", title: "Code", unit: "text" },
        { id: "reason_raw", title: "Raw reason", unit: "text" },
        { id: "handed_off", title: "Handed off", unit: "count" },
        { id: "share", title: "Share of handed off", unit: "percent" },
        ...REASON_METRICS.filter((id) => id !== "hand_off_rate").flatMap(metricColumns),
      ],
      rows: [
        ...overview.families,
        ...overview.codes,
        ...overview.raws.filter(({ key }) => key.reason_raw !== null),
      ]
        .filter(({ key, values }) => key.reason != null && handedOff(values) > 0)
        .sort((a, b) => orderOf(a.key.reason) - orderOf(b.key.reason))
        .map(({ key, values }): Cell[] => [
          key.reason ?? null,
          familyName(key.reason as ReasonFamily) +
            (key.reason_code == null ? "" : `: ${plainWord(key.reason_code).toLowerCase()}`),
          "reason_code" in key ? (key.reason_code ?? "not known") : null,
          key.reason_raw ?? null,
          handedOff(values),
          all === 0 ? null : handedOff(values) / all,
          ...REASON_METRICS.filter((id) => id !== "hand_off_rate").flatMap((id) =>
            id in values ? metricCells(id, values) : metricColumns(id).map(() => null),
          ),
        ]),
    };
  },
};

const overTime: TableDefinition = {
  name: "reasons-over-time",
  summary: "The reason mix over twelve weeks up to a period",
  action: "view_reports",
  async load(request) {
    const { overview, common } = await reasonsSource(request);
    return {
      ...common("Reasons over time", "reasons-over-time"),
      columns: REASON_WEEK_COLUMNS,
      rows: reasonWeekRows(overview.columns),
    };
  },
};

const rawReasons: TableDefinition = {
  name: "raw-reasons",
  summary: "The reason map: raw reasons that wait, and those that are mapped",
  action: "view_reports",
  async load({ db, actor, workspace }) {
    const map = await readReasonMapOverview(db, actor, workspace);
    const notes = [
      `Version ${map.version} of the reason map.`,
      ...(map.moreWaiting > 0
        ? [
            `${counted(map.moreWaiting, "rarer raw reason waits", "rarer raw reasons wait")} and ${oneOrMany(map.moreWaiting, "is", "are")} not listed.`,
          ]
        : []),
    ];
    return {
      title: "Raw reasons",
      fileName: `baton-raw-reasons-v${map.version}`,
      facts: tableFacts(workspace, { period: null, notes }),
      columns: [
        { id: "source", title: "Source", unit: "text" },
        { id: "reason_raw", title: "Raw reason", unit: "text" },
        { id: "mapped_to", title: "Mapped to", unit: "text" },
        { id: "hand_offs", title: "Hand-offs", unit: "count" },
        { id: "first_hand_offs", title: "First of their conversation", unit: "count" },
        { id: "spellings", title: "Spellings", unit: "text" },
      ],
      rows: [...map.waiting, ...map.mapped].map(({ source, raw, reason, handOffs, firsts, spellings }) => [
        source,
        raw,
        reason,
        handOffs,
        firsts,
        spellings.join(" | "),
      ]),
    };
  },
};

/** The tables of the page of reasons. */
export const REASON_TABLES: readonly TableDefinition[] = [families, overTime, rawReasons];
