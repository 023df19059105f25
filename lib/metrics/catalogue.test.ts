import { describe, expect, it } from "vitest";
import { findMetric, METRICS, metric } from "./catalogue";
import { measuresOf } from "./evaluate";
import { FACETS, MEASURES } from "./measures";
import { isPrivateMetric } from "./metric";

/** The table of the contract, section 4: id, unit, better. Copied by hand, as a second opinion. */
const CONTRACT = `
conversations count –
hand_offs count –
hand_off_rate percent –
containment_rate percent –
abandonment_rate percent lower
bot_failure_share percent –
planned_escalation_share percent –
customer_demand_share percent –
unclassified_share percent lower
avoidable_hand_off_rate percent lower
asked_at_start_rate percent lower
connection_rate percent higher
repeat_information_rate percent lower
repeat_coverage percent higher
field_reask_rate percent lower
structured_pass_rate percent higher
customer_reported_repeat_rate percent lower
post_hand_off_csat percent higher
post_hand_off_csat_mean score higher
contained_csat percent higher
contained_csat_mean score higher
survey_response_rate percent higher
contained_survey_response_rate percent higher
context_useful_rate percent higher
context_ignored_rate percent lower
rating_coverage percent higher
reason_agreement percent higher
one_failed_attempt_rate percent higher
demand_honoured_rate percent higher
bot_time_p50 seconds lower
bot_time_p90 seconds lower
wait_time_p50 seconds lower
wait_time_p90 seconds lower
`
  .trim()
  .split("\n");

/** What the pages show beside the contract's. */
const BESIDE = `
context_partly_rate percent –
context_not_useful_rate percent lower
context_used_rate percent higher
context_skimmed_rate percent –
asked_rating_coverage percent higher
arrived_context_rate percent higher
arrived_transcript_rate percent higher
arrived_summary_rate percent higher
arrived_reason_rate percent higher
arrived_in_time_rate percent higher
platform_assessed_share percent –
agent_assessed_share percent –
transcript_assessed_share percent –
platform_transcript_agreement percent higher
agent_agreement percent higher
durable_containment_rate percent higher
followable_containment_rate percent –
journey_coverage percent higher
further_contact_rate percent lower
transitions count –
transition_context_rate percent higher
transition_repeat_rate percent lower
transition_csat percent higher
`
  .trim()
  .split("\n");

describe("the catalogue", () => {
  it("has every metric of the contract with its unit and direction, and those beside it", () => {
    const catalogue = METRICS.map(({ id, unit, better }) => `${id} ${unit} ${better ?? "–"}`);
    expect([...catalogue].sort()).toEqual([...CONTRACT, ...BESIDE].sort());
  });

  it("names every metric once, and finds it by its id", () => {
    expect(new Set(METRICS.map(({ id }) => id)).size).toBe(METRICS.length);
    expect(new Set(METRICS.map(({ label }) => label)).size).toBe(METRICS.length);
    for (const one of METRICS) expect(findMetric(one.id)).toBe(one);
    expect(findMetric("made_up")).toBeUndefined();
    expect(() => metric("made_up")).toThrow("made_up");
  });

  it("keeps private what the contract keeps private: context_… and reason_agreement, and what compares agents", () => {
    expect(METRICS.filter(isPrivateMetric).map(({ id }) => id)).toEqual([
      "context_useful_rate",
      "context_ignored_rate",
      "reason_agreement",
      "context_partly_rate",
      "context_not_useful_rate",
      "context_used_rate",
      "context_skimmed_rate",
      "agent_agreement",
    ]);
  });

  it("makes every metric of measures that exist, with a numerator and a denominator that differ", () => {
    for (const one of METRICS) {
      const measures = measuresOf(one);
      expect(new Set(measures).size, one.id).toBe(measures.length);
      for (const measure of measures) expect(MEASURES, one.id).toContain(measure);
      if (one.kind === "quantile") expect(FACETS, one.id).toContain(one.facet);
    }
  });

  it("says that percentiles come from a histogram, and how exact it is", () => {
    for (const one of METRICS.filter(({ kind }) => kind === "quantile")) {
      expect(one.caveats.join(" "), one.id).toMatch(/histogram.*5/);
    }
  });

  it("explains every metric: a sentence, what is counted, and out of what", () => {
    for (const { id, description, numeratorText, denominatorText, unit, caveats } of METRICS) {
      for (const sentence of [description, ...caveats]) expect(sentence, id).toMatch(/^[A-Z].*\.$/s);
      expect(numeratorText, id).not.toBe("");
      expect(denominatorText === null, id).toBe(unit === "count");
    }
  });

  it("says of rating metrics that people see them only as large enough sums", () => {
    for (const { id, caveats } of METRICS.filter(isPrivateMetric)) {
      expect(caveats.join(" "), id).toMatch(/five ratings.*three agents/);
    }
  });
});
