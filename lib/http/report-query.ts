import { z } from "zod";
import { AppError } from "@/lib/domain/app-error";
import { DIMENSIONS, NULL_FILTER, parseDimension } from "@/lib/metrics/dimensions";
import type { ConversationsQuery } from "@/lib/reports/conversations/list-conversations";
import { PARTS } from "@/lib/reports/conversations/list-conversations";
import type { ReportQuery } from "@/lib/reports/report/report";
import {
  checkCompare,
  readBy,
  readCompare,
  readFilters,
  readMetrics,
  readPeriod,
} from "@/lib/reports/report/report-parameters";
import { type QueryParameter, type QueryReader, unknownParameter } from "./query";

type Text = { readonly type: "string"; readonly [keyword: string]: unknown };

function parameter(name: string, description: string, schema: Text = { type: "string" }): QueryParameter {
  return { name, description, required: false, schema };
}

const PERIOD = [
  parameter("from", "First day, together with `to`", {
    type: "string",
    format: "date",
    examples: ["2026-11-09"],
  }),
  parameter("to", "Last day", { type: "string", format: "date", examples: ["2026-11-15"] }),
  parameter("week", "An ISO week instead of from and to", { type: "string", examples: ["2026-W46"] }),
];

const FILTERS = DIMENSIONS.filter((dimension) => dimension !== "week").map(
  (dimension): QueryParameter => ({
    name: dimension,
    description: `Only this ${dimension}; repeat it for any of several; \`${NULL_FILTER}\` = not known`,
    required: false,
    schema: { type: "array", items: { type: "string" } },
    explode: true,
  }),
);

const ATTRIBUTE = parameter("attr.NAME", "Only conversations with this value of the custom attribute NAME");

/** Reads a query whose filters are dimensions; anything that is neither a filter nor in `named` is refused. */
function readNamed(
  search: URLSearchParams,
  named: readonly QueryParameter[],
): (name: string) => string | null {
  for (const name of new Set(search.keys())) {
    if (named.some((known) => known.name === name)) {
      if (search.getAll(name).length > 1) {
        throw new AppError("repeated_parameter", `${name} is given more than once; give it once.`, {
          parameter: name,
        });
      }
    } else if (!parseDimension(name)) {
      throw unknownParameter(
        name,
        [...named, ...FILTERS, ATTRIBUTE].map((known) => known.name),
      );
    }
  }
  return (name) => search.get(name);
}

function oneOf<Value extends string>(
  text: string | null,
  allowed: readonly Value[],
  name: string,
): Value | null {
  if (text === null || (allowed as readonly string[]).includes(text)) return text as Value | null;
  throw new AppError("invalid_value", `${name} is one of ${allowed.join(", ")}.`, {
    parameter: name,
    allowed,
  });
}

const REPORT_PARAMETERS = [
  parameter("metrics", "Ids of metrics, separated by commas; none = all"),
  ...PERIOD,
  parameter("by", "Up to two dimensions, separated by commas"),
  parameter(
    "compare",
    "What the rows are compared with: `previous` (the period of the same length just before), a week, or days as `FROM..TO`. Counts of periods of different length have no change.",
    { type: "string", examples: ["previous", "2026-W32", "2026-08-03..2026-08-09"] },
  ),
  parameter("compare_from", "First day to compare with, together with `compare_to`, instead of `compare`", {
    type: "string",
    format: "date",
    examples: ["2026-08-03"],
  }),
  parameter("compare_to", "Last day to compare with", {
    type: "string",
    format: "date",
    examples: ["2026-08-09"],
  }),
  parameter("format", "json unless said otherwise", { type: "string", enum: ["json", "csv"] }),
];

/** The query of `GET /reports`. */
export const reportQuery: QueryReader<{ readonly query: ReportQuery; readonly format: "json" | "csv" }> = {
  parameters: [...REPORT_PARAMETERS, ...FILTERS, ATTRIBUTE],
  read(search) {
    const given = readNamed(search, REPORT_PARAMETERS);
    const by = readBy(given("by"));
    const filters = readFilters(search);
    const period = readPeriod({ from: given("from"), to: given("to"), week: given("week") });
    const compare = readCompare({
      compare: given("compare"),
      from: given("compare_from"),
      to: given("compare_to"),
    });
    checkCompare(compare, period, by);
    const metrics = readMetrics(given("metrics"), by, filters).map((metric) => metric.id);
    return {
      query: { metrics, period, by, filters, compare },
      format: oneOf(given("format"), ["json", "csv"], "format") ?? "json",
    };
  },
};

const LIMIT = z.coerce.number().int().min(1).max(500);
const DEFAULT_LIMIT = 50;

const CONVERSATION_PARAMETERS = [
  parameter("metric", "Only conversations with at least one unit in this metric"),
  parameter("part", "Of which part; numerator unless said otherwise", { type: "string", enum: PARTS }),
  ...PERIOD,
  parameter("cursor", "`next` of the page before"),
  {
    ...parameter("limit", "Rows a page, 50 unless said otherwise"),
    schema: { type: "integer", minimum: 1, maximum: 500 },
  },
];

/** The query of `GET /conversations`. */
export const conversationsQuery: QueryReader<ConversationsQuery> = {
  parameters: [...CONVERSATION_PARAMETERS, ...FILTERS, ATTRIBUTE],
  read(search) {
    const given = readNamed(search, CONVERSATION_PARAMETERS);
    const limit = LIMIT.safeParse(given("limit") ?? DEFAULT_LIMIT);
    if (!limit.success) {
      throw new AppError("invalid_value", "limit is a whole number from 1 to 500.", { parameter: "limit" });
    }
    const filters = readFilters(search);
    const [metric, ...others] = given("metric") ? readMetrics(given("metric"), [], filters) : [];
    if (others.length > 0) {
      throw new AppError("invalid_value", "A list is about one metric.", { parameter: "metric" });
    }
    return {
      metric: metric?.id ?? null,
      part: oneOf(given("part"), PARTS, "part") ?? "numerator",
      period: readPeriod({ from: given("from"), to: given("to"), week: given("week") }),
      filters,
      cursor: given("cursor"),
      limit: limit.data,
    };
  },
};
