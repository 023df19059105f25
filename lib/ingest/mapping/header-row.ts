import { isNothing } from "./read-value";

const MOST_ABOVE = 10;
const MOST_OF = 2 / 3;

/**
 * How many rows stand above the header of a table, of those that are not blank: titles, the period, who made the
 * report. The header is the first row that fills more than two thirds of the usual number of columns, and more than one.
 *
 * @param rows the first rows, without those that are blank, cell by cell
 */
export function rowsAbove(rows: readonly (readonly unknown[])[]): number {
  const counts = rows.map(filled);
  const usual = Math.max(...mostFrequent(counts.filter((count) => count > 1)), 0);
  if (usual < 2) return 0;
  const at = counts.findIndex((count) => count > Math.max(1, usual * MOST_OF));
  return Math.min(Math.max(at, 0), MOST_ABOVE);
}

/** How many cells of a row say something. */
export function filled(cells: readonly unknown[]): number {
  return cells.filter((cell) => !isNothing(cell)).length;
}

/** The most frequent of some numbers; of equally frequent ones the greatest. None for none. */
export function mostFrequent(numbers: readonly number[]): readonly number[] {
  const counts = new Map<number, number>();
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1);
  const [first] = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0]);
  return first ? [first[0]] : [];
}
