import type { Handoff, Message } from "@/lib/reports/conversation/read-conversation";

/** Where a transcript shows that a captured detail was given and, after the hand-off, asked for again. */
export interface FieldEvidence {
  /** The customer's message in which the bot got it. */
  readonly given: Message | null;
  /** The agent's message that asks for it again. */
  readonly asked: Message | null;
  /** The customer's message after the hand-off that says it once more. */
  readonly givenAgain: Message | null;
}

/**
 * Reads the places from what redaction left: a value that the bot captured stands as `[order_reference]` wherever it
 * was said. `seam` is the number of messages before the hand-off. What the transcript does not show is null.
 */
export function fieldEvidence(name: string, messages: readonly Message[], seam: number): FieldEvidence {
  const says = (message: Message) =>
    message.sender === "customer" && (message.text ?? "").includes(`[${name}]`);
  const after = messages.slice(seam);
  const again = after.findIndex(says);
  const beforeAgain = after.slice(0, Math.max(0, again));
  const question = beforeAgain.findLastIndex((message) => message.sender === "agent");
  // Somebody else spoke in between: the agent's words were not about it.
  const isAnswered = beforeAgain.slice(question + 1).every((message) => message.sender !== "bot");
  return {
    given: messages.slice(0, seam).find(says) ?? null,
    asked: question >= 0 && isAnswered ? (beforeAgain[question] ?? null) : null,
    givenAgain: after[again] ?? null,
  };
}

/** Hand-offs by the time they were requested, those without one last. */
export function inOrder<H extends Pick<Handoff, "requestedAt">>(handoffs: readonly H[]): H[] {
  const time = (handoff: H) => handoff.requestedAt ?? Number.MAX_VALUE;
  return [...handoffs].sort((a, b) => time(a) - time(b));
}

/**
 * Where a hand-off stands in a transcript: before the first message that belongs to it, or is later; without any of them
 * after the last word of the bot.
 */
export function placeOf(handoff: Handoff, messages: readonly Message[]): number {
  const own = messages.findIndex((message) => message.handoffId === handoff.handoffId);
  if (own >= 0) return own;
  const at = handoff.requestedAt ?? handoff.connectedAt;
  if (at !== undefined && messages.some((message) => message.at !== undefined)) {
    const later = messages.findIndex((message) => message.at !== undefined && message.at >= at);
    return later >= 0 ? later : messages.length;
  }
  return messages.findLastIndex((message) => message.sender === "bot") + 1;
}
