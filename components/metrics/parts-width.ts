import type { CSSProperties } from "react";
import type { NumberText } from "@/lib/reports/report/prepare-number";

/** What stands before the n/N of a low volume. */
const LOW = "low · ";

/**
 * Makes room in all cells of a table for its longest n/N (`--parts`, in characters), so that the bars beside the numbers
 * begin at one place and their dotted line runs straight down the column.
 */
export function partsWidth(numbers: readonly NumberText[]): CSSProperties {
  const lengths = numbers.map(({ parts, low }) => (low ? LOW.length : 0) + (parts ?? "").length);
  return { "--parts": Math.max(0, ...lengths) } as CSSProperties;
}
