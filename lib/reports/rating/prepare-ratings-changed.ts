import { counted } from "@/lib/metrics/counted";
import { formatDay, formatDays } from "@/lib/metrics/format-time";
import { valueName } from "@/lib/reports/report/prepare-names";
import type { RatingsChanged } from "./ratings-changed";

/** One thing that came of ratings, as text. */
export interface ChangedText {
  readonly id: string;
  /** `25 ratings of order status, 20 Oct–16 Nov, named order_reference.`; null where too few did. */
  readonly ratings: string | null;
  /** `Pass order_reference in the field again` */
  readonly deed: string;
  /** `Tom Okafor, by 25 Nov` */
  readonly who: string;
  readonly isDone: boolean;
}

/** What ratings changed, as sentences. */
export function prepareRatingsChanged(changed: readonly RatingsChanged[]): readonly ChangedText[] {
  return changed.map(({ action, named, period }) => {
    const { id, text, owner, dueOn, doneOn, queryType } = action;
    const about = queryType === null ? "" : ` of ${valueName("query_type", queryType).toLowerCase()}`;
    return {
      id,
      ratings: named
        ? `${counted(named.ratings, "rating")}${about}, ${formatDays(period.from, period.to)}, named ${named.field}.`
        : null,
      deed: text,
      who: [owner?.name, doneOn ? `done ${formatDay(doneOn)}` : `by ${formatDay(dueOn)}`]
        .filter(Boolean)
        .join(", "),
      isDone: doneOn !== null,
    };
  });
}
