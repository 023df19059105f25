import { metric } from "@/lib/metrics/catalogue";
import { counted } from "@/lib/metrics/counted";
import { formatValue } from "@/lib/metrics/format";
import type { MetricValue } from "@/lib/metrics/metric-value";
import { type PeriodScope, withFilter } from "@/lib/reports/conversations/rows-address";
import {
  type ChangeText,
  type NumberText,
  prepareChange,
  prepareNumber,
} from "@/lib/reports/report/prepare-number";
import type { ReportRow } from "@/lib/reports/report/report";
import { shareOf } from "@/lib/reports/stands-out/signals";
import { mantelHaenszel, type Stratum } from "@/lib/statistics/mantel-haenszel";
import { newcombe } from "@/lib/statistics/newcombe";
import type { Share } from "@/lib/statistics/share";
import { BY_INGREDIENT, type ContextOverview, INGREDIENTS, type Ingredient } from "./context-overview";

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
    /** With against without, or the same within query types; null where either is withheld. */
    readonly difference: ChangeText | null;
    /** `23 query types, 96.1% of these hand-offs`: what a difference within query types comes from; else null. */
    readonly from: string | null;
  }[];
}

interface Halves {
  readonly name: string;
  readonly with: string;
  readonly without: string;
  readonly words: readonly [string, string];
}

/** A difference within query types that leaves out more than half would answer another question. */
const LEAST_COVERED = 0.5;

const HALVES: { readonly [I in Ingredient]: Halves } = {
  context_transcript: { name: "Transcript", with: "yes", without: "no", words: ["arrived", "did not"] },
  context_summary: { name: "Summary", with: "yes", without: "no", words: ["came along", "did not"] },
  context_reason: { name: "Reason", with: "yes", without: "no", words: ["arrived", "did not"] },
  context_fields: { name: "Details in fields", with: "all", without: "none", words: ["all", "none"] },
  context_timing: { name: "On time", with: "in_time", without: "late", words: ["in time", "late"] },
};

/** What goes with a useful context: every ingredient with and without, the interval of the difference beside it. */
export function prepareIngredients(
  { ingredients, held }: Pick<ContextOverview, "ingredients" | "held">,
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
        const strata = held && strataOf(held.get(key) ?? [], key, half, id);
        const plain = later && earlier ? newcombe(earlier, later) : null;
        // What is withheld all together is withheld within query types, too.
        const covered = strata && later && earlier ? coverOf(strata, [later, earlier]) : 1;
        const within = strata && plain ? mantelHaenszel(strata) : plain;
        const shown = covered < LEAST_COVERED ? null : within;
        return {
          metric: id,
          label: metric(id).label,
          with: prepareNumber(metric(id), present, scopeOf(half.with)),
          without: prepareNumber(metric(id), absent, scopeOf(half.without)),
          // Higher or lower, not better or worse: what goes together need not cause it.
          difference: prepareChange({ ...metric(id), better: null }, shown),
          from: strata && plain ? fromText(strata, covered) : null,
        };
      }),
    };
  });
}

/**
 * Both sides within each query type that has both. Ratings that the reader may not see one by one are in none: the same
 * rules withhold them here as in any report by query type.
 */
function strataOf(rows: readonly ReportRow[], key: Ingredient, half: Halves, id: string): Stratum[] {
  const sides = new Map<string, { later?: Share; earlier?: Share }>();
  for (const row of rows) {
    const share = countsOf(row.values[id]);
    const value = row.key[key];
    if (!share || (value !== half.with && value !== half.without)) continue;
    const type = row.key.query_type ?? "";
    sides.set(type, { ...sides.get(type), [value === half.with ? "later" : "earlier"]: share });
  }
  return [...sides.values()].flatMap(({ later, earlier }) => (later && earlier ? [{ later, earlier }] : []));
}

/** Counts also where there are too few for a share of their own: in a sum of many they have their weight. */
function countsOf(value: MetricValue | undefined): Share | null {
  if (!value || value.withheld === "private" || value.numerator === null || !value.denominator) return null;
  return { numerator: value.numerator, denominator: value.denominator };
}

/** The share of all that the strata hold. */
function coverOf(strata: readonly Stratum[], all: readonly Share[]): number {
  const sum = (shares: readonly Share[]) => shares.reduce((total, one) => total + one.denominator, 0);
  return Math.min(1, sum(strata.flatMap(({ later, earlier }) => [later, earlier])) / sum(all));
}

function fromText(strata: readonly Stratum[], covered: number): string {
  const text = `${counted(strata.length, "query type")}, ${formatValue("percent", covered)} of them`;
  return covered < LEAST_COVERED ? `Only ${text} can be compared` : text;
}
