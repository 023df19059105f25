import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { alongConversations } from "./along-conversations";
import type { DecodedRow } from "./decode-row";

const row = (conversationId: string, line: number): DecodedRow => ({
  line,
  raw: { conversationId },
  text: null,
});

/** Rows of conversations that stand together, numbered on, cut into batches at the given places. */
const scenario = fc.record({
  lengths: fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 12 }),
  cuts: fc.array(fc.nat(60), { maxLength: 6 }),
  fails: fc.boolean(),
});

function batchesOf({
  lengths,
  cuts,
}: {
  readonly lengths: readonly number[];
  readonly cuts: readonly number[];
}) {
  const rows = lengths
    .flatMap((length, i) => Array.from({ length }, () => `c-${i}`))
    .map((id, line) => row(id, line + 1));
  const places = [...new Set(cuts.map((cut) => cut % rows.length))]
    .filter((cut) => cut > 0)
    .sort((a, b) => a - b);
  return [0, ...places].map((place, i) => rows.slice(place, places[i]));
}

async function* from(batches: readonly (readonly DecodedRow[])[], fails: boolean) {
  yield* batches;
  if (fails) throw new Error("cut off");
}

async function collect(batches: readonly (readonly DecodedRow[])[], fails = false) {
  const found: (readonly DecodedRow[])[] = [];
  let failed = false;
  try {
    for await (const rows of alongConversations(from(batches, fails))) found.push(rows);
  } catch {
    failed = true;
  }
  return { found, failed };
}

describe("batches along conversations", () => {
  it("hold every row once and in order, no conversation in two of them, also before a failure", async () => {
    await fc.assert(
      fc.asyncProperty(scenario, async ({ fails, ...rows }) => {
        const batches = batchesOf(rows);
        const { found, failed } = await collect(batches, fails);
        expect(failed).toBe(fails);
        expect(found.flat()).toEqual(batches.flat());
        expect(found.every((batch) => batch.length > 0)).toBe(true);
        const idOf = (one: DecodedRow | undefined) => one && "raw" in one && one.raw;
        for (const [i, batch] of found.slice(1).entries()) {
          expect(idOf(batch[0])).not.toEqual(idOf(found[i]?.at(-1)));
        }
      }),
      { seed: 20261122, numRuns: 300 },
    );
  });

  it("cut a conversation that is larger than a batch may carry on", async () => {
    const batches = [0, 1, 2].map((batch) =>
      Array.from({ length: 600 }, (_, i) => row("long", batch * 600 + i + 1)),
    );
    const { found } = await collect(batches);
    expect(found.map((batch) => batch.length)).toEqual([600, 600, 600]);
  });

  it("leave rows alone that say no conversation", async () => {
    const unreadable = (line: number): DecodedRow => ({ line, raw: "no object", text: null });
    const { found } = await collect([[unreadable(1)], [unreadable(2)]]);
    expect(found.map((batch) => batch.length)).toEqual([1, 1]);
  });
});
