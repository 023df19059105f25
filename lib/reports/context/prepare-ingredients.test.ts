import { describe, expect, it } from "vitest";
import { shareValue } from "@/lib/metrics/evaluate";
import type { ReportRow } from "@/lib/reports/report/report";
import type { Ingredient } from "./context-overview";
import { prepareIngredients } from "./prepare-ingredients";

const scope = { period: { from: "2026-11-09", to: "2026-11-15" }, filters: [] };

function row(came: string, queryType: string | null, useful: [number, number]): ReportRow {
  const key =
    queryType === null ? { context_summary: came } : { context_summary: came, query_type: queryType };
  return { key, values: { context_useful_rate: shareValue(...useful) } };
}

const together = [row("yes", null, [273, 350]), row("no", null, [289, 350])];
const withinTypes = [
  row("yes", "small", [81, 87]),
  row("no", "small", [234, 270]),
  row("yes", "large", [192, 263]),
  row("no", "large", [55, 80]),
];

function summary(held: readonly ReportRow[] | null) {
  const ingredients = new Map<Ingredient, readonly ReportRow[]>([["context_summary", together]]);
  const view = prepareIngredients(
    { ingredients, held: held && new Map<Ingredient, readonly ReportRow[]>([["context_summary", held]]) },
    scope,
  );
  return view.find(({ key }) => key === "context_summary")?.numbers[0];
}

describe("prepareIngredients", () => {
  it("takes the difference of all together, with Newcombe's interval", () => {
    const useful = summary(null);
    expect(useful?.with.value).toBe("78.0%");
    expect(useful?.difference).toMatchObject({ direction: "down", word: "noise" });
    expect(useful?.from).toBeNull();
  });

  it("takes it within query types where they are held still, and says of how many", () => {
    const useful = summary(withinTypes);
    expect(useful?.difference).toMatchObject({ direction: "up", text: "5.4 pts" });
    expect(useful?.from).toBe("2 query types, 100.0% of them");
  });

  it("leaves out what is withheld for privacy, and types that lack a side", () => {
    const hidden: ReportRow = {
      key: { context_summary: "no", query_type: "large" },
      values: {
        context_useful_rate: {
          value: null,
          numerator: null,
          denominator: null,
          interval: null,
          withheld: "private",
          lowVolume: true,
        },
      },
    };
    const useful = summary([...withinTypes.slice(0, 3), hidden]);
    expect(useful?.difference?.text).toBe("6.4 pts");
    expect(useful?.from).toBe("1 query type, 51.0% of them");
    expect(summary([hidden])?.difference).toBeNull();
    const few = summary([row("yes", "small", [8, 9]), row("no", "small", [20, 27])]);
    expect(few?.difference).toBeNull();
    expect(few?.from).toBe("Only 1 query type, 5.1% of them can be compared");
  });
});
