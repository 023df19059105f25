import type { BulkResult } from "./measure-bulk";
import type { CopyResult } from "./measure-copy";
import type { PageResult } from "./measure-pages";
import type { ReportResult } from "./measure-reports";
import type { SinglesResult } from "./measure-singles";

/** What a run of the bench found. */
export interface BenchResult {
  readonly machine: {
    readonly cores: number;
    readonly cpu: string;
    readonly node: string;
    readonly postgres: string;
  };
  readonly data: BenchData;
  /** Null when the data was there already. */
  readonly load: {
    readonly bulk: BulkResult;
    readonly copies: readonly CopyResult[];
    readonly singles: readonly SinglesResult[];
  } | null;
  /** Rows of totals that still waited to be rolled up when reports were measured. */
  readonly pendingRows: number;
  readonly databaseBytes: number;
  readonly reports: readonly ReportResult[];
  /** Null where there is no browser. */
  readonly pages: readonly PageResult[] | null;
}

/** What was loaded. */
export interface BenchData {
  readonly conversations: number;
  readonly records: number;
  readonly queryTypes: number;
  /** First and last day. */
  readonly from: string;
  readonly to: string;
}
