import { AppError } from "@/lib/domain/app-error";
import { isDay } from "@/lib/domain/day";
import { isWeek, type Period, weekDays } from "@/lib/domain/period";
import { REASON_CODES, REASON_GROUPS } from "@/lib/domain/reason";
import { CHANNELS } from "@/lib/domain/record";
import { findMetric, METRICS } from "@/lib/metrics/catalogue";
import {
  DIMENSIONS,
  type Dimension,
  type FacetDimension,
  isFacetDimension,
  NULL_FILTER,
  parseDimension,
  TIME_DIMENSIONS,
} from "@/lib/metrics/dimensions";
import { isKeptBy } from "@/lib/metrics/facet-dimensions";
import type { Metric } from "@/lib/metrics/metric";
import { parseTransition } from "@/lib/metrics/transition-key";
import type { ReportFilter, ReportQuery } from "./report";

const MOST_DIMENSIONS = 2;

/** Dimensions whose values are a closed set. */
const CLOSED: { readonly [dimension: string]: readonly string[] } = {
  channel: CHANNELS,
  reason: REASON_GROUPS,
  reason_code: REASON_CODES,
  context_arrived: ["all", "some", "none"],
  context_transcript: ["yes", "no"],
  context_summary: ["yes", "no"],
  context_reason: ["yes", "no"],
  context_fields: ["all", "some", "none"],
  context_timing: ["in_time", "late"],
};

/** Dimensions whose values are written in one way, and how. */
const FORMATS: {
  readonly [dimension: string]: { readonly test: (text: string) => boolean; readonly example: string };
} = {
  day: { test: isDay, example: "2026-11-09" },
  week: { test: (text) => isWeek(text), example: "2026-W46" },
  month: { test: (text) => isDay(`${text}-01`), example: "2026-11" },
  hour: {
    test: (text) => /T([01]\d|2[0-3])$/.test(text) && isDay(text.slice(0, -3)),
    example: "2026-11-09T14",
  },
  failed_attempts: { test: (text) => /^(0|[1-9]\d{0,14})$/.test(text), example: "2" },
  transition: { test: (text) => parseTransition(text) !== null, example: "hand_off:web_chat>voice" },
};

/**
 * The metrics of a comma list; without one all of them, or with a dimension such as `field` asked for those that can be
 * split by it.
 */
export function readMetrics(
  text: string | null,
  by: readonly Dimension[],
  filters: readonly ReportFilter[],
): readonly Metric[] {
  const facets = [...by, ...filters.map((filter) => filter.dimension)].filter(isFacetDimension);
  const fit = METRICS.filter((metric) => facets.every((dimension) => isKeptBy(metric, dimension)));
  if (fit.length === 0) {
    throw new AppError("incompatible_parameters", `No metric can be split by ${facets.join(" and ")}.`, {
      parameter: "by",
    });
  }
  const ids = splitList(text ?? "");
  if (ids.length === 0) return fit;
  return [...new Set(ids)].map((id) => {
    const metric = findMetric(id);
    if (!metric) {
      throw new AppError("unknown_metric", `There is no metric ${id}.`, {
        parameter: "metrics",
        allowed: METRICS.map((m) => m.id),
      });
    }
    const unfit = facets.find((dimension) => !isKeptBy(metric, dimension));
    if (unfit) {
      throw new AppError("incompatible_parameters", `${id} cannot be split by ${SPLIT_BY[unfit]}.`, {
        parameter: "metrics",
        allowed: fit.map((m) => m.id),
      });
    }
    return metric;
  });
}

const SPLIT_BY: { readonly [D in FacetDimension]: string } = {
  field: "captured field",
  failed_attempts: "failed attempts",
  csat_score: "CSAT score",
  transition: "transition",
};

function splitList(text: string): string[] {
  return text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

/** The dimensions of a comma list: at most two, each once. */
export function readBy(text: string | null): readonly Dimension[] {
  const by = splitList(text ?? "").map((name) => {
    const dimension = parseDimension(name);
    if (!dimension) {
      throw new AppError("unknown_dimension", `There is no dimension ${name}.`, {
        parameter: "by",
        allowed: [...DIMENSIONS, "attr.NAME"],
      });
    }
    return dimension;
  });
  if (by.length > MOST_DIMENSIONS || new Set(by).size !== by.length) {
    throw new AppError("invalid_value", "A report is split by at most two different dimensions.", {
      parameter: "by",
    });
  }
  return by;
}

/** The period that `week`, or `from` and `to`, name; null without any of them. */
export function readPeriod(given: {
  from: string | null;
  to: string | null;
  week: string | null;
}): Period | null {
  const { from, to, week } = given;
  if (week !== null) {
    if (from !== null || to !== null) {
      throw new AppError("incompatible_parameters", "Give either week, or from and to.", {
        parameter: "week",
      });
    }
    if (!isWeek(week)) {
      throw new AppError("invalid_period", `There is no week ${week}. A week is written as 2026-W46.`, {
        parameter: "week",
      });
    }
    return weekDays(week);
  }
  if (from === null && to === null) return null;
  for (const [parameter, day] of [
    ["from", from],
    ["to", to],
  ] as const) {
    if (day === null) {
      throw new AppError("missing_value", "A period takes both from and to.", { parameter });
    }
    if (!isDay(day)) {
      throw new AppError("invalid_period", `${day} is not a day. A day is written as 2026-11-09.`, {
        parameter,
      });
    }
  }
  if (from !== null && to !== null && from <= to) return { from, to };
  throw new AppError("invalid_period", `The period ends before it begins: from ${from} is after to ${to}.`, {
    parameter: "from",
  });
}

/** Reads the filters among the parameters: every one that is named as a dimension. */
export function readFilters(search: URLSearchParams): readonly ReportFilter[] {
  const filters: ReportFilter[] = [];
  for (const name of new Set(search.keys())) {
    const dimension = parseDimension(name);
    // `week` names the period of a report; it is a dimension to split by, not one to filter by.
    if (!dimension || dimension === "week") continue;
    filters.push({ dimension, values: search.getAll(name).map((text) => readFilterValue(dimension, text)) });
  }
  return filters;
}

function readFilterValue(dimension: Dimension, text: string): string | null {
  if (text === NULL_FILTER) return null;
  const closed = CLOSED[dimension];
  if (closed && !closed.includes(text)) {
    throw new AppError("invalid_value", `${text} is no ${dimension}.`, {
      parameter: dimension,
      allowed: [...closed, NULL_FILTER],
    });
  }
  const format = FORMATS[dimension];
  if (format && !format.test(text)) {
    throw new AppError("invalid_value", `${text} is no ${dimension}; write it as ${format.example}.`, {
      parameter: dimension,
    });
  }
  return text;
}

/**
 * What a report is compared with: `compare` = `previous`, a week, or days as `2026-08-03..2026-08-09`; or the two days
 * apart, as a form sends them. Null without any.
 */
export function readCompare(given: {
  readonly compare: string | null;
  readonly from: string | null;
  readonly to: string | null;
}): ReportQuery["compare"] {
  const { compare, from, to } = given;
  const days = compare === null ? [from, to] : compare.split("..");
  if (compare !== null && (from !== null || to !== null)) {
    throw new AppError("incompatible_parameters", "Give either compare, or compare_from and compare_to.", {
      parameter: "compare",
    });
  }
  if (compare === "previous" || (compare === null && from === null && to === null)) return compare;
  try {
    const isOneWeek = compare !== null && days.length !== 2;
    return readPeriod({
      from: isOneWeek ? null : (days[0] ?? null),
      to: isOneWeek ? null : (days[1] ?? null),
      week: isOneWeek ? compare : null,
    });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new AppError(
      "invalid_value",
      `${error.detail} A report is compared with previous, a week (2026-W32), or days (2026-08-03..2026-08-09).`,
      compare === null ? { parameter: "compare_from" } : { parameter: "compare", allowed: ["previous"] },
    );
  }
}

/** Refuses `compare` where there is nothing to compare row by row. */
export function checkCompare(
  compare: ReportQuery["compare"],
  period: Period | null,
  by: readonly Dimension[],
): void {
  if (compare === null) return;
  const time = by.find((dimension) => TIME_DIMENSIONS.includes(dimension));
  if (time) {
    throw new AppError("incompatible_parameters", `A report by ${time} cannot be compared row by row.`, {
      parameter: "compare",
    });
  }
  if (!period && compare === "previous") {
    throw new AppError(
      "incompatible_parameters",
      "There is no period before all data: give from and to, or week.",
      { parameter: "compare" },
    );
  }
}
