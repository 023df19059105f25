import type { Micros } from "@/lib/domain/record";
import { DEMO_ANCHOR, type DemoHour } from "./calendar";
import { playConversation } from "./conversation";
import { DEMO_SOURCE } from "./demo-users";
import { AGENTS } from "./people";
import { createSchedule, profileOf } from "./profile";
import { Random } from "./random";
import { isoOf, type RawRecord, type Sent, send } from "./raw-record";

const CONVERSATIONS = 60_000;

/**
 * The demo: records in the form of the contract as a bot platform, an agent desk and a survey tool would send them,
 * in the order in which they would: conversations and hand-offs when they end, ratings and surveys hours or days
 * later, some of it late or in parts. Twelve ISO weeks up to {@link DEMO_ANCHOR}; nothing is sent after it.
 * Lazy, and the same on every run. `conversations` scales it down, for tests.
 */
export function* generateDemo({ conversations = CONVERSATIONS } = {}): Generator<RawRecord> {
  const schedule = createSchedule(conversations);
  const waiting = new Outbox();
  for (const hour of schedule.hours) {
    const count = schedule.counts[hour.index] ?? 0;
    for (let ordinal = 0; ordinal < count; ordinal++) {
      const profile = profileOf(schedule, hour.index, ordinal);
      yield* waiting.takeUntil(profile.at);
      for (const sent of playConversation(profile)) waiting.put(sent);
    }
    const stray = strayOf(hour);
    if (stray !== null) waiting.put(stray);
  }
  yield* waiting.takeUntil(DEMO_ANCHOR);
}

/** Now and then a survey or a rating is about a conversation that the bot platform never reported: it stays waiting. */
function strayOf({ index, start }: DemoHour): Sent | null {
  const random = new Random("stray", index);
  if (!random.chance(0.011)) return null;
  const at = start + random.between(0, 3_600_000_000);
  const key = { source: DEMO_SOURCE, conversationId: `v-${2000 + index}` };
  const time = isoOf(at);
  if (random.chance(0.3)) {
    const agentId = random.pick(AGENTS).id;
    return send(at, {
      type: "context_rating",
      ...key,
      handoffId: "1",
      agentId,
      usefulness: "partly",
      ratedAt: time,
    });
  }
  return send(at, {
    type: "survey",
    ...key,
    score: random.whole(1, 5),
    scaleMin: 1,
    scaleMax: 5,
    sentAt: time,
    answeredAt: time,
  });
}

/** Records that are not sent yet, by the time at which they will be: a binary heap. */
class Outbox {
  private readonly heap: (Sent & { readonly order: number })[] = [];
  private count = 0;

  put(sent: Sent): void {
    const { heap } = this;
    const entry = { ...sent, order: this.count++ };
    let index = heap.length;
    heap.push(entry);
    while (index > 0) {
      const parent = (index - 1) >> 1;
      const above = heap[parent];
      if (above === undefined || !isBefore(entry, above)) break;
      heap[index] = above;
      index = parent;
    }
    heap[index] = entry;
  }

  /** Takes out, in order, what is sent up to and at a time. */
  *takeUntil(at: Micros): Generator<RawRecord> {
    for (let first = this.heap[0]; first !== undefined && first.at <= at; first = this.heap[0]) {
      this.removeFirst();
      yield first.record;
    }
  }

  private removeFirst(): void {
    const { heap } = this;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    let index = 0;
    for (;;) {
      const left = 2 * index + 1;
      const [a, b] = [heap[left], heap[left + 1]];
      if (a === undefined) break;
      const [smaller, at] = b !== undefined && isBefore(b, a) ? [b, left + 1] : [a, left];
      if (!isBefore(smaller, last)) break;
      heap[index] = smaller;
      index = at;
    }
    heap[index] = last;
  }
}

function isBefore(a: { at: Micros; order: number }, b: { at: Micros; order: number }): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}
