import { describe, expect, it } from "vitest";
import { findInsights, type Insights } from "./insights";
import type { CloserLook, Looks } from "./insights-evidence";
import {
  around,
  butLast,
  type Counts,
  evidenceOf,
  NO_LOOKS,
  REVIEWED,
  reportOf,
  rowOf,
  type Story,
} from "./insights-sample";
import type { Release } from "./releases";
import { prepareWhatStandsOut } from "./what-stands-out";

const REPEAT = "repeat_information_rate";
const RELEASE: Release = { version: "47", bot: "Wren", day: "2026-11-05", previous: "46" };
const scope = { week: REVIEWED, filters: [] };
const steady = (numerator: number, denominator: number) => (): Counts => [numerator, denominator];

function told(story: Story, looks: Partial<Looks> = {}) {
  const evidence = evidenceOf(story);
  return prepareWhatStandsOut(
    { evidence, insights: findInsights(evidence, { ...NO_LOOKS, ...looks }) },
    scope,
  );
}

/** The first finding as it is read. */
function first(story: Story, looks: Partial<Looks> = {}) {
  const [finding] = told(story, looks).findings;
  return finding && { ...finding, text: `${finding.claim} ${finding.why}`.trim() };
}

/** The week of the demo: the order reference no longer arrives in a field. */
const DEMO: Story = {
  types: {
    order_status: {
      [REPEAT]: butLast(around(45, 160), [117, 163]),
      one_failed_attempt_rate: steady(72, 159),
    },
    smart_meter_fault: { [REPEAT]: around(7, 60), one_failed_attempt_rate: steady(1, 76) },
    refund_status: { [REPEAT]: around(14, 662) },
    billing_question: { demand_honoured_rate: steady(7, 75) },
  },
  all: { post_hand_off_csat: around(59, 188), contained_csat: around(80, 269) },
  releases: [RELEASE],
};

const fields = (before: Counts, after: Counts): CloserLook => {
  const row = (version: string, passed: Counts, asked: Counts) =>
    reportOf([
      rowOf(
        { field: "order_reference", bot_version: version },
        { structured_pass_rate: passed, field_reask_rate: asked },
      ),
    ]);
  return {
    metric: REPEAT,
    queryType: "order_status",
    versions: reportOf([]),
    fields: { before: row("46", before, [130, 400]), after: row("47", after, [110, 160]) },
  };
};

const DEMO_LOOKS: Looks = {
  causes: [fields([378, 527], [3, 225])],
  attempts: [
    {
      queryType: "smart_meter_fault",
      attempts: reportOf([
        rowOf({ failed_attempts: "1" }, { bot_failure_share: [1, 1] }),
        rowOf({ failed_attempts: "3" }, { bot_failure_share: [40, 40] }),
        rowOf({ failed_attempts: "4" }, { bot_failure_share: [35, 35] }),
      ]),
    },
  ],
};

describe("the demo's week", () => {
  const page = told(DEMO, DEMO_LOOKS);

  it("says what changed, what explains it and what stands every week", () => {
    expect(page.findings.map(({ claim, why }) => `${claim} ${why}`)).toEqual([
      "Repeat information rose to 24.2%. One customer in four had to give an agent a detail that the bot already had.",
      "Order status explains it. Since release 47 the order reference no longer arrives in a field: 3 of 225, before 378 of 527. Without order status the rate is 13.4%, inside its limits of 11.9–15.1.",
      "Smart meter fault hands off late. In 75 of 76 bot failures the bot failed at least twice first, 3.4 times on average.",
      "Billing question makes customers wait for a person. Of 75 who asked for one, 68 were not handed off within a minute.",
    ]);
    expect(page.nothing).toBeNull();
    expect(page.release).toEqual(RELEASE);
  });

  it("rests every sentence on its evidence", () => {
    expect(
      page.findings.map(({ signal, notes, link }) => [signal?.text ?? null, ...notes, link.text]),
    ).toEqual([
      ["4.7 pts worse", "+0.8 to +8.5", "above the upper limit of 21.3", "214 hand-offs"],
      ["26.2 pts worse", "+15.5 to +36.0", "117/163 assessed", "117 hand-offs"],
      [null, "no change in 12 weeks", "75 hand-offs"],
      [null, "no change in 12 weeks", "75 requests"],
    ]);
    expect(page.findings.map(({ link }) => link.href)).toEqual([
      "/conversations?metric=repeat_information_rate&part=numerator&week=2026-W46",
      "/conversations?metric=repeat_information_rate&part=numerator&week=2026-W46&query_type=order_status",
      "/conversations?metric=bot_failure_share&part=numerator&week=2026-W46&query_type=smart_meter_fault&failed_attempts=3&failed_attempts=4",
      "/conversations?metric=demand_honoured_rate&part=denominator&week=2026-W46&query_type=billing_question",
    ]);
  });

  it("keeps what is noise out of the findings", () => {
    expect(page.noise.map(({ name, change }) => [name, change?.word])).toEqual([
      ["CSAT after hand-off", "noise"],
      ["CSAT contained", "noise"],
    ]);
    expect(page.further).toEqual([]);
  });
});

describe("a change", () => {
  it("of satisfaction after a hand-off is told beside contained", () => {
    const all = { post_hand_off_csat: butLast(around(60, 400), [160, 400]), contained_csat: around(79, 300) };
    const finding = first({ all });
    expect(finding?.text).toBe(
      "Satisfaction after a hand-off fell to 40.0%. Two customers in five who answered were satisfied. Where the bot finished alone it is 79.0%.",
    );
    expect(finding?.signal).toMatchObject({ tone: "worse", word: "signal", direction: "down" });
    expect(finding?.link.href).toContain("part=denominator");
  });

  it("of contained satisfaction, sentiment, connected and unclassified hand-offs has words of its own", () => {
    const text = (metric: string, from: number, to: number) =>
      first({ all: { [metric]: butLast(around(from, 1000), [to * 10, 1000]) } })?.text;
    expect(text("contained_csat", 70, 80)).toBe(
      "Satisfaction without a hand-off rose to 80.0%. Four customers in five who answered were satisfied.",
    );
    expect(text("context_useful_rate", 70, 46)).toBe(
      "Agent sentiment fell to 46.0%. 46 ratings in 100 call the context useful.",
    );
    expect(text("connection_rate", 95, 88)).toBe(
      "The share of hand-offs that reach a person fell to 88.0%. 120 of 1,000 hand-offs did not reach a person.",
    );
    expect(text("unclassified_share", 4, 12)).toBe(
      "The share of hand-offs without a known reason rose to 12.0%. 120 of 1,000 hand-offs came without a reason that is known.",
    );
  });

  it("without a better direction is told in points, and not judged", () => {
    const rate = around(29, 2000);
    const finding = first({
      types: {
        order_status: { hand_off_rate: butLast(around(30, 700), [300, 700]) },
        refund: { hand_off_rate: butLast(rate, [590, 2000]) },
      },
    });
    expect(finding?.text).toBe(
      "The hand-off rate rose by 3.6 points to 33.0%. Order status alone adds 3.3, all other query types together 0.3.",
    );
    expect(finding?.signal).toMatchObject({ tone: "neutral", text: "3.6 pts higher" });
    expect(finding?.link).toEqual({ text: "Mix and rate", href: "#why" });
  });

  it("says where all other query types go the other way, and what a fall takes away", () => {
    const story = (a: Counts, b: Counts): Story => ({
      types: {
        a: { hand_off_rate: butLast(around(50, 1000), a) },
        b: { hand_off_rate: butLast(around(30, 3000), b) },
      },
    });
    expect(first(story([700, 1000], [870, 3000]))?.why).toBe(
      "A alone adds 5.0, all other query types together take away 0.8.",
    );
    expect(first(story([300, 1000], [901, 3000]))?.why).toBe(
      "A alone takes away 5.0, all other query types together nothing.",
    );
  });

  it("by the mix says what customers asked about", () => {
    const finding = first({
      types: {
        complaint: { hand_off_rate: butLast(steady(270, 300), [540, 600]) },
        reading: { hand_off_rate: butLast(steady(270, 2700), [240, 2400]) },
      },
    });
    expect(finding?.why).toBe(
      "Customers asked about other things: that adds 8.0, the query types' own rates nothing.",
    );
  });

  it("spread over many types says so", () => {
    const types = Object.fromEntries(
      ["a", "b", "c", "d"].map((name) => [name, { hand_off_rate: butLast(around(30, 800), [270, 800]) }]),
    );
    expect(first({ types })?.why).toBe("No single query type explains it: a, the largest part, adds 0.9.");
  });

  it("of a family says what it is", () => {
    const text = (metric: string) => first({ all: { [metric]: butLast(around(20, 900), [300, 900]) } })?.text;
    expect(text("bot_failure_share")).toBe(
      "The share of bot failures rose by 13.2 points to 33.3%. One hand-off in three came after the bot had failed.",
    );
    expect(text("customer_demand_share")).toContain("came because the customer asked for a person.");
    expect(text("planned_escalation_share")).toContain("went as planned.");
  });

  it("inside its limits says so, and without limits says nothing of them", () => {
    const wide = (week: number): Counts => [week % 2 === 0 ? 100 : 200, 900];
    expect(first({ all: { [REPEAT]: wide } })).toMatchObject({
      claim: "Repeat information rose to 22.2%.",
      notes: ["+7.7 to +14.5", expect.stringMatching(/^inside its limits of /)],
    });
    expect(first({ weeks: 2, all: { [REPEAT]: wide } })?.notes).toEqual(["+7.7 to +14.5"]);
  });
});

describe("a cause", () => {
  it("that does not explain all is the largest part", () => {
    const evidence: Story = {
      types: {
        order_status: { [REPEAT]: butLast(around(45, 160), [150, 163]) },
        refund: { [REPEAT]: butLast(around(15, 700), [150, 700]) },
      },
      releases: [RELEASE],
    };
    const [, cause] = told(evidence, { causes: [fields([378, 527], [100, 225])] }).findings;
    expect(cause?.claim).toBe("Order status is the largest part of it.");
    expect(cause?.why).toBe(
      "Since release 47 the order reference arrives in a field less often: 100 of 225, before 378 of 527. It adds 8.9, all other query types together 5.0.",
    );
  });

  it("names the bot where several have releases", () => {
    const story = { ...DEMO, releases: [{ ...RELEASE, bot: "Finch", day: "2026-10-01" }, RELEASE] };
    expect(told(story, DEMO_LOOKS).findings[1]?.why).toContain(
      "Since release 47 of Wren the order reference",
    );
  });

  it("may be a detail that is asked again, or arrives again", () => {
    const again = told(DEMO, { causes: [fields([300, 320], [210, 225])] }).findings[1]?.why;
    expect(again).toMatch(/^The order reference is asked again more often: 110 of 160, before 130 of 400\./);
  });

  it("may be a release", () => {
    const story: Story = {
      all: { context_useful_rate: butLast(around(70, 500), [250, 500]) },
      releases: [RELEASE],
    };
    const look: CloserLook = {
      metric: "context_useful_rate",
      queryType: undefined,
      versions: reportOf([
        rowOf({ week: "2026-W44", bot_version: "46" }, { context_useful_rate: [700, 1000] }),
        rowOf({ week: "2026-W46", bot_version: "47" }, { context_useful_rate: [250, 500] }),
      ]),
      fields: null,
    };
    const [change, cause] = told(story, { causes: [look] }).findings;
    expect(change?.claim).toBe("Agent sentiment fell to 50.0%.");
    expect(cause).toMatchObject({
      claim: "It came with release 47.",
      why: "On it the rate is 50.0%, on release 46 it was 70.0%.",
      notes: ["−25.2 to −14.8", "250 of 500, before 700 of 1,000"],
    });
    expect(cause?.link).toEqual({
      text: "500 ratings",
      href: "/conversations?metric=context_useful_rate&part=denominator&week=2026-W46&bot_version=47",
    });
  });
});

describe("a detail behind a change of all query types", () => {
  it("is told by how it is passed, with its rows", () => {
    const story: Story = {
      types: { order_status: { [REPEAT]: butLast(around(25, 360), [258, 360]) } },
      releases: [RELEASE],
    };
    const look = { ...fields([378, 527], [3, 225]), queryType: undefined };
    const [, cause] = told(story, { causes: [look] }).findings;
    expect(cause).toMatchObject({
      claim: "The order reference is behind it.",
      why: "Since release 47 the order reference no longer arrives in a field: 3 of 225, before 378 of 527.",
      signal: { text: "70.4 pts worse", word: "signal" },
      link: {
        text: "225 hand-offs",
        href: "/conversations?metric=structured_pass_rate&part=denominator&week=2026-W46&field=order_reference",
      },
    });
    const [, again] = told(story, {
      causes: [{ ...fields([300, 320], [210, 225]), queryType: undefined }],
    }).findings;
    expect(again?.why).toBe("The order reference is asked again more often: 110 of 160, before 130 of 400.");
    expect(again?.link.href).toContain("metric=field_reask_rate");
  });
});

describe("other findings", () => {
  it("a number that is gone", () => {
    const finding = first({ all: { context_useful_rate: butLast(around(70, 300), [0, 0]) } });
    expect(finding?.text).toBe(
      "No ratings by agents. Week 45 had 300. Either nothing was sent, or it has not arrived.",
    );
    expect(finding?.link).toEqual({
      text: "300 in week 45",
      href: "/conversations?metric=context_useful_rate&part=denominator&week=2026-W45",
    });
  });

  it("a number that stays outside its limits", () => {
    const counts = (week: number): Counts => (week >= 10 ? [262, 900] : around(16, 900)(week));
    const finding = first({ all: { [REPEAT]: counts } });
    expect(finding?.text).toBe("Repeat information stays high at 29.1%. Its average is 16.0%.");
    expect(finding?.signal).toMatchObject({ tone: "worse", text: "above its limits", word: "signal" });
    expect(finding?.notes).toEqual([expect.stringMatching(/^above the upper limit of /), "for two weeks"]);
  });

  it("a number that stays on one side of its average", () => {
    const counts = (week: number): Counts => [(week < 4 ? 130 : 180) + 25 * (week % 2), 900];
    const finding = first({ all: { [REPEAT]: counts } });
    expect(finding?.claim).toBe("Repeat information has been above its average for eight weeks.");
    expect(finding?.signal?.text).toBe("above average");
  });

  it("what a query type does every week, over all weeks", () => {
    const page = told({
      types: {
        password_reset: { hand_off_rate: around(6, 400), repeat_information_rate: steady(4, 8) },
        other: { hand_off_rate: around(30, 2000), repeat_information_rate: around(12, 300) },
      },
    });
    expect(page.findings[0]).toMatchObject({
      claim: "Password reset seldom hands off, but then arrives blind.",
      why: "In 48 of 96 hand-offs an agent asked again for a detail that the bot had: 50.0%, all other query types 12.1%.",
      notes: ["in 12 weeks"],
      link: {
        text: "48 hand-offs",
        href: "/conversations?metric=repeat_information_rate&part=numerator&from=2026-08-24&to=2026-11-15&query_type=password_reset",
      },
    });
    expect(page.nothing).toBe(
      "No change stands out. What differs from week 45 is within what chance alone does.",
    );
  });
});

describe("nothing", () => {
  it("is said where nothing stands out", () => {
    const page = told({ all: { [REPEAT]: around(15, 900) } });
    expect(page).toMatchObject({
      findings: [],
      release: null,
      nothing: "Nothing stands out. What differs from week 45 is within what chance alone does.",
    });
  });

  it("is not said of what cannot be compared", () => {
    expect(told({ weeks: 1, all: { [REPEAT]: around(15, 900) } }).nothing).toBe(
      "Nothing can be compared with week 45: it has no data, or too few.",
    );
  });

  it("signals beyond five findings are listed", () => {
    const insights: Insights = findInsights(
      evidenceOf({ all: { [REPEAT]: butLast(around(15, 900), [200, 900]) } }),
      NO_LOOKS,
    );
    const [change] = insights.insights;
    if (change?.kind !== "change") throw new Error("no change");
    const page = prepareWhatStandsOut(
      { evidence: evidenceOf({}), insights: { insights: [], further: [change], noise: [] } },
      scope,
    );
    expect(page.further).toEqual([
      expect.objectContaining({
        name: "Repeat information",
        change: expect.objectContaining({ word: "signal" }),
      }),
    ]);
  });
});

describe("what cannot be compared", () => {
  it("says why, where it was there the week before", () => {
    const page = told({
      all: {
        [REPEAT]: around(15, 900),
        context_useful_rate: butLast(around(70, 300), [3, 4]),
        post_hand_off_csat: (week) => (week === 10 ? [2, 3] : [60, 100]),
      },
    });
    expect(page.noise.map(({ name, change, withheld }) => [name, change?.word ?? withheld?.text])).toEqual([
      ["Repeat information", "noise"],
      ["CSAT after hand-off", "< 5"],
      ["Agent sentiment", "< 5"],
    ]);
  });
});

describe("filters", () => {
  it("are kept in every link", () => {
    const evidence = evidenceOf(DEMO);
    const page = prepareWhatStandsOut(
      { evidence, insights: findInsights(evidence, DEMO_LOOKS) },
      { week: REVIEWED, filters: [{ dimension: "channel", values: ["web_chat"] }] },
    );
    for (const { link } of page.findings) expect(link.href).toContain("channel=web_chat");
  });
});
