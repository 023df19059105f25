import { describe, expect, it } from "vitest";
import { share } from "@/lib/reports/weekly/weekly-example";
import { parseConversationsAddress } from "./conversations-address";
import type { ConversationsPage, ListedConversation } from "./list-conversations";
import { countOf, prepareConversations } from "./prepare-conversations";

const address = (query: string) => parseConversationsAddress(new URLSearchParams(query));
const context = { timeZone: "Europe/London", own: false };

const row: ListedConversation = {
  source: "wren",
  conversationId: "c/7731 0412",
  startedAt: "2026-11-12T10:37:40Z",
  bot: "Wren",
  botVersion: "47",
  channel: "web_chat",
  language: "en",
  queryType: "order_status",
  reason: "bot_failure",
  reasonCode: "tool_error",
  queue: "Orders",
  eligible: true,
  handedOff: true,
  abandoned: false,
  repeated: true,
  csat: 2,
  count: 1,
};
const page = (rows: readonly ListedConversation[], next: string | null = null): ConversationsPage => ({
  rows,
  next,
});

describe("prepareConversations", () => {
  const query = "metric=repeat_information_rate&part=numerator&week=2026-W46&query_type=order_status";

  it("says in words what is listed", () => {
    const list = prepareConversations(page([row]), address(query), share(18, 40), context);
    expect(list.title).toBe("18 hand-offs in which a captured detail was asked again");
    expect(list.period).toBe("Week 46, 9–15 Nov 2026");
    expect(list.filters).toEqual([
      {
        text: "Query type: Order status",
        withoutHref: "/conversations?metric=repeat_information_rate&part=numerator&week=2026-W46",
      },
    ]);
    expect(list.parts.map(({ text, current }) => [text, current])).toEqual([
      ["18 hand-offs in which a captured detail was asked again", true],
      ["40 assessed hand-offs", false],
    ]);
  });

  it("shows each conversation with its way", () => {
    const [first] = prepareConversations(page([row]), address(query), share(18, 40), context).rows;
    expect(first).toMatchObject({
      href: `/conversations/wren/c%2F7731%200412?${new URLSearchParams({ list: query })}`,
      time: "12 Nov, 10:37",
      queryType: "Order status",
      outcome: "Bot failure",
      detail: "tool error",
      repeatText: "Asked again",
      csat: "2",
      bot: "Wren 47",
      count: null,
    });
  });

  it("counts units where a conversation stands for more than one", () => {
    const list = prepareConversations(
      page([row, { ...row, count: 3 }]),
      address(query),
      share(4, 40),
      context,
    );
    expect(list.hasCounts).toBe(true);
    expect(list.rows.map((one) => one.count)).toEqual(["1", "3"]);
  });

  it.each([
    [{ handedOff: false }, "Contained"],
    [{ handedOff: false, abandoned: true }, "Abandoned"],
    [{ handedOff: false, eligible: false }, "Not counted"],
    [{ reason: "unclassified", reasonCode: null }, "Unclassified"],
    [{ reason: null, reasonCode: null }, "Handed off"],
  ])("%o is %s", (change, outcome) => {
    const list = prepareConversations(page([{ ...row, ...change }]), address(""), null, context);
    expect(list.rows[0]?.outcome).toBe(outcome);
  });

  it("leads on and back through the pages", () => {
    const first = prepareConversations(page([row], "c2"), address(query), null, context);
    expect(first.previousHref).toBeNull();
    expect(first.nextHref).toContain("cursor=c2&past=");
    const second = prepareConversations(
      page([row], "c3"),
      address(first.nextHref?.split("?")[1] ?? ""),
      null,
      context,
    );
    const third = prepareConversations(
      page([row]),
      address(second.nextHref?.split("?")[1] ?? ""),
      null,
      context,
    );
    expect(third.nextHref).toBeNull();
    expect(third.previousHref).toBe(first.nextHref);
    expect(second.previousHref).toBe(`/conversations?${query}`);
  });

  it("says nothing of counts that the reader may not see", () => {
    const own = prepareConversations(page([row]), address(query), null, { ...context, own: true });
    expect(own.title).toBe("Hand-offs in which a captured detail was asked again");
    expect(prepareConversations(page([row]), address(""), null, { ...context, own: true }).title).toBe(
      "My conversations",
    );
  });

  it("does not offer the half of a rating metric that would give single ratings away", () => {
    const list = prepareConversations(
      page([row]),
      address("metric=context_useful_rate&part=denominator"),
      share(7, 10),
      context,
    );
    expect(list.parts).toEqual([]);
    expect(list.title).toBe("10 ratings that say how useful the context was");
  });

  it("counts the observations of means and percentiles", () => {
    const list = (query: string) =>
      prepareConversations(page([row]), address(query), share(40, 60), context).title;
    expect(list("metric=post_hand_off_csat_mean")).toBe("60 counted surveys with a scale after a hand-off");
    expect(list("metric=wait_time_p50")).toBe("60 connected hand-offs with both times known");
  });
});

describe("countOf", () => {
  it.each([
    [
      1,
      "hand-offs in which a captured detail was asked again",
      "1 hand-off in which a captured detail was asked again",
    ],
    [1, "satisfied surveys after a hand-off", "1 satisfied survey after a hand-off"],
    [1204, "conversations handed off", "1,204 conversations handed off"],
    [0, "conversations handed off", "0 conversations handed off"],
  ])("%d %s", (count, words, text) => {
    expect(countOf(count, words)).toBe(text);
  });
});

describe("the address of a list", () => {
  it.each(["metric=happiness", "week=2026-W60", "channel=pigeon", "from=2026-11-15&to=2026-11-09"])(
    "refuses %s",
    (query) => {
      expect(() => address(query)).toThrow();
    },
  );
});
