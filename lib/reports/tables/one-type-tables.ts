import { AppError } from "@/lib/domain/app-error";
import { metric as metricOf } from "@/lib/metrics/catalogue";
import { NULL_FILTER } from "@/lib/metrics/dimensions";
import { shareValue } from "@/lib/metrics/evaluate";
import { verdictLabel } from "@/lib/metrics/verdicts-definitions";
import { withFilter } from "@/lib/reports/conversations/rows-address";
import { prepareQueryTypeTrend } from "@/lib/reports/query-types/prepare-query-type-trend";
import { loadQueryType, type QueryTypeDetail } from "@/lib/reports/query-types/query-type-detail";
import {
  parseQueryTypeAddress,
  type QueryTypeAddress,
} from "@/lib/reports/query-types/query-type-detail-address";
import { VERSION_METRICS } from "@/lib/reports/query-types/query-type-versions";
import { plainWord } from "@/lib/reports/report/prepare-names";
import type { ReportFilter } from "@/lib/reports/report/report";
import { prepareSparkline } from "@/lib/reports/weekly/prepare-sparkline";
import { SECONDS } from "@/lib/reports/weekly/prepare-trend";
import { changeCells, changeColumns, metricCells, metricColumns } from "./metric-columns";
import type { Cell, Column, Table, TableDefinition, TableRequest } from "./table";
import { tableFacts } from "./table-facts";
import { limitColumns } from "./weekly-tables";

interface TypeSource {
  readonly detail: QueryTypeDetail;
  readonly address: QueryTypeAddress;
  /** Those of the address, and the query type. */
  readonly filters: readonly ReportFilter[];
  readonly common: (title: string, name: string) => Pick<Table, "title" | "fileName" | "facts">;
}

/** The page of one query type: `type` is the last step of its path, the other parameters are the page's own. */
async function typeSource({ db, actor, workspace, search }: TableRequest): Promise<TypeSource> {
  const type = search.get("type");
  if (type === null) {
    throw new AppError("missing_value", `Say which query type; ${NULL_FILTER} = conversations without one.`, {
      parameter: "type",
    });
  }
  const address = parseQueryTypeAddress(type, search);
  if (address.problem !== null) throw new AppError("invalid_value", address.problem);
  const detail = await loadQueryType(db, actor, workspace, address);
  if (!detail) throw new AppError("not_found", "There are no conversations yet.");
  const { period, provisional } = detail;
  const filters = withFilter(address.filters, "query_type", [address.queryType]);
  const named = (address.queryType ?? "none").replace(/[^\w-]+/g, "_");
  return {
    detail,
    address,
    filters,
    common: (title, name) => ({
      title,
      fileName: `baton-${named}-${name}-${period.from}-${period.to}`,
      facts: tableFacts(workspace, { period, filters, provisional }),
    }),
  };
}

const trend: TableDefinition = {
  name: "query-type-trend",
  summary: "One number of a query type over twelve weeks with its control limits",
  action: "view_reports",
  async load(request) {
    const { detail, address, filters, common } = await typeSource(request);
    const second = SECONDS[address.trend];
    const ids = second === undefined ? [address.trend] : [address.trend, second];
    const definition = metricOf(address.trend);
    const spark = prepareSparkline(definition, detail.columns);
    const { table } = prepareQueryTypeTrend(detail, address, { period: detail.period, filters });
    return {
      ...common(definition.label, `trend-${address.trend}`),
      columns: [
        { id: "week", title: "Week", unit: "text" },
        ...ids.flatMap(metricColumns),
        ...limitColumns(definition.unit),
      ],
      rows: detail.columns.map((column, i) => [
        column.week,
        ...ids.flatMap((id) => metricCells(id, column.values ?? {})),
        spark.points[i]?.limits?.low ?? null,
        spark.points[i]?.limits?.high ?? null,
        table[i]?.signal ?? null,
        column.state === "running",
      ]),
    };
  },
};

const rules: TableDefinition = {
  name: "query-type-rules",
  summary: "What to do about a query type: every rule with the numbers it asks for",
  action: "view_reports",
  async load(request) {
    const { detail, common } = await typeSource(request);
    return {
      ...common("What to do", "rules"),
      columns: [
        { id: "action", title: "Rule", unit: "text" },
        { id: "answer", title: "Holds", unit: "text" },
        { id: "field", title: "Field", unit: "text" },
        { id: "number", title: "Number", unit: "text" },
        { id: "value", title: "Value", unit: "percent" },
        { id: "numerator", title: "Value: number", unit: "count" },
        { id: "denominator", title: "Value: of", unit: "count" },
        { id: "low", title: "95% low", unit: "percent" },
        { id: "high", title: "95% high", unit: "percent" },
        { id: "side", title: "Has to be", unit: "text" },
        { id: "line", title: "Line", unit: "percent" },
      ],
      rows: detail.numbers.verdict.findings.flatMap(({ action, answer, evidence, field }) =>
        evidence.map(({ number, value, side, line }): Cell[] => [
          verdictLabel(action),
          answer,
          field?.name ?? null,
          plainWord(number),
          value?.value ?? { withheld: value?.withheld ?? "no_data" },
          value?.numerator ?? null,
          value?.denominator ?? null,
          value?.interval?.low ?? null,
          value?.interval?.high ?? null,
          side,
          line,
        ]),
      ),
    };
  },
};

const SHARE_COLUMNS: readonly Column[] = [
  { id: "asked_again_rate", title: "Asked again", unit: "percent" },
  { id: "asked_again", title: "Asked again: number", unit: "count" },
  { id: "answered", title: "Asked again: of", unit: "count" },
  { id: "low", title: "Asked again: 95% low", unit: "percent" },
  { id: "high", title: "Asked again: 95% high", unit: "percent" },
];

const fields: TableDefinition = {
  name: "query-type-fields",
  summary: "Captured fields of a query type, from captured over passed to asked again",
  action: "view_reports",
  async load(request) {
    const { detail, common } = await typeSource(request);
    return {
      ...common("Captured fields", "fields"),
      columns: [
        { id: "field", title: "Field", unit: "text" },
        { id: "passed", title: "Passed", unit: "text" },
        { id: "captured", title: "Captured", unit: "count" },
        ...SHARE_COLUMNS,
      ],
      rows: detail.journeys.flatMap(({ name, ways }) =>
        ways.map(({ passed, captured, askedAgain }): Cell[] => [
          name,
          passed ?? "not known",
          captured,
          askedAgain.value ?? { withheld: askedAgain.withheld ?? "no_data" },
          askedAgain.numerator,
          askedAgain.denominator,
          askedAgain.interval?.low ?? null,
          askedAgain.interval?.high ?? null,
        ]),
      ),
    };
  },
};

const attempts: TableDefinition = {
  name: "query-type-attempts",
  summary: "Hand-offs of a query type by failed attempts before them",
  action: "view_reports",
  async load(request) {
    const { detail, common } = await typeSource(request);
    const { counts, known } = detail.numbers.attempts;
    return {
      ...common("Failed attempts", "attempts"),
      columns: [
        { id: "failed_attempts", title: "Failed attempts", unit: "count" },
        { id: "hand_offs", title: "Hand-offs", unit: "count" },
        { id: "share", title: "Share", unit: "percent" },
        { id: "bot_failures", title: "Bot failures", unit: "count" },
      ],
      rows: counts.map((count) => [
        count.attempts,
        count.handOffs,
        shareValue(count.handOffs, known).value ?? { withheld: "too_few" },
        count.failures,
      ]),
    };
  },
};

const ARMS = [
  ["After a hand-off", "post_hand_off_csat", "post_hand_off_csat_mean", "survey_response_rate"],
  ["Contained", "contained_csat", "contained_csat_mean", "contained_survey_response_rate"],
] as const;

const csat: TableDefinition = {
  name: "query-type-csat",
  summary: "CSAT of a query type after a hand-off and contained",
  action: "view_reports",
  async load(request) {
    const { detail, common } = await typeSource(request);
    const [[, ...ids]] = ARMS;
    return {
      ...common("CSAT after a hand-off and contained", "csat"),
      columns: [{ id: "customers", title: "Customers", unit: "text" }, ...ids.flatMap(metricColumns)],
      rows: ARMS.map(([name, ...own]) => [
        name,
        ...own.flatMap((id) => metricCells(id, detail.total.values)),
      ]),
    };
  },
};

const versions: TableDefinition = {
  name: "query-type-versions",
  summary: "Two versions of the bot compared for a query type",
  action: "view_reports",
  async load(request) {
    const { detail, common } = await typeSource(request);
    const { pair, period } = detail.versions;
    if (!pair)
      throw new AppError("not_found", "There are not two versions with enough conversations to compare.");
    const nameOf = ({ bot, version }: typeof pair.before) => (bot === null ? version : `${bot} ${version}`);
    const [first = VERSION_METRICS[0]] = VERSION_METRICS;
    const side = (prefix: string, name: string) =>
      metricColumns(first).map((column) => ({
        ...column,
        id: column.id.replace(first, prefix),
        title: column.title.replace(metricOf(first).label, name),
      }));
    const base = common("Versions", "versions");
    return {
      ...base,
      facts: [...base.facts, { name: "Versions", value: `Counted from ${period.from} to ${period.to}` }],
      columns: [
        { id: "metric", title: "Metric", unit: "text" },
        { id: "label", title: "Name", unit: "text" },
        ...side("before", nameOf(pair.before)),
        ...side("after", nameOf(pair.after)),
        ...changeColumns(first).map((column) => ({
          ...column,
          id: column.id.replace(`${first}_`, ""),
          title: column.title.replace(`${metricOf(first).label}: `, ""),
        })),
        { id: "same_mix", title: "With the same mix", unit: "points" },
        { id: "mix", title: "By the mix", unit: "points" },
      ],
      rows: pair.changes.map(({ metric, before, after, difference, split }) => [
        metric,
        metricOf(metric).label,
        ...metricCells(metric, before ? { [metric]: before } : {}),
        ...metricCells(metric, after ? { [metric]: after } : {}),
        ...changeCells(difference),
        split?.rateEffect ?? null,
        split?.mixEffect ?? null,
      ]),
    };
  },
};

/** The tables of the page of one query type; reasons and conversations are those of their own pages. */
export const ONE_TYPE_TABLES: readonly TableDefinition[] = [trend, rules, fields, attempts, csat, versions];
