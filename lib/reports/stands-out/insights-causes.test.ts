import { describe, expect, it } from "vitest";
import { findCause, newRelease, suspectCause } from "./insights-causes";
import { findChanges } from "./insights-changes";
import type { CloserLook, InsightEvidence } from "./insights-evidence";
import { around, butLast, type Counts, evidenceOf, reportOf, rowOf } from "./insights-sample";
import type { Release } from "./releases";

const REPEAT = "repeat_information_rate";
const RELEASE: Release = { version: "47", bot: "Wren", day: "2026-11-05", previous: "46" };
const rest = around(15, 700);

/** Repeat information jumps in one query type; the rest stays. */
const jump = (last: Counts = [117, 163], releases: readonly Release[] = [RELEASE]) =>
  evidenceOf({
    types: {
      order_status: { [REPEAT]: butLast(around(45, 160), last) },
      refund: { [REPEAT]: rest },
    },
    releases,
  });

/** Rows of the week before last, the last and the reviewed one, by version. */
const versionWeeks = (weeks: readonly { readonly [version: string]: Counts }[], metric = REPEAT) =>
  reportOf(
    weeks.flatMap((versions, i) =>
      Object.entries(versions).map(([bot_version, counts]) =>
        rowOf({ week: `2026-W${44 + i}`, bot_version }, { [metric]: counts }),
      ),
    ),
  );
type FieldCounts = { readonly passed: Counts; readonly asked: Counts };
const fieldRows = (rows: readonly (readonly [field: string, version: string, counts: FieldCounts])[]) =>
  reportOf(
    rows.map(([field, version, { passed, asked }]) =>
      rowOf({ field, bot_version: version }, { structured_pass_rate: passed, field_reask_rate: asked }),
    ),
  );

const lookAt = (look: Partial<CloserLook>): CloserLook => ({
  metric: REPEAT,
  queryType: "order_status",
  versions: reportOf([]),
  fields: null,
  ...look,
});

/** The order reference no longer arrives on version 47 and is asked again; the postcode is as it was. */
const FIELDS = {
  before: fieldRows([
    ["order_reference", "45", { passed: [500, 700], asked: [150, 500] }],
    ["order_reference", "46", { passed: [378, 527], asked: [130, 400] }],
    ["postcode", "46", { passed: [400, 420], asked: [10, 300] }],
  ]),
  after: fieldRows([
    ["order_reference", "47", { passed: [3, 225], asked: [110, 160] }],
    ["postcode", "47", { passed: [170, 184], asked: [5, 100] }],
  ]),
};

function causeOf(evidence: InsightEvidence, ...looks: readonly CloserLook[]) {
  const [change] = findChanges(evidence);
  return change ? findCause(evidence, change, looks) : undefined;
}

describe("newRelease", () => {
  const on = (...days: readonly string[]) =>
    newRelease(evidenceOf({ releases: days.map((day) => ({ ...RELEASE, day })) }))?.day;

  it("is the latest of the reviewed week and the one before", () => {
    expect(on("2026-11-02")).toBe("2026-11-02");
    expect(on("2026-11-05", "2026-11-15")).toBe("2026-11-15");
  });

  it("is none that is older or not yet there", () => {
    expect(on("2026-11-01")).toBeUndefined();
    expect(on("2026-11-16")).toBeUndefined();
    expect(newRelease(evidenceOf({ weeks: 1, releases: [RELEASE] }))).toBeNull();
  });
});

describe("suspectCause", () => {
  const suspect = (evidence: InsightEvidence) => {
    const [change] = findChanges(evidence);
    return change && suspectCause(evidence, change);
  };

  it("looks into the query type, and into captured details where details are asked again", () => {
    expect(suspect(jump())).toEqual({ metric: REPEAT, queryType: "order_status", fields: true });
    const rate = around(30, 500);
    const handOffs = evidenceOf({
      types: { a: { hand_off_rate: butLast(rate, [230, 500]) }, b: { hand_off_rate: rate } },
    });
    expect(suspect(handOffs)).toEqual({ metric: "hand_off_rate", queryType: "a", fields: false });
  });

  it("looks at a new version where no query type stands out, and at nothing without one", () => {
    const all = { all: { context_useful_rate: butLast(around(70, 500), [250, 500]) } };
    expect(suspect(evidenceOf({ ...all, releases: [RELEASE] }))).toEqual({
      metric: "context_useful_rate",
      queryType: undefined,
      fields: false,
    });
    expect(suspect(evidenceOf(all))).toBeNull();
  });
});

describe("findCause", () => {
  it("explains a change where the number without the type is back inside its limits", () => {
    const cause = causeOf(jump());
    expect(cause).toMatchObject({ kind: "type_cause", part: { queryType: "order_status" }, detail: null });
    if (cause?.kind !== "type_cause" || !cause.without) throw new Error("not explained");
    expect(cause.without.value).toBeCloseTo(105 / 700, 10);
    expect(cause.without.limits.low).toBeLessThan(cause.without.value);
    expect(cause.without.limits.high).toBeGreaterThan(cause.without.value);
    expect(cause.part.points + cause.others).toBeCloseTo(
      findChanges(jump())[0]?.change.difference ?? Number.NaN,
      10,
    );
  });

  it("does not say so where the rest is outside its limits as well", () => {
    const evidence = evidenceOf({
      types: {
        order_status: { [REPEAT]: butLast(around(45, 160), [150, 163]) },
        refund: { [REPEAT]: butLast(rest, [150, 700]) },
      },
      releases: [RELEASE],
    });
    expect(causeOf(evidence)).toBeNull();
    expect(causeOf(evidence, lookAt({ fields: FIELDS }))).toMatchObject({ without: null });
  });

  it("does not say so where the change is inside the limits, or there are none", () => {
    const few = evidenceOf({
      weeks: 8,
      types: {
        order_status: { [REPEAT]: butLast(around(45, 160), [117, 163]) },
        refund: { [REPEAT]: rest },
      },
    });
    expect(findChanges(few)[0]?.source?.kind).toBe("type");
    expect(causeOf(few)).toBeNull();
  });

  it("names the field and the release that no longer passes it", () => {
    expect(causeOf(jump(), lookAt({ fields: FIELDS }))).toMatchObject({
      detail: {
        kind: "field",
        field: "order_reference",
        what: "passed",
        release: RELEASE,
        before: { numerator: 378, denominator: 527 },
        after: { numerator: 3, denominator: 225 },
      },
    });
  });

  it("names the field without a release where none took over, against all weeks before", () => {
    expect(causeOf(jump([117, 163], []), lookAt({ fields: FIELDS }))).toMatchObject({
      detail: { field: "order_reference", release: null, before: { numerator: 878, denominator: 1227 } },
    });
  });

  it("names a field that is asked again though it is passed as before", () => {
    const passed: Counts = [300, 320];
    const fields = {
      before: fieldRows([["order_reference", "46", { passed, asked: [60, 400] }]]),
      after: fieldRows([["order_reference", "47", { passed: [150, 160], asked: [110, 160] }]]),
    };
    expect(causeOf(jump(), lookAt({ fields }))).toMatchObject({
      detail: { what: "asked_again", release: null, after: { numerator: 110, denominator: 160 } },
    });
  });

  it("names no field that is asked again as often as before, nor one of a few hand-offs", () => {
    const same = {
      before: fieldRows([["order_reference", "46", { passed: [378, 527], asked: [130, 400] }]]),
      after: fieldRows([["order_reference", "47", { passed: [3, 225], asked: [50, 160] }]]),
    };
    expect(causeOf(jump(), lookAt({ fields: same }))).toMatchObject({ detail: null });
    const few = {
      before: fieldRows([["order_reference", "46", { passed: [4, 4], asked: [0, 4] }]]),
      after: fieldRows([["order_reference", "47", { passed: [0, 225], asked: [110, 160] }]]),
    };
    expect(causeOf(jump(), lookAt({ fields: few }))).toMatchObject({ detail: null });
  });

  it("names a field that arrives again where repeats fall", () => {
    const evidence = jump([20, 163]);
    const fields = {
      before: fieldRows([["meter_serial", "46", { passed: [40, 500], asked: [200, 400] }]]),
      after: fieldRows([["meter_serial", "47", { passed: [200, 210], asked: [10, 160] }]]),
    };
    expect(causeOf(evidence, lookAt({ fields }))).toMatchObject({
      detail: { field: "meter_serial", what: "passed", after: { numerator: 200 } },
    });
  });

  it("falls back to the number on the new version against the one before", () => {
    const versions = versionWeeks([
      { 45: [10, 100], 46: [100, 250] },
      { 46: [80, 150], 47: [40, 60] },
      { 46: [2, 4], 47: [115, 159] },
    ]);
    expect(causeOf(jump(), lookAt({ versions }))).toMatchObject({
      detail: {
        kind: "release",
        release: RELEASE,
        before: { numerator: 180, denominator: 400 },
        after: { numerator: 115, denominator: 159 },
      },
    });
  });

  it("does not put a change down to a version that goes the other way, or may be chance", () => {
    const look = (before: Counts, after: Counts) =>
      lookAt({ versions: versionWeeks([{ 46: before }, {}, { 47: after }]) });
    expect(causeOf(jump(), look([390, 400], [115, 159]))).toMatchObject({ detail: null });
    expect(causeOf(jump(), look([280, 400], [115, 159]))).toMatchObject({ detail: null });
    expect(causeOf(jump(), look([0, 0], [115, 159]))).toMatchObject({ detail: null });
  });

  it("does not put a change down to a version that was not like that the week before", () => {
    const versions = versionWeeks([{ 46: [100, 250] }, { 46: [80, 150], 47: [50, 120] }, { 47: [115, 159] }]);
    expect(causeOf(jump(), lookAt({ versions }))).toMatchObject({ detail: null });
  });

  it("finds a release behind a change of all query types", () => {
    const evidence = evidenceOf({
      all: { context_useful_rate: butLast(around(70, 500), [250, 500]) },
      releases: [RELEASE],
    });
    const versions = versionWeeks([{ 46: [700, 1000] }, {}, { 47: [250, 500] }], "context_useful_rate");
    const look = lookAt({ metric: "context_useful_rate", queryType: undefined, versions });
    expect(causeOf(evidence, look)).toMatchObject({
      kind: "detail_cause",
      detail: { kind: "release", release: RELEASE },
      change: { signal: true },
    });
    expect(causeOf(evidence)).toBeNull();
  });

  it("finds a field behind a change of all query types, and in a view of one", () => {
    const all = { [REPEAT]: butLast(around(25, 360), [258, 360]) };
    const evidence = evidenceOf({ types: { order_status: all }, releases: [RELEASE] });
    const [change] = findChanges(evidence);
    expect(change && suspectCause(evidence, change)).toEqual({
      metric: REPEAT,
      queryType: undefined,
      fields: true,
    });
    expect(causeOf(evidence, lookAt({ queryType: undefined, fields: FIELDS }))).toMatchObject({
      kind: "detail_cause",
      detail: { kind: "field", field: "order_reference", release: RELEASE },
      change: { signal: true },
    });
  });

  it("takes no other look for its own", () => {
    expect(causeOf(jump(), lookAt({ queryType: "refund", fields: FIELDS }))).toMatchObject({ detail: null });
    expect(causeOf(jump(), lookAt({ metric: "hand_off_rate", fields: FIELDS }))).toMatchObject({
      detail: null,
    });
  });
});
