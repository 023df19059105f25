import type { Channel, HandoffBody, HandoffStatus, Sender } from "@/lib/domain/record";
import { formatDuration } from "@/lib/metrics/format";
import { formatExactTime } from "@/lib/metrics/format-time";
import { inOrder, placeOf } from "@/lib/reports/query-types/field-evidence";
import { valueName } from "@/lib/reports/report/prepare-names";
import type { ConversationDetail, Handoff, Message } from "./read-conversation";
import type { TimelineMark, TimelineMarks } from "./timeline-marks";

/** A run of text; redacted runs are what Baton put in place of a value: `[order_reference]`. */
export interface TextRun {
  readonly text: string;
  readonly redacted: boolean;
}

/** One line of the transcript. */
export interface TimelineMessage {
  readonly kind: "message";
  readonly key: string;
  readonly sequence: number;
  readonly time: string | null;
  readonly sender: Sender;
  readonly from: string;
  readonly runs: readonly TextRun[];
  readonly marks: readonly TimelineMark[];
}

/** A hand-off between two lines: what came across and what did not. */
export interface TimelineSeam {
  readonly kind: "seam";
  readonly key: string;
  readonly title: string;
  readonly time: string | null;
  /** `web chat to voice, queue Orders`, `waited 1 min 48 s`. */
  readonly facts: readonly string[];
  readonly across: string | null;
  readonly not: string | null;
}

export type TimelineItem = TimelineMessage | TimelineSeam;

const SENDERS: { readonly [S in Sender]: string } = {
  customer: "Customer",
  bot: "Bot",
  agent: "Agent",
  system: "System",
};

const STATUSES: { readonly [S in HandoffStatus]: string | null } = {
  requested: "not connected yet",
  connected: null,
  failed: "failed",
  abandoned: "the customer left while waiting",
};

const NO_MARKS: TimelineMarks["marks"] = new Map();

/** The transcript with every hand-off at its place in it. */
export function prepareTimeline(
  { facts, messages }: ConversationDetail,
  timeZone: string,
  marks: TimelineMarks["marks"] = NO_MARKS,
): TimelineItem[] {
  const bot = facts.conversation?.bot;
  const items: TimelineItem[] = messages.map((message) =>
    prepareMessage(message, bot, timeZone, marks.get(message.sequence) ?? []),
  );
  // From the last on, so that the places of those before stay as they are.
  const places = inOrder(facts.handoffs).map((handoff) => ({ handoff, place: placeOf(handoff, messages) }));
  for (const { handoff, place } of places.reverse()) items.splice(place, 0, prepareSeam(handoff, timeZone));
  return items;
}

function prepareMessage(
  message: Message,
  bot: string | undefined,
  timeZone: string,
  marks: readonly TimelineMark[],
): TimelineMessage {
  const sender = message.sender ?? "system";
  return {
    kind: "message",
    key: `message ${message.sequence}`,
    sequence: message.sequence,
    marks,
    time: message.at === undefined ? null : formatExactTime(message.at, timeZone),
    sender,
    from: sender === "bot" && bot ? `${bot}, bot` : SENDERS[sender],
    runs: textRuns(message.text ?? ""),
  };
}

/** Cuts text at what was redacted. */
export function textRuns(text: string): TextRun[] {
  return text
    .split(/(\[[\p{L}][\p{L}\p{N}_.-]{0,63}\])/u)
    .filter((part) => part !== "")
    .map((part) => ({ text: part, redacted: /^\[[^\s]+\]$/.test(part) }));
}

function prepareSeam(handoff: Handoff, timeZone: string): TimelineSeam {
  const { requestedAt, connectedAt, status, from } = handoff;
  const time = requestedAt ?? connectedAt;
  const waited =
    requestedAt !== undefined && connectedAt !== undefined && connectedAt >= requestedAt
      ? `waited ${formatDuration((connectedAt - requestedAt) / 1_000_000)}`
      : null;
  const { across, not } = cameAcross(handoff);
  return {
    kind: "seam",
    key: `seam ${handoff.handoffId}`,
    title: from === "agent" ? "Transfer" : "Hand-off",
    time: time === undefined ? null : formatExactTime(time, timeZone),
    facts: [routeOf(handoff), waited, status ? STATUSES[status] : null].filter((fact) => fact !== null),
    across: listOf(across),
    not: listOf(not),
  };
}

function routeOf({ fromChannel, toChannel, queue, from }: HandoffBody): string | null {
  const name = (channel: Channel | undefined) => channel && valueName("channel", channel).toLowerCase();
  const [source, target] = [name(fromChannel), name(toChannel)];
  const route = source && target && source !== target ? `${source} to ${target}` : null;
  const who = from === "agent" ? "agent to agent" : null;
  return [route ?? who, queue && `queue ${queue}`].filter(Boolean).join(", ") || null;
}

/** What reached the agent and what did not, of what the record says either way. */
function cameAcross({ context }: HandoffBody): { across: string[]; not: string[] } {
  const across: string[] = [];
  const not: string[] = [];
  const say = (name: string, arrived: boolean | undefined) => {
    if (arrived !== undefined) (arrived ? across : not).push(name);
  };
  say("transcript", context?.transcript);
  say("summary", context?.summary === undefined ? undefined : context.summary !== false);
  say("reason", context?.reason);
  if (context?.nextStep !== undefined) across.push("next step");
  for (const field of context?.fields ?? []) {
    if (field.passed === "structured") across.push(`${field.name} in a field`);
    if (field.passed === "transcript") not.push(`${field.name} in a field`);
    if (field.passed === "none") not.push(field.name);
  }
  return { across, not };
}

/** As a sentence begins; the name of a field keeps its own letters. */
function listOf(names: readonly string[]): string | null {
  const text = names.join(", ");
  return /^(transcript|summary|reason|next step)\b/.test(text)
    ? text.charAt(0).toUpperCase() + text.slice(1)
    : text || null;
}
