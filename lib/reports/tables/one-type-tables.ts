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
import { count, filled, percent, points, text } from "./columns";
import { trendTable } from "./common-columns";
import { changeColumns, shownValue, valueColumns } from "./metric-columns";
import type { Fact, Table, TableDefinition } from "./table";
import { headOfPeriod } from "./table-facts";

interface TypeSource {
  readonly detail: QueryTypeDetail;
  readonly address: QueryTypeAddress;
  /** Those of the address, and the query type. */
  readonly filters: readonly ReportFilter[];
}

interface TypeTable extends Pick<Table, "title" | "columns" | "rows"> {
  /** In the name of the file, after the query type. */
  readonly file: string;
  readonly facts?: readonly Fact[];
}

/** A table of one query type: `type` is the last step of its page's path, the other parameters are the page's own. */
function typeTable(name: string, summary: string, table: (source: TypeSource) => TypeTable): TableDefinition {
  return {
    name,
    summary,
    action: "view_reports",
    async load({ db, actor, workspace, search }) {
      const type = search.get("type");
      if (type === null) {
        const message = `Say which query type; ${NULL_FILTER} = conversations without one.`;
        throw new AppError("missing_value", message, { parameter: "type" });
      }
      const address = parseQueryTypeAddress(type, search);
      if (address.problem !== null) throw new AppError("invalid_value", address.problem);
      const detail = await loadQueryType(db, actor, workspace, address);
      if (!detail) throw new AppError("not_found", "There are no conversations yet.");
      const { period, provisional } = detail;
      const filters = withFilter(address.filters, "query_type", [address.queryType]);
      const named = (address.queryType ?? "none").replace(/[^\w-]+/g, "_");
      const { title, file, columns, rows, facts = [] } = table({ detail, address, filters });
      const head = headOfPeriod(workspace, title, `${named}-${file}`, { period, filters, provisional });
      return { ...head, facts: [...head.facts, ...facts], columns, rows };
    },
  };
}

const trend = typeTable(
  "query-type-trend",
  "One number of a query type over twelve weeks with its control limits",
  ({ detail, address, filters }) => {
    const { table } = prepareQueryTypeTrend(detail, address, { period: detail.period, filters });
    return {
      title: metricOf(address.trend).label,
      file: `trend-${address.trend}`,
      ...trendTable(address.trend, detail.columns, table, [text("week", "Week", ({ week }) => week)]),
    };
  },
);

const rules = typeTable(
  "query-type-rules",
  "What to do about a query type: every rule with the numbers it asks for",
  ({ detail }) => ({
    title: "What to do",
    file: "rules",
    ...filled(
      detail.numbers.verdict.findings.flatMap((finding) =>
        finding.evidence.map((evidence) => ({ ...evidence, ...finding })),
      ),
      [
        text("action", "Rule", ({ action }) => verdictLabel(action)),
        text("answer", "Holds", ({ answer }) => answer),
        text("field", "Field", ({ field }) => field?.name ?? null),
        text("number", "Number", ({ number }) => plainWord(number)),
        percent("value", "Value", ({ value }) => shownValue(value)),
        count("numerator", "Value: number", ({ value }) => value?.numerator ?? null),
        count("denominator", "Value: of", ({ value }) => value?.denominator ?? null),
        percent("low", "95% low", ({ value }) => value?.interval?.low ?? null),
        percent("high", "95% high", ({ value }) => value?.interval?.high ?? null),
        text("side", "Has to be", ({ side }) => side),
        percent("line", "Line", ({ line }) => line),
      ],
    ),
  }),
);

const fields = typeTable(
  "query-type-fields",
  "Captured fields of a query type, from captured over passed to asked again",
  ({ detail }) => ({
    title: "Captured fields",
    file: "fields",
    ...filled(
      detail.journeys.flatMap(({ name, ways }) => ways.map((way) => ({ ...way, name }))),
      [
        text("field", "Field", ({ name }) => name),
        text("passed", "Passed", ({ passed }) => passed ?? "not known"),
        count("captured", "Captured", ({ captured }) => captured),
        percent("asked_again_rate", "Asked again", ({ askedAgain }) => shownValue(askedAgain)),
        count("asked_again", "Asked again: number", ({ askedAgain }) => askedAgain.numerator),
        count("answered", "Asked again: of", ({ askedAgain }) => askedAgain.denominator),
        percent("low", "Asked again: 95% low", ({ askedAgain }) => askedAgain.interval?.low ?? null),
        percent("high", "Asked again: 95% high", ({ askedAgain }) => askedAgain.interval?.high ?? null),
      ],
    ),
  }),
);

const attempts = typeTable(
  "query-type-attempts",
  "Hand-offs of a query type by failed attempts before them",
  ({ detail }) => {
    const { counts, known } = detail.numbers.attempts;
    return {
      title: "Failed attempts",
      file: "attempts",
      ...filled(counts, [
        count("failed_attempts", "Failed attempts", (one) => one.attempts),
        count("hand_offs", "Hand-offs", ({ handOffs }) => handOffs),
        percent(
          "share",
          "Share",
          ({ handOffs }) => shareValue(handOffs, known).value ?? { withheld: "too_few" },
        ),
        count("bot_failures", "Bot failures", ({ failures }) => failures),
      ]),
    };
  },
);

/** The numbers of both arms, in the columns of the first. */
const CSAT = [
  ["post_hand_off_csat", "contained_csat"],
  ["post_hand_off_csat_mean", "contained_csat_mean"],
  ["survey_response_rate", "contained_survey_response_rate"],
] as const;

const csat = typeTable(
  "query-type-csat",
  "CSAT of a query type after a hand-off and contained",
  ({ detail }) => ({
    title: "CSAT after a hand-off and contained",
    file: "csat",
    ...filled([0, 1] as const, [
      text("customers", "Customers", (arm) => ["After a hand-off", "Contained"][arm] ?? null),
      ...CSAT.flatMap((ids) => valueColumns(metricOf(ids[0]), (arm: 0 | 1) => detail.total.values[ids[arm]])),
    ]),
  }),
);

const versions = typeTable(
  "query-type-versions",
  "Two versions of the bot compared for a query type",
  ({ detail }) => {
    const { pair, period } = detail.versions;
    if (!pair)
      throw new AppError("not_found", "There are not two versions with enough conversations to compare.");
    const [first] = VERSION_METRICS;
    type Change = (typeof pair.changes)[number];
    const side = (id: "before" | "after") => {
      const { bot, version } = pair[id];
      const label = bot === null ? version : `${bot} ${version}`;
      return valueColumns({ ...metricOf(first), id, label }, (change: Change) => change[id] ?? undefined);
    };
    return {
      title: "Versions",
      file: "versions",
      facts: [{ name: "Versions", value: `Counted from ${period.from} to ${period.to}` }],
      ...filled(pair.changes, [
        text("metric", "Metric", ({ metric }) => metric),
        text("label", "Name", ({ metric }) => metricOf(metric).label),
        ...side("before"),
        ...side("after"),
        ...changeColumns(
          { id: "change", title: "change", unit: "points", signal: "signal" },
          ({ difference }: Change) => difference,
        ),
        points("same_mix", "With the same mix", ({ split }) => split?.rateEffect ?? null),
        points("mix", "By the mix", ({ split }) => split?.mixEffect ?? null),
      ]),
    };
  },
);

/** The tables of the page of one query type; reasons and conversations are those of their own pages. */
export const ONE_TYPE_TABLES: readonly TableDefinition[] = [trend, rules, fields, attempts, csat, versions];
