import { TOTALLED_DIMENSIONS } from "@/lib/metrics/dimensions";
import type { MeasuredDimensions } from "@/lib/metrics/measure-conversation";
import { MEASURES } from "@/lib/metrics/measures";

/** The columns of a measure row's dimensions, which are named as the dimensions. */
export const DIMENSION_COLUMNS = [
  "source",
  "bot",
  "bot_version",
  "channel",
  "language",
  "query_type",
  "reason",
  "reason_code",
  "reason_raw",
  "queue",
  "context_arrived",
  "context_transcript",
  "context_summary",
  "context_reason",
  "context_fields",
  "context_timing",
] as const satisfies readonly (keyof MeasuredDimensions)[];

/** The columns of sums, which are named as the measures. A 0 is stored as null, which takes no room. */
export const SUM_COLUMNS = MEASURES;

/** The columns that name a cell of the totals. */
export const CELL_COLUMNS = ["day", ...TOTALLED_DIMENSIONS] as const;
