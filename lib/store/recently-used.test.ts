import { expect, test } from "vitest";
import { RecentlyUsed } from "./recently-used";

test("what was used longest ago makes room", () => {
  const kept = new RecentlyUsed<number>(100);
  for (let i = 0; i < 10; i++) kept.keep(String(i), i, 9);
  expect(kept.take("0")).toBe(0);
  kept.keep("next", 10, 6);
  expect(kept.take("1")).toBeUndefined();
  expect(kept.take("0")).toBe(0);
  expect(kept.take("next")).toBe(10);
});

test("what would take more than an eighth of the room is not kept", () => {
  const kept = new RecentlyUsed<string>(800);
  kept.keep("small", "s", 90);
  kept.keep("large", "l", 100);
  expect(kept.take("small")).toBe("s");
  expect(kept.take("large")).toBeUndefined();
});
