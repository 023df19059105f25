import { expect, test } from "vitest";
import { prepareJourney } from "./prepare-journey";

const DAY = 86_400_000_000;
const contact = {
  source: "wren",
  conversationId: "c 1",
  startedAt: DAY,
  channel: "web_chat",
  queryType: "order_status",
  handedOff: true,
  bySource: true,
} as const;

test("earlier and later contacts lead to their pages, and what is not there is said", () => {
  const journey = prepareJourney(
    { known: true, days: 7, contacts: [{ ...contact, side: "earlier" }] },
    { startedAt: 2 * DAY },
    20 * DAY,
    "UTC",
  );
  expect(journey.earlier).toMatchObject([
    {
      text: "Web chat, order status",
      time: "2 Jan, 00:00",
      href: "/conversations/wren/c%201",
      note: "handed off, linked by its source",
    },
  ]);
  expect(journey.none).toBe("No further contact within 7 days.");
  const later = { known: true, days: 7, contacts: [{ ...contact, bySource: false, side: "later" as const }] };
  expect(prepareJourney(later, { startedAt: 0 }, DAY, "UTC")).toMatchObject({
    none: null,
    later: [{ note: "handed off, same customer" }],
  });
});

test("an open window, and one that nobody can see into, are called so", () => {
  const none = { days: 7, contacts: [] };
  const text = (known: boolean) => prepareJourney({ ...none, known }, { startedAt: 0 }, DAY, "UTC").none;
  expect(text(true)).toContain("the window is open for another 6 d");
  expect(text(false)).toContain("cannot be seen");
});
