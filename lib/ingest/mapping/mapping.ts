import { z } from "zod";
import { isTimeZone } from "@/lib/domain/day";
import { shapeCorrectionSchema } from "./file-shape";
import { idRuleSchema } from "./join-ids";
import { DECIMALS } from "./read-value";
import { TARGETS, type TargetKey } from "./targets";

/** The order in which days, months and years stand in a file's dates. */
export const DATE_ORDERS = ["dmy", "mdy"] as const;
export type DateOrder = (typeof DATE_ORDERS)[number];

/** How a score is written: on a scale of numbers, or in words and signs (thumbs, “very satisfied”). */
export const SCALES = ["1-5", "0-10", "1-10", "1-7", "0-100", "0-5", "1-4", "0-1"] as const;
export type Scale = (typeof SCALES)[number];

/** No mapping has more columns. */
const MOST_COLUMNS = 500;
const MOST_VALUES = 2_000;

const columnSchema = z.strictObject({
  /** The column's name in the file. */
  column: z.string().min(1).max(256),
  key: z.enum(Object.keys(TARGETS) as [TargetKey, ...TargetKey[]]),
  /** The name of the captured detail or of the attribute that the column is about. */
  name: z.string().min(1).max(64).optional(),
  scale: z.enum(SCALES).optional(),
  order: z.enum(DATE_ORDERS).optional(),
  /** Of the conversation id: how it is written in the file that the others are joined to. */
  ids: idRuleSchema.optional(),
  /** What the file's words mean, in lower case → Baton's; the empty text = nothing is said. */
  values: z
    .record(z.string().max(256), z.string().max(256))
    .refine((values) => Object.keys(values).length <= MOST_VALUES, "Too many values")
    .optional(),
});

/**
 * A mapping is data: which column of a table is which key of which record, and how its values are read. One row gives
 * as many records as there are types among the keys. `records` = the file holds records of the contract already.
 */
export const mappingSchema = z.strictObject({
  version: z.literal(1),
  reads: z.enum(["columns", "records"]),
  /** The time zone of times that name none. */
  zone: z.string().refine(isTimeZone, "This is no time zone"),
  columns: z.array(columnSchema).max(MOST_COLUMNS),
  /** What separates the decimals of numbers; absent = seen number by number. */
  decimal: z.enum(DECIMALS).optional(),
  /** How the file is to be read where the guess is wrong. */
  file: shapeCorrectionSchema.optional(),
  /** Keys that are the same in every row: `{"survey.kind": "csat"}`. */
  constants: z.partialRecord(
    z.enum(Object.keys(TARGETS) as [TargetKey, ...TargetKey[]]),
    z.string().min(1).max(256),
  ),
});

/** How the rows of a table become records. */
export type Mapping = z.output<typeof mappingSchema>;
/** How one column is understood. */
export type ColumnMapping = Mapping["columns"][number];

/** Reads a mapping that was kept or sent. @throws ZodError */
export function parseMapping(raw: unknown): Mapping {
  return mappingSchema.parse(raw);
}
