import { familyOf, type Reason } from "./reason";
import type { ConversationFacts, HandoffBody } from "./record";

/*
 * The reason map says what a source's own words for a reason mean: source + raw reason → code or family. It only
 * classifies what would otherwise be unclassified (contract, section 2), and applies to all of history.
 */

/** One line of the map. `unclassified` says that the raw reason means nothing: looked at, and left as it is. */
export interface ReasonMapEntry {
  readonly source: string;
  /** In the spelling of the records; compared trimmed and in any case. */
  readonly raw: string;
  readonly reason: Reason;
}

/** The entries by {@link rawReasonKey}. */
export type ReasonMap = ReadonlyMap<string, ReasonMapEntry>;

/** The map of a workspace that has mapped nothing. */
export const EMPTY_REASON_MAP: ReasonMap = new Map();

/** A raw reason as it is compared: trimmed, in any case. */
export function foldRawReason(raw: string): string {
  return raw.trim().toLowerCase();
}

/** What identifies a raw reason in a map: the source as it is, its word {@link foldRawReason folded}. */
export function rawReasonKey(source: string, raw: string): string {
  return `${source}\u001f${foldRawReason(raw)}`;
}

/** A map of entries; of two for the same raw reason the later holds. */
export function reasonMapOf(entries: Iterable<ReasonMapEntry>): ReasonMap {
  return new Map([...entries].map((entry) => [rawReasonKey(entry.source, entry.raw), entry]));
}

/** The raw reason of a hand-off that waits for the map: its own reason says nothing, and there is a raw one. */
export function openRawReason(handoff: Pick<HandoffBody, "reason" | "reasonRaw">): string | undefined {
  return familyOf(handoff.reason ?? "unclassified") === "unclassified" ? handoff.reasonRaw : undefined;
}

/**
 * The facts as the map reads them: hand-offs whose own reason is missing, unknown or `unclassified` take the reason
 * that their raw reason is mapped to. A reason that the source sent and Baton knows is never overruled.
 */
export function applyReasonMap(facts: ConversationFacts, map: ReasonMap): ConversationFacts {
  if (map.size === 0) return facts;
  const mapped = facts.handoffs.map((handoff) => {
    const raw = openRawReason(handoff);
    const entry = raw === undefined ? undefined : map.get(rawReasonKey(facts.source, raw));
    return entry ? { ...handoff, reason: entry.reason } : handoff;
  });
  return mapped.some((handoff, i) => handoff !== facts.handoffs[i]) ? { ...facts, handoffs: mapped } : facts;
}

/** What one raw reason is to mean from now on; null takes it out of the map. */
export interface ReasonMapChange {
  readonly source: string;
  readonly raw: string;
  readonly reason: Reason | null;
}

/** The map with changes made to it, in the order given. */
export function changedReasonMap(map: ReasonMap, changes: Iterable<ReasonMapChange>): ReasonMap {
  const changed = new Map(map);
  for (const { source, raw, reason } of changes) {
    const key = rawReasonKey(source, raw);
    if (reason === null) changed.delete(key);
    else changed.set(key, { source, raw, reason });
  }
  return changed;
}

/** What a raw reason meant and means; null = not mapped. */
export interface ReasonMapDifference {
  readonly source: string;
  readonly raw: string;
  readonly before: Reason | null;
  readonly after: Reason | null;
}

/** Where two maps differ in what they say, not in how they spell it; the later map's entries first. */
export function compareReasonMaps(before: ReasonMap, after: ReasonMap): ReasonMapDifference[] {
  return [...new Set([...after.keys(), ...before.keys()])].flatMap((key) => {
    const [old, now] = [before.get(key), after.get(key)];
    const named = now ?? old;
    if (!named || old?.reason === now?.reason) return [];
    return [
      { source: named.source, raw: named.raw, before: old?.reason ?? null, after: now?.reason ?? null },
    ];
  });
}
