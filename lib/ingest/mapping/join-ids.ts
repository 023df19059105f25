import { z } from "zod";

/*
 * Two tools seldom write the id of a conversation quite alike: 00123 and 123, CONV-123 and conv-123, chat:9f and 9f.
 * Baton joins on equal ids; here it is found out how the ids of one file would have to be written to be those of the
 * conversations.
 */

/** How an id is written anew: letters in one case, `drop` taken from its beginning, zeros before its number, `add`. */
export const idRuleSchema = z.strictObject({
  letters: z.enum(["lower", "upper"]).optional(),
  drop: z.string().max(64).optional(),
  /** The number at the end gets zeros before it up to so many digits; 1 = it loses them. */
  digits: z.int().min(1).max(32).optional(),
  add: z.string().max(64).optional(),
});
export type IdRule = z.output<typeof idRuleSchema>;

/** An id as a rule writes it. */
export function writeId(id: string, { letters, drop = "", digits, add = "" }: IdRule): string {
  let text = id.trim();
  if (drop !== "" && text.toLowerCase().startsWith(drop.toLowerCase())) text = text.slice(drop.length);
  if (letters) text = letters === "lower" ? text.toLowerCase() : text.toUpperCase();
  if (digits !== undefined && /^\d+$/.test(text)) text = text.replace(/^0+(?=\d)/, "").padStart(digits, "0");
  return add + text;
}

/** What many ids have in common. */
interface IdPattern {
  /** What all of them begin with, up to the number or the last sign before what differs. */
  readonly prefix: string;
  /** Numbers follow the prefix: their digits where these are as many everywhere, 1 where not; null = no numbers. */
  readonly digits: number | null;
  readonly letters: "lower" | "upper" | null;
}

/** The rules that could make the ids of a file those of the conversations, the likelier first. */
export function idRules(ids: readonly string[], known: readonly string[]): readonly IdRule[] {
  if (ids.length === 0 || known.length === 0) return [];
  const [mine, theirs] = [patternOf(ids), patternOf(known)];
  const letters = theirs.letters !== null && theirs.letters !== mine.letters ? theirs.letters : null;
  const asLetters = letters === null ? {} : { letters };
  const areNumbers = mine.digits !== null && theirs.digits !== null && mine.digits !== theirs.digits;
  const numbers = areNumbers ? { digits: theirs.digits } : {};
  const rules: IdRule[] = [
    { ...asLetters, ...prefixes(mine, theirs), ...numbers },
    { ...asLetters, ...prefixes(mine, theirs) },
    asLetters,
  ];
  const different = new Map(rules.map((rule) => [JSON.stringify(rule), rule]));
  different.delete("{}");
  return [...different.values()];
}

function prefixes(mine: IdPattern, theirs: IdPattern): Pick<IdRule, "drop" | "add"> {
  if (mine.prefix === theirs.prefix) return {};
  return {
    ...(mine.prefix !== "" && { drop: mine.prefix }),
    ...(theirs.prefix !== "" && { add: theirs.prefix }),
  };
}

function patternOf(ids: readonly string[]): IdPattern {
  const common = ids.reduce(commonBeginning);
  const numbered = /^(.*?)\d*$/s.exec(common)?.[1] ?? "";
  const tails = ids.map((id) => id.slice(numbered.length));
  if (tails.every((tail) => /^\d+$/.test(tail))) {
    const lengths = new Set(tails.map(({ length }) => length));
    const [length = 1] = lengths;
    const isPadded = lengths.size === 1 && tails.some((tail) => tail.startsWith("0"));
    return { prefix: numbered, digits: isPadded ? length : 1, letters: null };
  }
  // Where letters follow, a prefix ends with a sign: that all begin with the same letter may be chance.
  const prefix = /^.*[^\p{L}\p{N}]/su.exec(common)?.[0] ?? "";
  return { prefix, digits: null, letters: lettersOf(ids.map((id) => id.slice(prefix.length))) };
}

function commonBeginning(a: string, b: string): string {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length++;
  return a.slice(0, length);
}

function lettersOf(ids: readonly string[]): IdPattern["letters"] {
  const all = ids.join("");
  if (all.toLowerCase() === all.toUpperCase()) return null;
  if (all === all.toLowerCase()) return "lower";
  return all === all.toUpperCase() ? "upper" : null;
}

/** A rule in words: what is done to an id. */
export function ruleText({ letters, drop, digits, add }: IdRule): string {
  const parts = [
    ...(drop ? [`without “${drop}” at the beginning`] : []),
    ...(letters ? [`in ${letters === "lower" ? "small" : "capital"} letters`] : []),
    ...(digits === 1 ? ["without leading zeros"] : digits ? [`with zeros up to ${digits} digits`] : []),
    ...(add ? [`with “${add}” before it`] : []),
  ];
  return parts.join(", ");
}
