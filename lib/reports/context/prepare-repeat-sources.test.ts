import { describe, expect, it } from "vitest";
import { metric } from "@/lib/metrics/catalogue";
import { evaluate } from "@/lib/metrics/evaluate";
import { prepareRepeatSources, REPEAT_SOURCES } from "./prepare-repeat-sources";

describe("who says whether details were asked again", () => {
  const sums = {
    assessed_hand_offs: 40,
    platform_assessed_hand_offs: 30,
    agent_assessed_hand_offs: 0,
    transcript_assessed_hand_offs: 20,
    platform_transcript_compared: 10,
    platform_transcript_agreed: 9,
  };
  const values = Object.fromEntries(
    REPEAT_SOURCES.map((id) => [id, evaluate(metric(id), { sums, facets: new Map() } as never)]),
  );

  it("is told with its parts, and withheld where nobody says", () => {
    const view = prepareRepeatSources({ values }, { week: "2026-W46", filters: [] });
    expect(view.assessed.map(({ label, number }) => [label, number.parts])).toEqual([
      ["The platform says", "30/40"],
      ["An agent says", "0/40"],
      ["The transcript says", "20/40"],
    ]);
    expect(view.agreement[0]?.number.value).toBe("90.0%");
    expect(view.agreement[1]?.number.withheld?.kind).toBe("no_data");
  });
});
