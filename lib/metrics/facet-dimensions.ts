import type { FacetDimension } from "./dimensions";
import { measuresOf } from "./evaluate";
import { fieldKey, splitFieldKey, WAYS_PASSED } from "./field-key";
import type { Facet, FacetSum, MeasureId, Sums } from "./measures";
import type { Metric } from "./metric";
import { keysOfTransition, splitTransitionKey } from "./transition-key";

/** Which of a key's counts are units of a measure. */
interface Kept {
  readonly counts: readonly (0 | 1 | 2 | 3)[];
  /** Only in these keys; in all where absent. */
  readonly inKey?: (key: string) => boolean;
}

/** How a dimension of which a conversation can have many values is kept. */
interface FacetKind {
  readonly facet: Facet;
  /** The value that a key stands for. */
  readonly valueOf: (key: string) => string;
  /** All keys that a value may stand in. */
  readonly keysOf: (value: string) => readonly string[];
  readonly measures: { readonly [M in MeasureId]?: Kept };
}

const isPassKnown = (key: string) => splitFieldKey(key).passed !== null;
const isStructured = (key: string) => splitFieldKey(key).passed === "structured";

const contextIn = (marks: readonly string[]) => (key: string) =>
  marks.includes(splitTransitionKey(key).context);
const isRepeatKnown = (key: string) => splitTransitionKey(key).repeat !== "";
const isRepeated = (key: string) => splitTransitionKey(key).repeat === "yes";

/** Points are rounded down, so no score below 4 of 5 has the key 4. */
const isSatisfiedKey = (key: string) => Number(key) >= 4;

const KINDS: { readonly [D in FacetDimension]: FacetKind } = {
  field: {
    facet: "field",
    valueOf: (key) => splitFieldKey(key).name,
    keysOf: (value) => WAYS_PASSED.map((passed) => fieldKey(value, passed)),
    measures: {
      fields_answered: { counts: [1] },
      fields_asked_again: { counts: [2] },
      fields_pass_known: { counts: [0], inKey: isPassKnown },
      fields_structured: { counts: [0], inKey: isStructured },
    },
  },
  failed_attempts: {
    facet: "failed_attempts",
    valueOf: (key) => key,
    keysOf: (value) => [value],
    measures: {
      hand_offs: { counts: [0] },
      bot_failure_hand_offs: { counts: [1] },
      planned_escalation_hand_offs: { counts: [2] },
      customer_demand_hand_offs: { counts: [3] },
      three_family_hand_offs: { counts: [1, 2, 3] },
    },
  },
  csat_score: {
    facet: "csat_score",
    valueOf: (key) => key,
    keysOf: (value) => [value],
    measures: {
      post_scored: { counts: [0] },
      post_satisfied: { counts: [0], inKey: isSatisfiedKey },
      contained_scored: { counts: [1] },
      contained_satisfied: { counts: [1], inKey: isSatisfiedKey },
    },
  },
  transition: {
    facet: "transition",
    valueOf: (key) => splitTransitionKey(key).value,
    keysOf: keysOfTransition,
    measures: {
      transitions: { counts: [0] },
      transitions_context_known: { counts: [0], inKey: contextIn(["all", "some", "none"]) },
      transitions_context_whole: { counts: [0], inKey: contextIn(["all"]) },
      transitions_assessed: { counts: [0], inKey: isRepeatKnown },
      transitions_repeated: { counts: [0], inKey: isRepeated },
      transitions_scored: { counts: [1] },
      transitions_satisfied: { counts: [2] },
    },
  },
};

/** The facet in which a dimension is kept. */
export function facetOf(dimension: FacetDimension): Facet {
  return KINDS[dimension].facet;
}

/** The dimension's value that a key of its facet stands for. */
export function valueOfKey(dimension: FacetDimension, key: string): string {
  return KINDS[dimension].valueOf(key);
}

/** Whether a metric can be split by a dimension: all its measures are kept by the dimension's values. */
export function isKeptBy(metric: Metric, dimension: FacetDimension): boolean {
  return measuresOf(metric).every((measure) => measure in KINDS[dimension].measures);
}

/** What one key's counts add to the sums of its value. */
export function sumsOfKey(dimension: FacetDimension, key: string, counts: FacetSum["counts"]): Sums {
  const sums: Sums = {};
  for (const [measure, { counts: kept, inKey }] of Object.entries(KINDS[dimension].measures)) {
    if (inKey && !inKey(key)) continue;
    sums[measure as MeasureId] = kept.reduce<number>((sum, place) => sum + counts[place], 0);
  }
  return sums;
}

/** The keys and places in which the units of a measure are kept for some values; null where it is not kept by them. */
export function unitsOf(
  dimension: FacetDimension,
  measure: MeasureId,
  values: readonly string[],
): { readonly facet: Facet; readonly keys: readonly string[]; readonly counts: readonly number[] } | null {
  const { facet, keysOf, measures } = KINDS[dimension];
  const kept = measures[measure];
  if (!kept) return null;
  const { counts, inKey = () => true } = kept;
  return { facet, keys: values.flatMap(keysOf).filter(inKey), counts };
}

/** The keys in which values are kept. */
export function keysOfValues(dimension: FacetDimension, values: readonly string[]): readonly string[] {
  return values.flatMap(KINDS[dimension].keysOf);
}
