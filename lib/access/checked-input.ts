import { z } from "zod";
import { AppError } from "@/lib/domain/app-error";
import { isDay } from "@/lib/domain/day";

const LONGEST_LABEL = 80;
const LONGEST_LINE = 200;
const LONGEST_TEXT = 2000;

/** A line that somebody typed: what is to be done, the name of something. */
export const LINE = z
  .string()
  .trim()
  .min(1, "Write a few words.")
  .max(LONGEST_LINE, `At most ${LONGEST_LINE} characters.`);

/** A short text, to be written beside a line in a chart or on a button. */
export const LABEL = z
  .string()
  .trim()
  .min(1, "Write a few words.")
  .max(LONGEST_LABEL, `At most ${LONGEST_LABEL} characters: it stands in small places.`);

/** A text that somebody typed, with its line breaks. */
export const TEXT = z
  .string()
  .trim()
  .transform((text) => text.replace(/\r\n?/g, "\n"))
  .pipe(z.string().min(1, "Write a few words.").max(LONGEST_TEXT, `At most ${LONGEST_TEXT} characters.`));

/** A calendar day. */
export const DAY = z.string().trim().refine(isDay, "Give a day, such as 2026-12-31.");

/** A calendar day, or nothing (null). */
export const OPTIONAL_DAY = z
  .string()
  .trim()
  .refine((text) => text === "" || isDay(text), "Give a day, such as 2026-12-31, or leave it empty.")
  .transform((text) => text || null);

/**
 * What somebody typed, read by a schema.
 *
 * @throws AppError `invalid_value` about `parameter`, with the schema's first complaint
 */
export function checked<Schema extends z.ZodType>(
  schema: Schema,
  parameter: string,
  value: unknown,
): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new AppError("invalid_value", result.error.issues[0]?.message ?? "This is not valid.", { parameter });
}

/** An id from an address or a form. @throws AppError `not_found` for what is none; `what` is "action", "comment"… */
export function checkedId(what: string, id: string): string {
  if (!z.uuid().safeParse(id).success) throw noSuch(what);
  return id;
}

/** There is no such thing, or no longer. */
export function noSuch(what: string): AppError {
  return new AppError("not_found", `There is no such ${what}. Somebody may have removed it.`);
}
