import { z } from "zod";
import { AppError } from "@/lib/domain/app-error";

/** The parameters of every list: how many rows, and where the page before ended. */
export const PAGE_PARAMETERS = {
  cursor: z.string().max(500).optional().describe("`next` of the page before"),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(500)
    .default(50)
    .describe("Rows a page, 50 unless said otherwise"),
} as const;

/** A position in a list as an opaque cursor. */
export function writeListCursor(position: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(position)).toString("base64url");
}

/**
 * The position that a cursor stands for; null without one.
 *
 * @throws AppError `invalid_value` (400) for what no page before gave
 */
export function readListCursor<Position>(
  text: string | undefined,
  schema: z.ZodType<Position>,
): Position | null {
  if (text === undefined) return null;
  try {
    return schema.parse(JSON.parse(Buffer.from(text, "base64url").toString()));
  } catch {
    throw new AppError("invalid_value", "This cursor is not one that a page before gave.", {
      parameter: "cursor",
    });
  }
}
