import { FLAG } from "./evidence";
import type { Printed } from "./fingerprints";
import { PAIR, type ValueForms } from "./value-forms";

/** How sure it is that a message holds a captured value. */
export type Strength = "whole" | "denied" | "introduced" | "alone" | "part";

/** A captured value, or a part of it, in a message. */
export interface ValueMatch {
  readonly strength: Strength;
  readonly from: number;
  readonly words: number;
}

/** Words of a value may have so many others between them. */
const GAP = 4;
/** Those of a name of two words lie closer: "first name Ann, last name Lee". */
const SPAN_OF_TWO = 3;

/** So many characters of a number in the right order are no chance, however long it is. */
const ENOUGH = 8;

/** What of a captured value stands in a message, the surest; null where nothing does. */
export function matchValue(forms: ValueForms, message: readonly Printed[]): ValueMatch | null {
  let best: ValueMatch | null = null;
  const offer = (strength: Strength, { from, words }: { from: number; words: number }) => {
    if (!best || RANK[strength] > RANK[best.strength]) best = { strength, from, words };
  };
  for (const entry of message) {
    const isDenied = (entry.flags & FLAG.negated) !== 0;
    if (forms.exact.includes(entry.print)) offer(isDenied ? "denied" : "whole", entry);
    else if (forms.short.includes(entry.print)) {
      if ((entry.flags & FLAG.bounded) !== 0) offer(isDenied ? "denied" : "whole", entry);
    } else if (forms.single.some((word) => word.split("+").includes(entry.print))) {
      const strength =
        entry.flags & FLAG.introduced ? "introduced" : entry.flags & FLAG.alone ? "alone" : "part";
      offer(isDenied ? "denied" : strength, entry);
    } else if (forms.loose.some((word) => word.split("+").includes(entry.print))) offer("part", entry);
  }
  const run = forms.words.length > 1 ? matchWords(forms.words, message) : null;
  if (run) offer(run.strength, run);
  return best;
}

const RANK: { readonly [S in Strength]: number } = { part: 0, denied: 1, alone: 2, introduced: 3, whole: 4 };

/** The words of a value near each other, in any order: all of them, or enough of a long one. */
export function matchWords(wanted: readonly string[], message: readonly Printed[]): ValueMatch | null {
  const hits = message.flatMap((entry) => {
    const index = wanted.findIndex((word) => word.replace(PAIR, "").split("+").includes(entry.print));
    return index < 0
      ? []
      : [{ index, from: entry.from, to: entry.from + entry.words - 1, flags: entry.flags }];
  });
  if (hits.length < 2) return null;
  hits.sort((a, b) => a.from - b.from);
  const isName = wanted.length === 2 && wanted.every((word) => !word.startsWith(PAIR));
  const span = isName ? SPAN_OF_TWO : wanted.length * 2 + GAP;
  let best: { seen: ReadonlySet<number>; count: number; from: number; to: number; denied: boolean } | null =
    null;
  for (let i = 0; i < hits.length; i++) {
    const first = hits[i];
    if (!first) continue;
    const seen = new Set<number>();
    let to = first.to;
    let denied = false;
    for (const hit of hits.slice(i)) {
      if (hit.from - first.from > span) break;
      seen.add(hit.index);
      denied ||= (hit.flags & FLAG.negated) !== 0;
      to = Math.max(to, hit.to);
    }
    if (!best || seen.size > best.count) {
      best = { seen, count: seen.size, from: first.from, to, denied };
    }
  }
  if (!best) return null;
  const place = { from: best.from, words: best.to - best.from + 1 };
  const all = best.count === wanted.length;
  const hasPair = [...best.seen].some((index) => wanted[index]?.startsWith(PAIR));
  const most =
    (hasPair && best.count >= 2) ||
    (wanted.every((word) => !word.startsWith(PAIR)) &&
      wanted.length >= 3 &&
      best.count >= 2 &&
      best.count / wanted.length >= 0.6);
  if (!all && !most) return best.count >= 2 ? { strength: "part", ...place } : null;
  return { strength: best.denied ? "denied" : "whole", ...place };
}

/** A value that begins at the end of one message and ends at the beginning of the next. */
export function matchSplit(forms: ValueForms, one: readonly Printed[], next: readonly Printed[]): boolean {
  // An address is cut at its sign; numbers anywhere, but only at the last number of one message and the first of the next.
  const anywhere = forms.starts.length === 1;
  return forms.starts.some((start, i) => {
    const end = forms.ends[i];
    return (
      one.some((entry) => entry.print === start && (anywhere || (entry.flags & FLAG.last) !== 0)) &&
      next.some((entry) => entry.print === end && (anywhere || (entry.flags & FLAG.first) !== 0))
    );
  });
}

/**
 * A number given in three messages: the first ends with its beginning, the last begins with its end, and together they
 * are half of it or {@link ENOUGH}.
 */
export function matchSplitInThree(
  forms: ValueForms,
  one: readonly Printed[],
  last: readonly Printed[],
): boolean {
  const length = forms.starts.length + 3;
  if (forms.starts.length < 4) return false;
  return forms.starts.some(
    (start, i) =>
      one.some((entry) => entry.print === start && (entry.flags & FLAG.last) !== 0) &&
      forms.ends.some((end, j) => {
        const [before, after] = [i + 2, length - (j + 2)];
        return (
          before + after < length &&
          before + after >= Math.max(4, Math.min(length / 2, ENOUGH)) &&
          last.some((entry) => entry.print === end && (entry.flags & FLAG.first) !== 0)
        );
      }),
  );
}
