import type { Difference } from "@/lib/statistics/interval";
import { mixAndRate } from "@/lib/statistics/mix-rate";
import { newcombe } from "@/lib/statistics/newcombe";
import type { Share } from "@/lib/statistics/share";
import type { TypeCounts } from "./insights-evidence";

/** What one query type did to the change of a share. */
export interface TypePart {
  readonly queryType: string | null;
  readonly before: Share;
  readonly after: Share;
  /** How its own share changed; null where one of the weeks has none. */
  readonly change: Difference | null;
  /** What it adds to the overall change, as a fraction: its mix and its rate effect together. */
  readonly points: number;
  readonly rateEffect: number;
}

/** A change taken apart by query type; mix + rate is all of it. */
export interface TypeSplit {
  readonly difference: number;
  readonly mixEffect: number;
  readonly rateEffect: number;
  readonly parts: readonly TypePart[];
}

/** What a change mainly comes from. */
export type Source =
  /** One query type whose own share changed, and that makes at least half of it. */
  | { readonly kind: "type"; readonly part: TypePart; readonly others: number }
  /** Another mix of query types makes at least half of it. */
  | { readonly kind: "mix"; readonly mixEffect: number; readonly rateEffect: number }
  /** Many query types; the one that adds most. */
  | { readonly kind: "spread"; readonly part: TypePart; readonly types: number };

/** From here on a part of a change is what the change mainly comes from. */
const MAIN_PART = 0.5;

/**
 * Takes the change between two weeks apart by query type. Null where there is nothing to take apart: fewer than two
 * query types, or a week without data.
 */
export function splitByType(types: readonly TypeCounts[], before: number, after: number): TypeSplit | null {
  const changes = types.flatMap(({ queryType, weeks }) => {
    const [earlier, later] = [weeks[before], weeks[after]];
    if (!earlier || !later || earlier.denominator + later.denominator === 0) return [];
    return [{ queryType, before: earlier, after: later }];
  });
  const split = changes.length < 2 ? null : mixAndRate(changes);
  if (split === null) return null;
  return {
    difference: split.rateAfter - split.rateBefore,
    mixEffect: split.mixEffect,
    rateEffect: split.rateEffect,
    parts: changes.flatMap((change, i) => {
      const effect = split.parts[i];
      if (!effect) return [];
      return [
        {
          ...change,
          change: newcombe(change.before, change.after),
          points: effect.mixEffect + effect.rateEffect,
          rateEffect: effect.rateEffect,
        },
      ];
    }),
  };
}

/**
 * What a change mainly comes from: a query type only when its own share changed beyond chance and that makes half of
 * the change; else the mix, when it makes half; else many types.
 */
export function sourceOf(split: TypeSplit): Source | null {
  const { difference } = split;
  const along = (effect: number) => effect * Math.sign(difference);
  const [largest] = [...split.parts].sort((a, b) => along(b.rateEffect) - along(a.rateEffect));
  if (!largest || difference === 0) return null;
  const changed = largest.change?.signal === true && along(largest.change.difference) > 0;
  const enough = MAIN_PART * Math.abs(difference);
  if (changed && along(largest.rateEffect) >= enough && along(largest.points) >= enough) {
    return { kind: "type", part: largest, others: difference - largest.points };
  }
  if (along(split.mixEffect) >= enough) {
    return { kind: "mix", mixEffect: split.mixEffect, rateEffect: split.rateEffect };
  }
  const types = split.parts.filter((part) => along(part.rateEffect) > 0).length;
  return { kind: "spread", part: largest, types };
}
