import { createHash } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { createDayOf } from "@/lib/domain/day";
import { weekOf } from "@/lib/domain/period";
import { familyOf, parseReason } from "@/lib/domain/reason";
import { newcombe } from "@/lib/statistics/newcombe";
import { DEMO_ANCHOR, DEMO_FIRST_DAY, DEMO_LAST_DAY, DEMO_RELEASES, DEMO_TIME_ZONE } from "./calendar";
import { DEMO_AGENT_ID, DEMO_SOURCE } from "./demo-users";
import { generateDemo } from "./generator";
import type { RawContextRating, RawConversation, RawHandoff, RawRecord, RawSurvey } from "./raw-record";
import { STORIES } from "./stories";

/** One conversation when everything has arrived: later records of the same key over earlier ones. */
interface Folded {
  conversation: RawConversation | null;
  handoffs: Map<string, RawHandoff>;
  surveys: Map<string, RawSurvey>;
  ratings: RawContextRating[];
  messages: number;
}

function fold(records: Iterable<RawRecord>): Map<string, Folded> {
  const all = new Map<string, Folded>();
  for (const record of records) {
    const known = all.get(record.conversationId);
    const folded: Folded = known ?? {
      conversation: null,
      handoffs: new Map(),
      surveys: new Map(),
      ratings: [],
      messages: 0,
    };
    if (known === undefined) all.set(record.conversationId, folded);
    if (record.type === "conversation") folded.conversation = { ...folded.conversation, ...record };
    else if (record.type === "handoff") {
      folded.handoffs.set(record.handoffId, { ...folded.handoffs.get(record.handoffId), ...record });
    } else if (record.type === "survey") {
      const kind = record.kind ?? "csat";
      folded.surveys.set(kind, { ...folded.surveys.get(kind), ...record });
    } else if (record.type === "context_rating") folded.ratings.push(record);
    else folded.messages += 1;
  }
  return all;
}

interface Eligible extends Folded {
  conversation: RawConversation;
  week: string;
  queryType: string | null;
  /** The first hand-off from the bot. */
  handOff: RawHandoff | null;
  isHandedOff: boolean;
}

function eligibleOf(all: Iterable<Folded>): Eligible[] {
  const dayOf = createDayOf(DEMO_TIME_ZONE);
  const eligible: Eligible[] = [];
  for (const folded of all) {
    const { conversation } = folded;
    if (conversation === null || conversation.test === true) continue;
    if (conversation.customerMessages === 0 || conversation.outcome === "open") continue;
    const handOff = folded.handoffs.get("1") ?? null;
    eligible.push({
      ...folded,
      conversation,
      week: weekOf(dayOf(Date.parse(conversation.startedAt) * 1000)),
      queryType: conversation.queryType ?? null,
      handOff,
      isHandedOff: handOff !== null || conversation.outcome === "handed_off",
    });
  }
  return eligible;
}

/** Share of those that `counts` says yes to; those of which it says null are left out. */
function shareOf<T>(items: readonly T[], counts: (item: T) => boolean | null) {
  const answers = items.map(counts).filter((answer) => answer !== null);
  const numerator = answers.filter(Boolean).length;
  return { numerator, denominator: answers.length, value: numerator / answers.length };
}

const familyIs = (family: string) => (conversation: Eligible) => {
  const reason = parseReason(conversation.handOff?.reason ?? "");
  const own = reason === null ? null : familyOf(reason);
  return own === null || own === "operational" ? null : own === family;
};

const isReached = ({ handOff }: Eligible) => handOff?.connectedAt !== undefined;

function isRepeated(conversation: Eligible): boolean | null {
  const fields = conversation.handOff?.context?.fields ?? [];
  const lists = conversation.ratings.flatMap((rating) =>
    rating.reaskedFields ? [rating.reaskedFields] : [],
  );
  const isAssessed = fields.some((field) => field.reasked !== null) || lists.length > 0;
  if (!isReached(conversation) || fields.length === 0 || !isAssessed) return null;
  return fields.some((field) => field.reasked === true || lists.some((list) => list.includes(field.name)));
}

function isSatisfied({ surveys }: Eligible): boolean | null {
  const survey = surveys.get("csat");
  return survey?.score === undefined || survey.scaleMax === undefined ? null : survey.score >= 4;
}

const isContained = (one: Eligible) => !one.isHandedOff && one.conversation.outcome !== "abandoned";

describe("the demo as a whole", () => {
  let records: RawRecord[] = [];
  let all = new Map<string, Folded>();
  let eligible: Eligible[] = [];
  const ofType = (queryType: string) => eligible.filter((one) => one.queryType === queryType);
  const inWeek = (week: string, from = eligible) => from.filter((one) => one.week === week);
  const inWeeks = (from: string, to: string, among = eligible) =>
    among.filter((one) => from <= one.week && one.week <= to);

  beforeAll(() => {
    records = [...generateDemo()];
    all = fold(records);
    eligible = eligibleOf(all.values());
  }, 60_000);

  it("is about 60,000 conversations over the twelve weeks before the anchor", () => {
    const conversations = [...all.values()].filter((one) => one.conversation !== null);
    expect(conversations.length).toBeGreaterThan(59_900);
    expect(conversations.length).toBeLessThanOrEqual(60_000);
    const weeks = [...new Set(eligible.map((one) => one.week))].sort();
    expect(weeks).toHaveLength(12);
    expect([weeks[0], weeks[11]]).toEqual([weekOf(DEMO_FIRST_DAY), weekOf(DEMO_LAST_DAY)]);
    expect(weekOf(createDayOf("UTC")(DEMO_ANCHOR - 86_400_000_000))).toBe("2026-W46");
  });

  it("lies in the same weeks by UTC and by London time, and nothing in it is later than the anchor", () => {
    const anchor = new Date(DEMO_ANCHOR / 1000).toISOString();
    const isTime = (key: string) => key === "at" || key.endsWith("At");
    const late = records.filter((record) =>
      Object.entries(record).some(([key, value]) => isTime(key) && String(value) > anchor),
    );
    expect(late).toEqual([]);
    const outside = records.filter(
      (record) =>
        record.type === "conversation" &&
        (record.startedAt < DEMO_FIRST_DAY || record.startedAt.slice(0, 10) > DEMO_LAST_DAY),
    );
    expect(outside).toEqual([]);
  });

  it("has all five record types, 25 query types and every oddity", () => {
    expect(new Set(records.map((record) => record.type)).size).toBe(5);
    expect(new Set(eligible.map((one) => one.queryType)).size).toBe(STORIES.length + 1);
    expect(STORIES).toHaveLength(25);
    const conversations = [...all.values()].flatMap((one) =>
      one.conversation === null ? [] : [one.conversation],
    );
    const handoffs = [...all.values()].flatMap((one) => [...one.handoffs.values()]);
    const some: { readonly [what: string]: unknown[] } = {
      waiting: [...all.values()].filter((one) => one.conversation === null),
      test: conversations.filter((one) => one.test === true),
      open: conversations.filter((one) => one.outcome === "open"),
      empty: conversations.filter((one) => one.customerMessages === 0),
      abandoned: conversations.filter((one) => one.outcome === "abandoned"),
      withoutOutcome: conversations.filter((one) => one.outcome === undefined),
      followUps: conversations.filter((one) => all.get(one.previousConversationId ?? "") !== undefined),
      implied: eligible.filter((one) => one.isHandedOff && one.handoffs.size === 0),
      transfers: handoffs.filter((one) => one.from === "agent"),
      secondTries: handoffs.filter((one) => one.handoffId === "2" && one.from === undefined),
      operational: handoffs.filter((one) => one.reason === "operational"),
      rawReasons: handoffs.filter((one) => one.reasonRaw === "ESC_017"),
      unknownReasons: handoffs.filter((one) => one.reason === "ESC_017"),
      german: conversations.filter((one) => one.language === "de-DE"),
      french: conversations.filter((one) => one.language === "fr-FR"),
      gold: conversations.filter((one) => one.plan === "gold"),
      unknownChannel: conversations.filter((one) => one.channel === "kiosk"),
    };
    for (const [what, found] of Object.entries(some)) expect([what, found.length > 5]).toEqual([what, true]);
  });

  it("follow-ups are of the same customer, later", () => {
    const odd = [...all.values()].filter(({ conversation }) => {
      const before = all.get(conversation?.previousConversationId ?? "")?.conversation;
      if (!conversation || !before || conversation.test || before.test) return false;
      return conversation.customerRef !== before.customerRef || conversation.startedAt <= before.startedAt;
    });
    expect(odd).toEqual([]);
  });

  it("sends some of it out of order and some of it in parts", () => {
    const arrived = new Set<string>();
    let early = 0;
    let parts = 0;
    const keys = new Set<string>();
    for (const record of records) {
      if (record.type === "conversation") arrived.add(record.conversationId);
      if (record.type === "survey" && !arrived.has(record.conversationId)) early += 1;
      const key = record.type === "handoff" ? `${record.conversationId} ${record.handoffId}` : null;
      if (key !== null && keys.has(key)) parts += 1;
      if (key !== null) keys.add(key);
    }
    expect(early).toBeGreaterThan(100);
    expect(parts).toBeGreaterThan(1000);
  });

  it("has overall numbers near those of the pictures", () => {
    const handedOff = eligible.filter((one) => one.isHandedOff);
    expect(shareOf(eligible, (one) => one.isHandedOff).value).toBeCloseTo(0.296, 2);
    expect(shareOf(inWeeks("2026-W35", "2026-W44"), isRepeated).value).toBeCloseTo(0.163, 1.7);
    expect(shareOf(inWeek("2026-W46"), isRepeated).value).toBeCloseTo(0.25, 1.7);
    expect(shareOf(handedOff.filter(isReached), isSatisfied).value).toBeCloseTo(0.61, 1.5);
    expect(shareOf(eligible.filter(isContained), isSatisfied).value).toBeCloseTo(0.83, 1.5);
    expect(shareOf(handedOff, familyIs("bot_failure")).value).toBeCloseTo(0.39, 1.5);
    expect(shareOf(handedOff, familyIs("planned_escalation")).value).toBeCloseTo(0.34, 1.5);
    expect(shareOf(handedOff, familyIs("customer_demand")).value).toBeCloseTo(0.27, 1.5);
    const ratings = eligible.flatMap((one) => one.ratings);
    expect(
      shareOf(ratings, (one) => (one.usefulness ? one.usefulness === "useful" : null)).value,
    ).toBeCloseTo(0.71, 1.5);
    expect(shareOf(ratings, (one) => (one.used ? one.used === "ignored" : null)).value).toBeCloseTo(0.1, 1.5);
    expect(shareOf(handedOff.filter(isReached), (one) => one.ratings.length > 0).value).toBeCloseTo(
      0.23,
      1.5,
    );
    const surveyed = handedOff.filter((one) => isReached(one) && one.surveys.has("csat"));
    expect(shareOf(surveyed, (one) => one.surveys.get("csat")?.score !== undefined).value).toBeCloseTo(
      0.14,
      1.5,
    );
  });

  it("tells of well-scoped refund approvals", () => {
    const refunds = ofType("refund_approval");
    expect(shareOf(refunds, (one) => one.isHandedOff).value).toBeGreaterThan(0.7);
    expect(shareOf(refunds, familyIs("planned_escalation")).value).toBeGreaterThan(0.8);
    expect(shareOf(refunds, isRepeated).value).toBeLessThan(0.12);
    expect(shareOf(refunds.filter(isReached), isSatisfied).value).toBeGreaterThan(0.75);
    const fields = refunds.flatMap((one) => one.handOff?.context?.fields ?? []);
    expect(
      shareOf(fields, (one) => (one.passed === null ? null : one.passed === "structured")).value,
    ).toBeGreaterThan(0.9);
  });

  it("tells of an order status that loses the order reference, altogether since release 47", () => {
    const orders = ofType("order_status");
    const passed = (from: string, to: string) =>
      shareOf(
        inWeeks(from, to, orders).flatMap((one) =>
          (one.handOff?.context?.fields ?? []).filter((field) => field.name === "order_reference"),
        ),
        (field) => (field.passed === null ? null : field.passed === "structured"),
      ).value;
    expect(passed("2026-W35", "2026-W44")).toBeGreaterThan(0.6);
    expect(passed("2026-W46", "2026-W46")).toBeLessThan(0.03);
    const before = shareOf(inWeeks("2026-W35", "2026-W44", orders), isRepeated);
    const after = shareOf(inWeek("2026-W46", orders), isRepeated);
    expect(before.value).toBeGreaterThan(0.22);
    expect(after.value).toBeGreaterThan(0.6);
    expect(shareOf(orders.filter(isReached), isSatisfied).value).toBeLessThan(0.5);
    // The last week has something to say, and it goes away without this query type.
    const weekly = (week: string, among: Eligible[]) => shareOf(inWeek(week, among), isRepeated);
    const others = eligible.filter((one) => one.queryType !== "order_status");
    expect(newcombe(weekly("2026-W45", eligible), weekly("2026-W46", eligible))?.signal).toBe(true);
    expect(newcombe(weekly("2026-W45", others), weekly("2026-W46", others))?.signal).toBe(false);
  });

  it("tells of a meter serial number that release 45 mended in week 5", () => {
    const faults = ofType("smart_meter_fault");
    expect(shareOf(inWeeks("2026-W35", "2026-W38", faults), isRepeated).value).toBeGreaterThan(0.5);
    expect(shareOf(inWeeks("2026-W40", "2026-W46", faults), isRepeated).value).toBeLessThan(0.2);
    const mended = DEMO_RELEASES.find((release) => release.version === "45");
    expect(mended && weekOf(createDayOf(DEMO_TIME_ZONE)(mended.at))).toBe("2026-W39");
  });

  it("tells of a password reset that hardly hands off, and blind when it does", () => {
    const resets = ofType("password_reset");
    expect(shareOf(resets, (one) => one.isHandedOff).value).toBeLessThan(0.08);
    expect(shareOf(resets, isRepeated).value).toBeGreaterThan(0.4);
  });

  it("tells of billing customers who type agent at once and are tried four times", () => {
    const asked = ofType("billing_question").flatMap(({ handOff }) =>
      handOff?.reason === "asked_at_start" && handOff.customerAskedAt !== undefined ? [handOff] : [],
    );
    expect(asked.length).toBeGreaterThan(500);
    expect(shareOf(asked, (one) => one.failedAttempts === 4).value).toBeGreaterThan(0.7);
    const honoured = shareOf(asked, (one) => {
      const waited = Date.parse(one.requestedAt ?? "") - Date.parse(one.customerAskedAt ?? "");
      return waited >= 0 && waited <= 60_000;
    });
    expect(honoured.value).toBeLessThan(0.2);
  });

  it("loses more context at busy hours", () => {
    const byHour = (from: number, to: number) =>
      shareOf(eligible, (one) => {
        const hour = Number(one.conversation.startedAt.slice(11, 13));
        return one.handOff?.context === undefined || hour < from || hour > to
          ? null
          : one.handOff.context.transcript === false;
      });
    expect(byHour(8, 11).value).toBeGreaterThan(byHour(0, 6).value + 0.03);
  });

  it("has agents who ignore context, and recent hand-offs for the demo's agent to rate", () => {
    const ignored = new Map<string, number>();
    for (const { ratings } of eligible) {
      for (const rating of ratings) {
        if (rating.used === "ignored") ignored.set(rating.agentId, (ignored.get(rating.agentId) ?? 0) + 1);
      }
    }
    const most = [...ignored.values()].sort((a, b) => b - a);
    expect(most[0] ?? 0).toBeGreaterThan(20);
    const mine = eligible.filter(
      (one) => one.handOff?.agentId === DEMO_AGENT_ID && one.conversation.startedAt > "2026-11-13T21:00",
    );
    expect(mine.filter((one) => one.ratings.length === 0).length).toBeGreaterThanOrEqual(3);
  });

  it("has transcripts of some hundred conversations of the last two weeks, with values to redact", () => {
    const withMessages = eligible.filter((one) => one.messages > 0);
    expect(withMessages.length).toBeGreaterThan(500);
    expect(withMessages.length).toBeLessThan(2000);
    expect(withMessages.every((one) => one.week >= "2026-W45")).toBe(true);
    const spoken = new Map<string, string>();
    for (const record of records) {
      if (record.type === "message") {
        spoken.set(record.conversationId, `${spoken.get(record.conversationId) ?? ""}\n${record.text}`);
      }
    }
    for (const { conversation, handOff } of withMessages) {
      for (const field of handOff?.context?.fields ?? []) {
        expect(spoken.get(conversation.conversationId)).toContain(field.value);
      }
    }
    expect([...spoken.values()].some((text) => text.includes("4111 1111 1111 1111"))).toBe(true);
  });

  it("tells each transcript in order, between the times of its conversation", () => {
    const last = new Map<string, { sequence: number; at: string }>();
    const odd = records.filter((record) => {
      if (record.type !== "message") return false;
      const before = last.get(record.conversationId) ?? { sequence: 0, at: "" };
      const conversation = all.get(record.conversationId)?.conversation;
      last.set(record.conversationId, record);
      return (
        record.sequence !== before.sequence + 1 ||
        record.at < before.at ||
        record.at < (conversation?.startedAt ?? "") ||
        record.at > (conversation?.endedAt ?? "")
      );
    });
    expect(odd).toEqual([]);
  });

  it("is of one source", () => {
    expect(new Set(records.map((record) => record.source))).toEqual(new Set([DEMO_SOURCE]));
  });
});

describe("generateDemo", () => {
  const textOf = (conversations: number) =>
    [...generateDemo({ conversations })].map((record) => JSON.stringify(record)).join("\n");

  it("is the same on every run and on every machine", () => {
    const text = textOf(600);
    expect(textOf(600)).toBe(text);
    expect(createHash("sha256").update(text).digest("hex")).toBe(
      "7c8f2715ec02e3a4a27ed12a7253c11bb45009b147fa601cead5005baf247445",
    );
  });

  it("scales down", () => {
    const ids = (conversations: number) =>
      [...generateDemo({ conversations })]
        .filter((one) => one.type === "conversation")
        .map((one) => one.conversationId);
    expect(new Set(ids(300)).size).toBeGreaterThan(290);
    expect(new Set(ids(300)).size).toBeLessThanOrEqual(300);
    expect(ids(0)).toEqual([]);
  });

  it("is lazy", () => {
    expect(generateDemo().next().value?.type).toBeDefined();
  });
});
