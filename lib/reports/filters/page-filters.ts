import type { Period } from "@/lib/domain/period";
import { isFacetDimension, TIME_DIMENSIONS } from "@/lib/metrics/dimensions";
import type { ReportFilter } from "@/lib/reports/report/report";
import { readCompare, readFilters } from "@/lib/reports/report/report-parameters";

/**
 * The filters of a page's address, as `GET /reports` reads them. A field that a form sent empty asks for nothing, and a
 * value that was both ticked and typed counts once. Throws AppError 400 for a value that a closed set does not have.
 */
export function readPageFilters(search: URLSearchParams): readonly ReportFilter[] {
  const filled = new URLSearchParams(
    [...search].map(([name, text]) => [name, text.trim()]).filter(([, text]) => text !== ""),
  );
  return readFilters(filled).map(({ dimension, values }) => ({ dimension, values: [...new Set(values)] }));
}

/** Whether a page about a period can be filtered so: time is the period's, and of fields a conversation has many. */
export function isSelectionFilter({ dimension }: ReportFilter): boolean {
  return !isFacetDimension(dimension) && !TIME_DIMENSIONS.includes(dimension);
}

/** What a page compares with; null = the period just before. Throws AppError 400 for days that are none. */
export function readPageCompare(search: URLSearchParams): Period | null {
  const text = (name: string) => search.get(name) || null;
  const compare = readCompare({
    compare: text("compare"),
    from: text("compare_from"),
    to: text("compare_to"),
  });
  return compare === "previous" ? null : compare;
}
