import { type Evidence, FLAG, readEvidence } from "@/lib/repeats/evidence";
import { comparable, type Print } from "@/lib/repeats/fingerprints";
import { matchWords } from "@/lib/repeats/match-values";
import { PAIR, type WholeForms } from "@/lib/repeats/value-forms";
import type { Finding } from "./redact-personal";

/** A captured value by its forms, in clear or as fingerprints, and what stands in its place in texts. */
export interface LabelledForms {
  readonly label: string;
  readonly forms: WholeForms;
}

/** Something in a text with the form, in clear or as a fingerprint, that values are compared with. */
type Compared = Evidence & { readonly print: string };

/**
 * Finds captured values in texts in any spelling that detection knows: grouped, spelled or spoken, words in another
 * order. Parts of a value stay: they say too little by themselves. Made once for the values, used for many texts.
 */
export class FormFinder {
  private readonly wanted: ReadonlySet<string>;

  /** `print` makes of a form of a text what the forms of the values are made of. */
  constructor(
    private readonly values: readonly LabelledForms[],
    private readonly print: Print,
  ) {
    this.wanted = formsWanted(values);
  }

  /** The places at which the values stand. */
  find(text: string): Finding[] {
    if (this.wanted.size === 0) return [];
    const evidence = this.wantedIn(text);
    return evidence.length === 0 ? [] : this.values.flatMap((value) => findValue(value, evidence));
  }

  private wantedIn(text: string): Compared[] {
    const isWanted = (form: string) => this.wanted.has(this.print(comparable(form)));
    const found =
      text.length > LONGEST_REMEMBERED
        ? readEvidence(text, isWanted)
        : rememberedEvidence(text).filter(({ form }) => isWanted(form));
    return found.map((one) => ({ ...one, print: this.print(comparable(one.form)) }));
  }
}

/** Every form that any of the values is recognised by: few texts hold one. */
function formsWanted(values: readonly LabelledForms[]): ReadonlySet<string> {
  const wanted = new Set<string>();
  for (const { forms } of values) {
    for (const form of forms.exact) wanted.add(form);
    for (const form of forms.short) wanted.add(form);
    for (const form of forms.single) wanted.add(form);
    for (const word of forms.words) for (const one of word.replace(PAIR, "").split("+")) wanted.add(one);
  }
  return wanted;
}

function findValue({ label, forms }: LabelledForms, evidence: readonly Compared[]): Finding[] {
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
}

// Bots say and note the same short things again and again.
const LONGEST_REMEMBERED = 160;
const MOST_REMEMBERED = 500;
const remembered = new Map<string, readonly Evidence[]>();

function rememberedEvidence(text: string): readonly Evidence[] {
  let evidence = remembered.get(text);
  if (!evidence) {
    evidence = readEvidence(text);
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    remembered.set(text, evidence);
  }
  return evidence;
}
