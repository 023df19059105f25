import { formatCount } from "./format";

/**
 * The word that goes with a count: `conversation` with 1, `conversations` with all else, 0 too. A text is a count that
 * is formatted already, perhaps with a word before it (`of 1`). `many` where the word takes more than an s.
 */
export function oneOrMany(count: number | string, one: string, many = `${one}s`): string {
  return /^(?:[a-z]+ )?1$/.test(String(count)) ? one : many;
}

/** A count with its word: `1 conversation`, `1,643 conversations`. The one way to say how many of something. */
export function counted(count: number | string, one: string, many?: string): string {
  return `${typeof count === "number" ? formatCount(count) : count} ${oneOrMany(count, one, many)}`;
}
