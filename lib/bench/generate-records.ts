import { Random } from "@/lib/demo/random";
import {
  isoOf,
  type RawContextRating,
  type RawConversation,
  type RawField,
  type RawHandoff,
  type RawMessage,
  type RawRecord,
  type RawSurvey,
} from "@/lib/demo/raw-record";
import { REASON_CODES, type ReasonCode } from "@/lib/domain/reason";
import type { Micros } from "@/lib/domain/record";

/** Which records to make. Equal plans make equal records. */
export interface RecordPlan {
  readonly seed: number;
  /** The system that sends them. */
  readonly source: string;
  readonly conversations: number;
  readonly queryTypes: number;
  /** When the first conversation starts. */
  readonly from: Micros;
  /** The last one starts this much later. */
  readonly span: Micros;
}

const SECOND: Micros = 1_000_000;
const MINUTE = 60 * SECOND;

const CHANNELS = ["web_chat", "web_chat", "web_chat", "in_app", "in_app", "messaging", "voice"] as const;
const LANGUAGES = ["en-GB", "en-GB", "en-GB", "de"] as const;
const PLANS = ["basic", "plus", "business"] as const;
const QUEUES = ["billing", "orders", "technical", "retention", "general"] as const;
const AGENTS = 240;
const ATTEMPTS = [
  "Looked the order up",
  "Asked for the reference again",
  "Offered the help page",
  "Sent a new link",
  "Checked the payment status",
] as const;
const NEXT_STEPS = [
  "Confirm the refund and say when it arrives",
  "Check with the carrier where the parcel is",
  "Unlock the account after asking the security question",
  "Explain the second charge on the bill",
] as const;
const COMMENTS = [
  "Quick and friendly, thank you.",
  "Had to say everything twice.",
  "The bot did not understand what I wanted, the person did.",
  "Solved, but it took too long.",
] as const;
const CUSTOMER_LINES = [
  "Hello, my order has not arrived yet",
  "It is the one from last Tuesday, I need it before the weekend",
  "You can reach me at jordan.example@example.com",
  "No, that is not what I meant. I would like my money back",
  "Can I speak to somebody please?",
] as const;
const BOT_LINES = [
  "Hello! What can I do for you?",
  "I can help with that. Which order is it about?",
  "I am sorry, I did not understand that. Could you say it in other words?",
  "Let me check that for you. One moment please.",
] as const;

const FIELDS: readonly { readonly name: string; readonly value: (random: Random) => string }[] = [
  { name: "order_reference", value: (random) => `BX-${random.whole(100_000, 999_999)}` },
  { name: "email", value: (random) => `customer${random.whole(1, 999_999)}@example.com` },
  { name: "postcode", value: (random) => `LS${random.whole(1, 29)} ${random.whole(1, 9)}QT` },
  { name: "amount", value: (random) => `${random.whole(5, 400)}.${random.whole(10, 99)}` },
  { name: "product", value: (random) => `Kettle ${random.whole(100, 999)}` },
  { name: "reason_for_return", value: () => "Arrived damaged and too late for the birthday" },
];

/** All records of a plan, conversation by conversation in order of time; what belongs to one stands together. */
export function* generateRecords(plan: RecordPlan): Generator<RawRecord, void, undefined> {
  for (let index = 0; index < plan.conversations; index++) yield* conversationRecords(plan, index);
}

/**
 * The conversation with a number (from 0) and everything about it: a third is handed off, a quarter is surveyed, some
 * hand-offs are rated by their agent, one conversation in twenty comes with lines of its transcript. At most one
 * record has a key, one survey is about a conversation and one rating about a hand-off.
 */
export function conversationRecords(plan: RecordPlan, index: number): RawRecord[] {
  const random = new Random(plan.seed, index);
  const conversation = makeConversation(plan, index, random);
  const records: RawRecord[] = [conversation];
  const startedAt = startOf(plan, index);
  // One in a hundred is said to be handed off by the conversation alone.
  if (conversation.outcome === "handed_off" && !random.chance(0.01)) {
    const handoff = makeHandoff(conversation, startedAt, random);
    records.push(handoff);
    if (random.chance(0.05)) records.push(makeTransfer(conversation, startedAt, random));
    if (handoff.status !== "abandoned" && handoff.status !== "failed" && random.chance(0.15)) {
      records.push(makeRating(handoff, startedAt, random));
    }
  }
  if (random.chance(0.25)) records.push(makeSurvey(conversation, startedAt, random));
  if (random.chance(0.05)) records.push(...makeMessages(conversation, startedAt, random));
  return records;
}

/** Whether a conversation of the generator counts (contract, section 3). */
export function isEligible(conversation: RawConversation): boolean {
  return conversation.test !== true && conversation.customerMessages !== 0 && conversation.outcome !== "open";
}

function startOf(plan: RecordPlan, index: number): Micros {
  return plan.from + Math.floor((index / plan.conversations) * plan.span);
}

function makeConversation(plan: RecordPlan, index: number, random: Random): RawConversation {
  const startedAt = startOf(plan, index);
  const queryType = Math.floor(plan.queryTypes * random.next() ** 1.6);
  const failedAttempts = random.whole(0, 4);
  return {
    type: "conversation",
    source: plan.source,
    conversationId: uuid(scattered(index), random),
    bot: `bot-${random.whole(1, 3)}`,
    botVersion: random.chance(0.5) ? "2026.3" : "2026.4",
    channel: random.pick(CHANNELS),
    language: random.pick(LANGUAGES),
    queryType: random.chance(0.01) ? undefined : `topic_${String(queryType + 1).padStart(3, "0")}`,
    startedAt: isoOf(startedAt),
    endedAt: isoOf(startedAt + random.whole(30, 900) * SECOND),
    outcome: outcomeOf(queryType, random),
    customerMessages: random.chance(0.01) ? 0 : random.whole(1, 14),
    botMessages: random.whole(1, 16),
    failedAttempts,
    customerRef: `customer-${random.whole(1, 400_000)}`,
    ...(random.chance(0.1) && { previousConversationId: uuid(word(random), random) }),
    ...(random.chance(0.3) && { plan: random.pick(PLANS) }),
    ...(random.chance(0.005) && { test: true }),
  };
}

function outcomeOf(queryType: number, random: Random): string | undefined {
  const handsOff = 0.15 + 0.05 * (queryType % 9);
  if (random.chance(handsOff)) return "handed_off";
  const rest = random.next();
  if (rest < 0.8) return "contained";
  if (rest < 0.95) return "abandoned";
  return rest < 0.97 ? "open" : undefined;
}

/** Sixteen bytes in the form of a UUID: platforms that count upwards are easier on an index. */
function uuid(first: string, random: Random): string {
  const [b, c, d] = [word(random), word(random), word(random)];
  return `${first}-${b.slice(0, 4)}-4${b.slice(5)}-a${c.slice(1, 4)}-${c.slice(4)}${d}`;
}

/** A word for each number below 2³², no two the same (an odd factor has an inverse), neighbours far apart. */
function scattered(index: number): string {
  return hexadecimal(Math.imul(index, 0x9e3779b1) >>> 0);
}

function word(random: Random): string {
  return hexadecimal(Math.floor(random.next() * 0x1_0000_0000));
}

function hexadecimal(number: number): string {
  return number.toString(16).padStart(8, "0");
}

function aboutConversation(conversation: RawConversation) {
  return { source: conversation.source, conversationId: conversation.conversationId };
}

function makeHandoff(conversation: RawConversation, startedAt: Micros, random: Random): RawHandoff {
  const requestedAt = startedAt + random.whole(20, 600) * SECOND;
  const outcome = random.next();
  const reached = outcome < 0.88;
  const connectedAt = requestedAt + random.whole(3, 420) * SECOND;
  const reason = random.chance(0.06) ? undefined : random.pick<ReasonCode>(REASON_CODES);
  return {
    type: "handoff",
    ...aboutConversation(conversation),
    handoffId: "1",
    requestedAt: isoOf(requestedAt),
    connectedAt: reached ? isoOf(connectedAt) : undefined,
    endedAt: reached ? isoOf(connectedAt + random.whole(60, 1500) * SECOND) : undefined,
    status: reached
      ? random.chance(0.03)
        ? undefined
        : "connected"
      : outcome < 0.96
        ? "abandoned"
        : "failed",
    reason,
    ...(random.chance(0.2) && { reasonRaw: `fallback_${random.whole(1, 12)}` }),
    assignedBy: random.chance(0.7) ? "bot" : "rule",
    fromChannel: conversation.channel,
    toChannel: random.chance(0.8) ? conversation.channel : "voice",
    queue: random.pick(QUEUES),
    agentId: reached ? agentId(random) : undefined,
    ...(reason?.startsWith("asked_") && {
      customerAskedAt: isoOf(requestedAt - random.whole(0, 120) * SECOND),
    }),
    failedAttempts: conversation.failedAttempts,
    context: makeContext(random, connectedAt),
  };
}

function makeContext(random: Random, connectedAt: Micros): NonNullable<RawHandoff["context"]> {
  const first = random.whole(0, FIELDS.length - 1);
  const fields = Array.from({ length: random.whole(0, 4) }, (_, i): RawField => {
    const field = FIELDS[(first + i) % FIELDS.length] ?? FIELDS[0];
    if (!field) throw new Error("There are no fields to capture.");
    return {
      name: field.name,
      passed: random.chance(0.1) ? null : random.pick(["structured", "structured", "transcript", "none"]),
      reasked: random.chance(0.4) ? null : random.chance(0.25),
      value: field.value(random),
    };
  });
  const captured = fields.map(({ name, value }) => `${name.replaceAll("_", " ")} ${value}`).join(", ");
  return {
    transcript: random.chance(0.9),
    summary: random.chance(0.7)
      ? `The customer wrote about a delivery that is late and asked what happens next. Known so far: ${captured || "nothing"}.`
      : random.chance(0.5),
    reason: random.chance(0.8),
    ...(random.chance(0.5) && { nextStep: random.pick(NEXT_STEPS) }),
    attempted: [random.pick(ATTEMPTS), random.pick(ATTEMPTS)],
    deliveredAt: isoOf(connectedAt),
    fields,
  };
}

/** A later passing on between agents. */
function makeTransfer(conversation: RawConversation, startedAt: Micros, random: Random): RawHandoff {
  const requestedAt = startedAt + random.whole(1200, 2400) * SECOND;
  return {
    type: "handoff",
    ...aboutConversation(conversation),
    handoffId: "2",
    from: "agent",
    requestedAt: isoOf(requestedAt),
    connectedAt: isoOf(requestedAt + random.whole(3, 200) * SECOND),
    status: "connected",
    queue: random.pick(QUEUES),
    agentId: agentId(random),
  };
}

function makeRating(handoff: RawHandoff, startedAt: Micros, random: Random): RawContextRating {
  const names = handoff.context?.fields?.map((field) => field.name) ?? [];
  return {
    type: "context_rating",
    source: handoff.source,
    conversationId: handoff.conversationId,
    handoffId: handoff.handoffId,
    agentId: handoff.agentId ?? agentId(random),
    ...(random.chance(0.95) && { usefulness: random.pick(["useful", "useful", "partly", "not_useful"]) }),
    ...(random.chance(0.9) && { used: random.pick(["used", "used", "skimmed", "ignored"]) }),
    ...(random.chance(0.7) && { reaskedFields: names.filter(() => random.chance(0.25)) }),
    ...(random.chance(0.2) && { correctedReason: random.pick<ReasonCode>(REASON_CODES) }),
    ratedAt: isoOf(startedAt + random.whole(30, 120) * MINUTE),
  };
}

function makeSurvey(conversation: RawConversation, startedAt: Micros, random: Random): RawSurvey {
  const sentAt = startedAt + random.whole(20, 90) * MINUTE;
  const sent: RawSurvey = {
    type: "survey",
    ...aboutConversation(conversation),
    kind: "csat",
    sentAt: isoOf(sentAt),
  };
  if (random.chance(0.6)) return sent;
  return {
    ...sent,
    score: random.whole(1, 5),
    scaleMin: 1,
    scaleMax: 5,
    answeredAt: isoOf(sentAt + random.whole(1, 600) * MINUTE),
    ...(random.chance(0.5) && { hadToRepeat: random.chance(0.4) }),
    ...(random.chance(0.2) && { comment: random.pick(COMMENTS) }),
  };
}

function makeMessages(conversation: RawConversation, startedAt: Micros, random: Random): RawMessage[] {
  return Array.from({ length: random.whole(4, 8) }, (_, i) => ({
    type: "message",
    ...aboutConversation(conversation),
    sequence: i + 1,
    sender: i % 2 === 0 ? "bot" : "customer",
    text: random.pick<string>(i % 2 === 0 ? BOT_LINES : CUSTOMER_LINES),
    at: isoOf(startedAt + i * 15 * SECOND),
  }));
}

function agentId(random: Random): string {
  return `agent-${random.whole(1, AGENTS)}`;
}
