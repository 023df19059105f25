import { AppError } from "@/lib/domain/app-error";
import { REASON_FAMILIES, REASON_GROUPS, type ReasonFamily } from "@/lib/domain/reason";
import { metric as metricOf } from "@/lib/metrics/catalogue";
import { counted, oneOrMany } from "@/lib/metrics/counted";
import { readReasonMapOverview } from "@/lib/reports/reasons/reason-map";
import { loadReasons, REASON_METRICS } from "@/lib/reports/reasons/reasons";
import { parseReasonsAddress } from "@/lib/reports/reasons/reasons-address";
import { familyName, plainWord } from "@/lib/reports/report/prepare-names";
import { FAMILY_SHARES, type WeekColumn } from "@/lib/reports/weekly/weekly";
import { count, filled, percent, text } from "./columns";
import { WEEK_COLUMNS } from "./common-columns";
import { metricColumns, valueColumns } from "./metric-columns";
import type { Table, TableDefinition, TableRequest } from "./table";
import { headOfAll, headOfPeriod } from "./table-facts";

async function reasonsSource({ db, actor, workspace, search }: TableRequest) {
  const address = parseReasonsAddress(search);
  if (address.problem !== null) throw new AppError("invalid_value", address.problem);
  const overview = await loadReasons(db, actor, workspace, address);
  if (!overview) throw new AppError("not_found", "There are no conversations yet.");
  const { period, provisional } = overview;
  const about = { period, filters: address.filters, provisional };
  return { overview, head: (title: string, name: string) => headOfPeriod(workspace, title, name, about) };
}

/** The reason mix week by week, of the page of reasons and of the weekly review. */
export function reasonWeeks(weeks: readonly WeekColumn[]): Pick<Table, "columns" | "rows"> {
  return filled(weeks, [
    ...WEEK_COLUMNS,
    ...metricColumns(["hand_offs"]),
    ...REASON_FAMILIES.flatMap((family) => {
      const definition = metricOf(FAMILY_SHARES[family]);
      const named = { ...definition, label: familyName(family) };
      return valueColumns(named, ({ values }: WeekColumn) => values?.[definition.id]);
    }),
    ...metricColumns(["unclassified_share"]),
    count("operational", "Operational hand-offs", ({ values }) =>
      values ? (values.hand_offs?.value ?? 0) - (values.unclassified_share?.denominator ?? 0) : null,
    ),
  ]);
}

const families: TableDefinition = {
  name: "reasons",
  summary: "Hand-offs by family, code and raw reason",
  action: "view_reports",
  async load(request) {
    const { overview, head } = await reasonsSource(request);
    type Row = (typeof overview.codes)[number];
    const orderOf = ({ key }: Row) => REASON_GROUPS.indexOf(key.reason as ReasonFamily);
    const all = overview.total.values.hand_off_rate?.numerator ?? 0;
    const handedOff = ({ values }: Row) => values.hand_off_rate?.numerator ?? 0;
    const raws = overview.raws.filter(({ key }) => key.reason_raw !== null);
    const rows = [...overview.families, ...overview.codes, ...raws]
      .filter((row) => row.key.reason != null && handedOff(row) > 0)
      .sort((a, b) => orderOf(a) - orderOf(b));
    const shown = REASON_METRICS.filter((id) => id !== "hand_off_rate");
    return {
      ...head("Families and codes", "reasons"),
      ...filled(rows, [
        text("reason", "Family", ({ key }) => key.reason ?? null),
        text("reason_name", "Name", ({ key }) => {
          const code = key.reason_code == null ? "" : `: ${plainWord(key.reason_code).toLowerCase()}`;
          return familyName(key.reason as ReasonFamily) + code;
        }),
        text("reason_code", "Code", ({ key }) =>
          "reason_code" in key ? (key.reason_code ?? "not known") : null,
        ),
        text("reason_raw", "Raw reason", ({ key }) => key.reason_raw ?? null),
        count("handed_off", "Handed off", handedOff),
        percent("share", "Share of handed off", (row) => (all === 0 ? null : handedOff(row) / all)),
        // Not every metric is asked by code and by raw reason.
        ...shown.flatMap((id) => valueColumns(metricOf(id), ({ values }: Row) => values[id] ?? null)),
      ]),
    };
  },
};

const overTime: TableDefinition = {
  name: "reasons-over-time",
  summary: "The reason mix over twelve weeks up to a period",
  action: "view_reports",
  async load(request) {
    const { overview, head } = await reasonsSource(request);
    return { ...head("Reasons over time", "reasons-over-time"), ...reasonWeeks(overview.columns) };
  },
};

const rawReasons: TableDefinition = {
  name: "raw-reasons",
  summary: "The reason map: raw reasons that wait, and those that are mapped",
  action: "view_reports",
  async load({ db, actor, workspace }) {
    const { version, moreWaiting, waiting, mapped } = await readReasonMapOverview(db, actor, workspace);
    const waits = counted(moreWaiting, "rarer raw reason waits", "rarer raw reasons wait");
    const notes = [
      `Version ${version} of the reason map.`,
      ...(moreWaiting > 0 ? [`${waits} and ${oneOrMany(moreWaiting, "is", "are")} not listed.`] : []),
    ];
    return {
      ...headOfAll(workspace, "Raw reasons", `raw-reasons-v${version}`, { period: null, notes }),
      ...filled(
        [...waiting, ...mapped],
        [
          text("source", "Source", ({ source }) => source),
          text("reason_raw", "Raw reason", ({ raw }) => raw),
          text("mapped_to", "Mapped to", ({ reason }) => reason),
          count("hand_offs", "Hand-offs", ({ handOffs }) => handOffs),
          count("first_hand_offs", "First of their conversation", ({ firsts }) => firsts),
          text("spellings", "Spellings", ({ spellings }) => spellings.join(" | ")),
        ],
      ),
    };
  },
};

/** The tables of the page of reasons. */
export const REASON_TABLES: readonly TableDefinition[] = [families, overTime, rawReasons];
