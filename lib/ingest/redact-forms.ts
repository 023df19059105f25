import { FLAG, readEvidence } from "@/lib/repeats/evidence";
import { comparable, type Print } from "@/lib/repeats/fingerprints";
import { matchWords } from "@/lib/repeats/match-values";
import type { ValueForms } from "@/lib/repeats/value-forms";
import type { Finding } from "./redact-personal";

/** A captured value by its forms, in clear or as fingerprints, and what stands in its place in texts. */
export interface LabelledForms {
  readonly label: string;
  readonly forms: ValueForms;
}

/**
 * Places at which captured values stand in a text in any spelling that detection knows: grouped, spelled or spoken,
 * words in another order. Parts of a value stay: they say too little by themselves. `print` makes of a form of the text
 * what the forms of the values are made of.
 */
export function findByForms(text: string, values: readonly LabelledForms[], print: Print): Finding[] {
  if (values.length === 0) return [];
  const evidence = readEvidence(text).map((one) => ({ ...one, print: print(comparable(one.form)) }));
  if (evidence.length === 0) return [];
  return values.flatMap(({ label, forms }) => {
    const found: Finding[] = evidence
      .filter(
        ({ print: own, flags }) =>
          forms.exact.includes(own) ||
          forms.single.includes(own) ||
          (forms.short.includes(own) && (flags & FLAG.bounded) !== 0),
      )
      .map(({ start, end }) => ({ start, end, label }));
    const run = forms.words.length > 1 ? matchWords(forms.words, evidence) : null;
    if (run?.strength === "whole" || run?.strength === "denied") {
      const within = evidence.filter(
        (one) => one.from >= run.from && one.from + one.words <= run.from + run.words,
      );
      const [start, end] = [
        Math.min(...within.map((one) => one.start)),
        Math.max(...within.map((one) => one.end)),
      ];
      if (Number.isFinite(start)) found.push({ start, end, label });
    }
    return found;
  });
}
