import { metric } from "@/lib/metrics/catalogue";
import { newcombe } from "@/lib/statistics/newcombe";
import { BY_INGREDIENT, type ContextOverview, INGREDIENTS, type Ingredient } from "./context-overview";
import { type ChangeText, type NumberText, prepareChange, prepareNumber } from "./prepare-number";
import type { ReportRow } from "./report";
import { type PeriodScope, withFilter } from "./rows-address";
import { shareOf } from "./signals";

/** One ingredient of the context: a number where it arrived, where it did not, and the difference. */
export interface IngredientText {
  readonly key: Ingredient;
  readonly name: string;
  /** `arrived`, `in time`… and what it is held against. */
  readonly words: readonly [string, string];
  readonly numbers: readonly {
    readonly metric: string;
    readonly label: string;
    readonly with: NumberText;
    readonly without: NumberText;
    /** With against without; null where either is withheld. */
    readonly difference: ChangeText | null;
  }[];
}

interface Halves {
  readonly name: string;
  readonly with: string;
  readonly without: string;
  readonly words: readonly [string, string];
}

const HALVES: { readonly [I in Ingredient]: Halves } = {
  context_transcript: { name: "Transcript", with: "yes", without: "no", words: ["arrived", "did not"] },
  context_summary: { name: "Summary", with: "yes", without: "no", words: ["came along", "did not"] },
  context_reason: { name: "Reason", with: "yes", without: "no", words: ["arrived", "did not"] },
  context_fields: { name: "Details in fields", with: "all", without: "none", words: ["all", "none"] },
  context_timing: { name: "On time", with: "in_time", without: "late", words: ["in time", "late"] },
};

/** What goes with a useful context: every ingredient with and without, the interval of the difference beside it. */
export function prepareIngredients(
  { ingredients }: Pick<ContextOverview, "ingredients">,
  scope: PeriodScope,
): readonly IngredientText[] {
  return INGREDIENTS.map((key) => {
    const half = HALVES[key];
    const rows = ingredients.get(key) ?? [];
    const row = (value: string): ReportRow | undefined => rows.find((one) => one.key[key] === value);
    const scopeOf = (value: string) => ({ ...scope, filters: withFilter(scope.filters, key, [value]) });
    return {
      key,
      name: half.name,
      words: half.words,
      numbers: BY_INGREDIENT.map((id) => {
        const [present, absent] = [row(half.with)?.values[id], row(half.without)?.values[id]];
        const [later, earlier] = [shareOf(present), shareOf(absent)];
        return {
          metric: id,
          label: metric(id).label,
          with: prepareNumber(metric(id), present, scopeOf(half.with)),
          without: prepareNumber(metric(id), absent, scopeOf(half.without)),
          // Higher or lower, not better or worse: what goes together need not cause it.
          difference:
            later && earlier
              ? prepareChange({ ...metric(id), better: null }, newcombe(earlier, later))
              : null,
        };
      }),
    };
  });
}
