import type { Reason } from "@/lib/domain/reason";
import { EMPTY_REASON_MAP } from "@/lib/domain/reason-map";
import type { MeasureSums } from "./evaluate";
import { measureConversation } from "./measure-conversation";
import type { MeasureId, Sums } from "./measures";

/** Hand-offs of eligible conversations that get another reason. */
export interface MovedHandOffs {
  readonly before: Reason;
  readonly after: Reason;
  readonly handOffs: number;
  /** How many of them are the first of their conversation. */
  readonly firsts: number;
}

/** Sums that a reason alone decides: once for each hand-off, and once where it is the conversation's first. */
const BY_HAND_OFF = [
  "bot_failure_hand_offs",
  "planned_escalation_hand_offs",
  "customer_demand_hand_offs",
  "three_family_hand_offs",
  "unclassified_hand_offs",
  "not_operational_hand_offs",
] as const satisfies readonly MeasureId[];
const BY_FIRST = ["first_bot_failure", "first_asked_at_start"] as const satisfies readonly MeasureId[];

/** The sums that {@link moveHandOffs} keeps exact. */
export const MOVED_MEASURES: readonly MeasureId[] = [...BY_HAND_OFF, ...BY_FIRST];

const units = new Map<Reason, Sums>();

/** What one hand-off with this reason adds, by the one definition of every measure. */
function unitsOf(reason: Reason): Sums {
  let sums = units.get(reason);
  if (!sums) {
    const measured = measureConversation(
      {
        source: "",
        conversationId: "",
        conversation: { startedAt: 0 },
        handoffs: [{ handoffId: "", reason }],
        surveys: [],
        ratings: [],
      },
      { dayOf: () => "1970-01-01", hourOf: () => 0, reasonMap: EMPTY_REASON_MAP },
    );
    sums = measured?.sums ?? {};
    units.set(reason, sums);
  }
  return sums;
}

/**
 * The sums as they will be when hand-offs have got other reasons: exact for {@link MOVED_MEASURES}, and for what no
 * reason decides, such as the number of hand-offs. Others may depend on more than the reason.
 */
export function moveHandOffs(sums: MeasureSums, moves: readonly MovedHandOffs[]): MeasureSums {
  const moved: Sums = Object.fromEntries(MOVED_MEASURES.map((measure) => [measure, sums[measure] ?? 0]));
  const add = (measure: MeasureId, amount: number) => {
    moved[measure] = (moved[measure] ?? 0) + amount;
  };
  for (const { before, after, handOffs, firsts } of moves) {
    const [from, to] = [unitsOf(before), unitsOf(after)];
    for (const measure of BY_HAND_OFF) add(measure, handOffs * ((to[measure] ?? 0) - (from[measure] ?? 0)));
    for (const measure of BY_FIRST) add(measure, firsts * ((to[measure] ?? 0) - (from[measure] ?? 0)));
  }
  return { ...sums, ...moved };
}
