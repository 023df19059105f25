import type { Actor } from "@/lib/access/actor";
import type { Action } from "@/lib/access/permissions";
import type { Unit } from "@/lib/metrics/metric";
import type { Withheld } from "@/lib/metrics/metric-value";
import type { Workspace } from "@/lib/reports/workspace/workspace";
import type { Database } from "@/lib/store/database";

/**
 * What a column holds: the unit alone decides its format. `percent` and `points` are fractions (0.25), `moment` is
 * text in ISO 8601, `number` any other number.
 */
export type ColumnUnit = Unit | "points" | "number" | "text" | "moment" | "yes_no";

/** A column of a table as a file. */
export interface Column {
  /** Its name in a CSV, for programs: `hand_off_rate_low`. */
  readonly id: string;
  /** Its head in a spreadsheet, for people. */
  readonly title: string;
  readonly unit: ColumnUnit;
  /** Only in the CSV; a spreadsheet says the same in another way. */
  readonly csvOnly?: true;
}

/** A number that is not shown: an empty cell, with the reason beside it. */
export interface WithheldCell {
  readonly withheld: Withheld;
}

export type Cell = string | number | boolean | null | WithheldCell;

/** A line about the table as a whole: `Period`, `9–15 Nov 2026`. */
export interface Fact {
  readonly name: string;
  readonly value: string;
}

/** A table of a page as a file: all of its rows, with full precision. */
export interface Table {
  readonly title: string;
  /** The name of the file without its ending. */
  readonly fileName: string;
  readonly columns: readonly Column[];
  /** A cell per column. Read once; where there may be very many, page by page. */
  readonly rows: Iterable<readonly Cell[]> | AsyncIterable<readonly Cell[]>;
  /** Period, filters, as of when, and what else a reader of the file should know. */
  readonly facts: readonly Fact[];
  /** There may be very many rows: the file is written while they are read. */
  readonly isLong?: true;
}

/** Who asks for a table, and the parameters of the page that shows it. */
export interface TableRequest {
  readonly db: Database;
  readonly actor: Actor;
  readonly workspace: Workspace;
  readonly search: URLSearchParams;
}

/** A table that can be had as a file. */
export interface TableDefinition {
  /** As in its address: `weekly-query-types`. */
  readonly name: string;
  readonly summary: string;
  /** What it takes to open the page that shows it. */
  readonly action: Action;
  /** Throws AppError as the page would, and `not_found` where there is nothing to show. */
  load(request: TableRequest): Promise<Table>;
}
