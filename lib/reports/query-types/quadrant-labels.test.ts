import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Box, type LabelledPoint, overlap, placeLabels } from "./quadrant-labels";

const PLOT: Box = { left: 40, top: 20, width: 1000, height: 500 };
const NOTHING = { taken: [], lines: [] };

function point(key: string, x: number, y: number, change: Partial<LabelledPoint> = {}): LabelledPoint {
  return { key, x, y, radius: 6, width: 80, height: 14, whiskers: { x: [x, x], y: [y, y] }, ...change };
}

describe("labels of points", () => {
  it("stand at the right where there is room", () => {
    const label = placeLabels([point("a", 300, 200)], PLOT, NOTHING).get("a");
    expect(label).toEqual({ left: 310, top: 193, width: 80, height: 14 });
  });

  it("turn to the left at the right edge", () => {
    const label = placeLabels([point("a", 1030, 200)], PLOT, NOTHING).get("a");
    expect(label?.left).toBe(1030 - 6 - 4 - 80);
  });

  it("keep off a line where another place is free, and lie on it where none is", () => {
    const line = { left: 340, top: 20, width: 2, height: 500 };
    const free = placeLabels([point("a", 300, 200)], PLOT, { taken: [], lines: [line] }).get("a");
    expect(free && overlap(free, line)).toBe(false);
    const everywhere = { taken: [], lines: [PLOT] };
    expect(placeLabels([point("a", 300, 200)], PLOT, everywhere).has("a")).toBe(true);
  });

  it("are left out where there is no room, the later point's first", () => {
    const points = ["a", "b", "c", "d", "e", "f"].map((key) => point(key, 100, 40));
    const tight: Box = { left: 40, top: 20, width: 180, height: 40 };
    const labels = placeLabels(points, tight, NOTHING);
    expect(labels.has("a")).toBe(true);
    expect(labels.size).toBeLessThan(points.length);
  });

  it("never cover another label, a point or what is taken, and stay inside the plot", () => {
    const anyPoint = fc.record({
      x: fc.integer({ min: 40, max: 1040 }),
      y: fc.integer({ min: 20, max: 520 }),
      radius: fc.integer({ min: 2, max: 15 }),
      width: fc.integer({ min: 20, max: 160 }),
    });
    const taken = [{ left: 60, top: 40, width: 200, height: 30 }];
    fc.assert(
      fc.property(fc.array(anyPoint, { maxLength: 60 }), (given) => {
        const points = given.map(({ x, y, radius, width }, i) => point(String(i), x, y, { radius, width }));
        const boxes = [...placeLabels(points, PLOT, { taken, lines: [] }).values()];
        const circles = points.map(({ x, y, radius }) => ({
          left: x - radius,
          top: y - radius,
          width: 2 * radius,
          height: 2 * radius,
        }));
        return boxes.every(
          (box, i) =>
            box.left >= PLOT.left &&
            box.left + box.width <= PLOT.left + PLOT.width &&
            box.top >= PLOT.top &&
            box.top + box.height <= PLOT.top + PLOT.height &&
            [...boxes.slice(i + 1), ...circles, ...taken].every((other) => !overlap(box, other)),
        );
      }),
      { seed: 46, numRuns: 150 },
    );
  });
});
