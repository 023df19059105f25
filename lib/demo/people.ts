import { DEMO_AGENT_ID } from "./demo-users";
import { fraction } from "./random";
import type { QueueName } from "./stories";

export interface DemoAgent {
  readonly id: string;
  readonly queue: QueueName;
  /** The language besides English. */
  readonly speaks: "de-DE" | "fr-FR" | null;
  /** Some agents hardly look at the context that arrives. */
  readonly ignoresContext: boolean;
  /** How many of the hand-offs they got they rate. */
  readonly ratingRate: number;
}

const AGENTS_PER_QUEUE: readonly (readonly [QueueName, number])[] = [
  ["Orders", 13],
  ["Billing", 10],
  ["Field service", 7],
  ["Home and accounts", 7],
  ["Care", 5],
];

/** 42 agents in five queues; every eighth or so ignores context, every fifth speaks German or French. */
export const AGENTS: readonly DemoAgent[] = AGENTS_PER_QUEUE.flatMap(([queue, count]) =>
  Array.from({ length: count }, () => queue),
).map((queue, index) => {
  const id = `agent-${String(index + 1).padStart(2, "0")}`;
  const isLena = id === DEMO_AGENT_ID;
  return {
    id,
    queue,
    speaks: index % 5 === 1 ? "de-DE" : index % 5 === 3 ? "fr-FR" : null,
    ignoresContext: !isLena && index % 8 === 4,
    ratingRate: isLena ? 0.55 : 0.05 + 0.36 * fraction("rating rate", index),
  };
});

const byQueue = new Map<QueueName, readonly DemoAgent[]>(
  AGENTS_PER_QUEUE.map(([queue]) => [queue, AGENTS.filter((agent) => agent.queue === queue)]),
);

/** Who can take a conversation: the agents of the queue, those who speak the language where there are any. */
export function agentsFor(queue: QueueName, language: string): readonly DemoAgent[] {
  const all = byQueue.get(queue) ?? AGENTS;
  const speakers = all.filter((agent) => agent.speaks === language);
  return speakers.length === 0 ? all : speakers;
}

export interface DemoCustomer {
  /** A seven-digit number. */
  readonly number: number;
  readonly plan: "gold" | "standard";
  readonly region: string;
  readonly language: "en-GB" | "de-DE" | "fr-FR";
}

const REGIONS = ["North", "Midlands", "South", "East", "West", "Coast"];
const CUSTOMERS = 48_000;

/** A customer by a number from 0 up to, not including, 1. */
export function customerAt(position: number): DemoCustomer {
  const index = Math.floor(position * CUSTOMERS);
  return {
    number: 1_040_000 + index * 7,
    plan: fraction("plan", index) < 0.18 ? "gold" : "standard",
    region: REGIONS[Math.floor(fraction("region", index) * REGIONS.length)] ?? "North",
    language: languageAt(fraction("language", index)),
  };
}

function languageAt(position: number): DemoCustomer["language"] {
  if (position < 0.085) return "de-DE";
  return position < 0.15 ? "fr-FR" : "en-GB";
}
