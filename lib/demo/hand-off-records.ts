import { DEMO_SOURCE } from "./demo-users";
import { type HandOff, playHandOff } from "./hand-off";
import { AGENTS } from "./people";
import type { Profile } from "./profile";
import { Random } from "./random";
import { isoOf, type RawHandoff, type Sent, send } from "./raw-record";
import type { Subject } from "./subject";

const SECOND = 1_000_000;

/** What every record of a hand-off begins with. */
function begin(profile: Profile, handoffId: string) {
  return { type: "handoff" as const, source: DEMO_SOURCE, conversationId: profile.id, handoffId };
}

/** How it went: status, times and agent; an agent only where somebody was reached. */
function course({ requestedAt, status, connection }: HandOff): Partial<RawHandoff> {
  return {
    requestedAt: isoOf(requestedAt),
    status,
    connectedAt: connection === null ? undefined : isoOf(connection.at),
    endedAt: connection === null ? undefined : isoOf(connection.endedAt),
    agentId: connection?.agent.id,
  };
}

function closingTime({ connection, requestedAt }: HandOff, seconds: number): number {
  return (connection?.endedAt ?? requestedAt + 120 * SECOND) + seconds * SECOND;
}

/**
 * The record of a conversation's hand-off, now and then in parts. Half of the desks notice what is asked again.
 * Captured values go along where there is a transcript to find them in.
 */
export function sendHandOff(profile: Profile, handOff: HandOff, withValues: boolean): readonly Sent[] {
  const random = new Random("hand-off record", profile.id);
  const { connection, customerAskedAt } = handOff;
  const noticesAskedAgain = connection !== null && random.chance(0.6);
  const requested: RawHandoff = {
    ...begin(profile, "1"),
    requestedAt: isoOf(handOff.requestedAt),
    status: "requested",
    ...reasonOf(handOff, random),
    fromChannel: profile.channel,
    toChannel: handOff.toChannel,
    queue: handOff.queue,
    customerAskedAt: customerAskedAt !== null && random.chance(0.92) ? isoOf(customerAskedAt) : undefined,
    failedAttempts: handOff.failedAttempts,
  };
  const closed: RawHandoff = {
    ...requested,
    ...course(handOff),
    ...(random.chance(0.02) && { status: undefined }),
    context: {
      ...handOff.context,
      fields: handOff.fields.map(({ name, passed, askedAgain, value }) => ({
        name,
        passed,
        reasked: noticesAskedAgain && random.chance(0.97) ? askedAgain : null,
        ...(withValues && { value }),
      })),
    },
  };
  const closedAt = closingTime(handOff, random.between(1, 5));
  if (random.chance(0.88)) return [send(closedAt, closed)];
  return [
    send(handOff.requestedAt, { ...requested, updatedAt: isoOf(handOff.requestedAt) }),
    send(closedAt, { ...closed, updatedAt: isoOf(closedAt) }),
  ];
}

/** The bot tries again to find somebody after the first try, over at `endedAt`, reached nobody. */
export function playSecondHandOff(
  profile: Profile,
  subject: Subject,
  first: HandOff,
  endedAt: number,
): { readonly second: HandOff; readonly sent: Sent } {
  const random = new Random("second hand-off", profile.id);
  const again = playHandOff(profile, subject, random);
  const later = endedAt + random.between(10, 60) * SECOND - again.requestedAt;
  const second: HandOff = {
    ...first,
    status: again.status,
    requestedAt: again.requestedAt + later,
    connection: again.connection && {
      ...again.connection,
      at: again.connection.at + later,
      endedAt: again.connection.endedAt + later,
    },
  };
  const { transcript, summary, reason } = first.context;
  const sent = send(closingTime(second, 3), {
    ...begin(profile, "2"),
    ...course(second),
    ...reasonOf(first, random),
    fromChannel: profile.channel,
    toChannel: first.toChannel,
    queue: first.queue,
    failedAttempts: first.failedAttempts,
    context: {
      transcript,
      summary,
      reason,
      fields: first.fields.map(({ name, passed }) => ({ name, passed, reasked: null })),
    },
  });
  return { second, sent };
}

/** From one agent to another at the end of a hand-off, now and then to the phone, where context gets lost more often. */
export function sendTransfer(profile: Profile, handOff: HandOff, handoffId: string): readonly Sent[] {
  const { connection } = handOff;
  if (connection === null) return [];
  const random = new Random("transfer", profile.id);
  const agent = random.pick(AGENTS.filter((other) => other.queue !== handOff.queue));
  const requestedAt = connection.endedAt - random.between(20, 60) * SECOND;
  const connectedAt = requestedAt + random.aroundMedian(70, 0.7) * SECOND;
  const endedAt = connectedAt + random.aroundMedian(380, 0.5) * SECOND;
  const toVoice = random.chance(0.3);
  return [
    send(endedAt + 3 * SECOND, {
      ...begin(profile, handoffId),
      from: "agent",
      requestedAt: isoOf(requestedAt),
      connectedAt: isoOf(connectedAt),
      endedAt: isoOf(endedAt),
      status: "connected",
      fromChannel: handOff.toChannel,
      toChannel: toVoice ? "voice" : handOff.toChannel,
      queue: agent.queue,
      agentId: agent.id,
      context: {
        transcript: random.chance(toVoice ? 0.25 : 0.8),
        summary: random.chance(toVoice ? 0.35 : 0.6),
      },
    }),
  ];
}

const OPERATIONAL_REASONS = ["QUOTA_FULL", "OUT_OF_HOURS", "ROUTE_OVERFLOW"];
const UNKNOWN_REASONS = ["ESC_017", "ESC_017", "ESC_017", "ESC_022", "ESC_022", "XFER_MISC"];

/** The reason as the platform puts it: mostly a code, now and then the bare family, a raw code nobody has mapped yet, or none. */
function reasonOf(
  { family, code }: HandOff,
  random: Random,
): Pick<RawHandoff, "reason" | "reasonRaw" | "reasonText" | "assignedBy"> {
  if (family === "operational") {
    return { reason: "operational", reasonRaw: random.pick(OPERATIONAL_REASONS), assignedBy: "rule" };
  }
  if (family === "unclassified" || code === null) {
    const raw = random.pick(UNKNOWN_REASONS);
    const position = random.next();
    if (position < 0.1) return {};
    return position < 0.4 ? { reason: raw } : { reasonRaw: raw };
  }
  if (random.chance(0.015)) return { reason: family, assignedBy: "rule" };
  const reasonText = REASON_TEXTS[code];
  return {
    reason: code,
    reasonRaw: random.chance(0.3) ? code.toUpperCase() : undefined,
    reasonText: reasonText !== undefined && random.chance(0.5) ? reasonText : undefined,
    assignedBy: code === "max_attempts" || code === "needs_approval" || random.chance(0.2) ? "rule" : "bot",
  };
}

const REASON_TEXTS: { readonly [code: string]: string } = {
  not_understood: "The bot did not understand what the customer wants.",
  max_attempts: "The limit of failed attempts was reached.",
  knowledge_gap: "There is no article that answers this.",
  tool_error: "The look-up failed.",
  wrong_answer: "The customer said that the answer was wrong.",
  loop_or_frustration: "The customer repeated the question in strong words.",
  needs_approval: "A person has to approve this.",
  policy_or_risk: "The rules say that a person decides.",
  out_of_scope_by_design: "The bot does not do this by design.",
  priority_customer: "Customers on the priority register go straight to people.",
  asked_at_start: "The customer asked for a person at the start.",
  asked_midway: "The customer asked for a person.",
};
