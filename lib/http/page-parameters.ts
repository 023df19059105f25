import { z } from "zod";

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
