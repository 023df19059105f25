import type { z } from "zod";
import { AppError } from "@/lib/domain/app-error";

/** A position in a list as an opaque cursor. */
export function writeListCursor(position: readonly (string | number | null)[]): string {
  return Buffer.from(JSON.stringify(position)).toString("base64url");
}

/**
 * The position that a cursor stands for; null without one.
 *
 * @throws AppError `invalid_value` (400) for what no page before gave
 */
export function readListCursor<Position>(
  text: string | null | undefined,
  schema: z.ZodType<Position>,
): Position | null {
  if (text === undefined || text === null) return null;
  try {
    return schema.parse(JSON.parse(Buffer.from(text, "base64url").toString()));
  } catch {
    throw new AppError("invalid_value", "This cursor is not one that a page before gave.", {
      parameter: "cursor",
    });
  }
}
