import { openRawReason } from "@/lib/domain/reason-map";
import type { ConversationFacts } from "@/lib/domain/record";
import { botHandOffs } from "./hand-off-facts";

/** A raw reason of a conversation that only the reason map can classify. */
export interface OpenRawReason {
  /** As sent. */
  readonly raw: string;
  /** How many bot hand-offs came with it and without a reason that Baton knows. */
  readonly handOffs: number;
  /** The first hand-off is one of them. */
  readonly isFirst: boolean;
}

/**
 * The raw reasons on which a conversation's numbers depend through the reason map, whatever that says at the moment.
 * Takes the facts as they were sent, not as a map reads them.
 */
export function openRawReasons(facts: ConversationFacts): readonly OpenRawReason[] {
  if (facts.handoffs.length === 0) return NONE;
  const found = new Map<string, { handOffs: number; isFirst: boolean }>();
  for (const [i, { body }] of botHandOffs(facts).entries()) {
    const raw = openRawReason(body);
    if (raw === undefined) continue;
    const known = found.get(raw);
    found.set(raw, { handOffs: (known?.handOffs ?? 0) + 1, isFirst: known?.isFirst === true || i === 0 });
  }
  return [...found].map(([raw, counts]) => ({ raw, ...counts }));
}

const NONE: readonly OpenRawReason[] = [];
