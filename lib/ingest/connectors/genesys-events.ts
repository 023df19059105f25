import type { RecordDraft } from "./connector";
import { connectedBy, conversation, handoff, requestedBy, startedBy, versionAt } from "./drafts";
import { BOT_FLOW, channelNamed } from "./genesys-names";
import { type Mapping, NotUnderstood } from "./mapping";
import { isObject, type Json, number, text, time } from "./platform-value";

/*
 * The detail events of Genesys Cloud, one for each beginning and end of a participant's part
 * (v2.detail.events.conversation.{id}.flow.end, .acd.start, .user.start, .customer.end …), as its notifications carry
 * them (topicName, eventBody), as EventBridge wraps them (detail), or the body alone.
 */

const HAND_OFF = "1";
const TOPIC = /^v2\.detail\.events\.conversation\..+?\.([a-z]+(?:\.[a-z]+)?)$/i;

/** Reads a detail event, and answers whether it was one. Events of other topics are irrelevant. */
export function readDetailEvent(piece: Json, mapping: Mapping, receivedAt: string): boolean {
  const outer = isObject(piece.detail) ? piece.detail : piece;
  const topic = text(outer.topicName) ?? text(piece["detail-type"]);
  if (topic === undefined) return false;
  const name = TOPIC.exec(topic)?.[1]?.toLowerCase();
  if (name === undefined) {
    mapping.skip(topic.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/gi, "{id}"));
    return true;
  }
  const event = isObject(outer.eventBody) ? outer.eventBody : outer;
  const id = text(event.conversationId);
  if (id === undefined)
    throw new NotUnderstood("The event names no conversation (eventBody.conversationId).");
  const at =
    time(event.eventTime, "utc") ?? time(outer.timestamp, "utc") ?? time(piece.time, "utc") ?? receivedAt;
  mapping.label(name);
  if (name === "flow.start" || name === "flow.end") readFlow(id, name, event, at, mapping);
  else readPart(id, name, event, at, mapping);
  return true;
}

/** A bot flow began or ended. Flows of other types (menus, queues, surveys) tell nothing of a bot. */
function readFlow(id: string, name: string, event: Json, at: string, mapping: Mapping): void {
  if (!BOT_FLOW.test(text(event.flowType) ?? "")) {
    mapping.add(id, "follows", [startedBy(at)]);
    return;
  }
  const ended = name === "flow.end";
  const reason = text(event.exitReason);
  const toQueue = /^ACD$/i.test(text(event.transferType) ?? "");
  mapping.add(id, "bot", [
    startedBy(at),
    conversation(at, versionAt(at, ended ? 1 : 0), {
      bot: text(event.flowName) ?? text(event.flowId),
      botVersion: text(event.flowVersion),
      channel: channelNamed(event.mediaType, event.messageType),
      endedAt: ended ? at : undefined,
      outcome: toQueue ? "handed_off" : undefined,
    }),
    ...(ended && toQueue
      ? [
          requestedBy(HAND_OFF, at),
          handoff(HAND_OFF, versionAt(at), { reasonRaw: reason, transferType: text(event.transferType) }),
        ]
      : []),
  ]);
}

/** Queue, person or customer. They count where a bot flow of the conversation is known. */
function readPart(id: string, name: string, event: Json, at: string, mapping: Mapping): void {
  const read = PARTS[name];
  if (read === undefined) mapping.skip(name);
  else mapping.add(id, "follows", read(event, at));
}

const PARTS: { readonly [name: string]: (event: Json, at: string) => readonly RecordDraft[] } = {
  "customer.start": (_, at) => [startedBy(at)],
  "acd.start": (event, at) => [
    requestedBy(HAND_OFF, at),
    handoff(HAND_OFF, versionAt(at), { queue: text(event.queueId) }),
  ],
  "acd.end": (event, at) => {
    const outcome = text(event.acdOutcome)?.toUpperCase();
    if (outcome === "ANSWERED") return [connectedBy(HAND_OFF, at, undefined)];
    return outcome === "ABANDON" ? [handoff(HAND_OFF, versionAt(at), { status: "abandoned" })] : [];
  },
  // The phone rang; whether it was answered, user.end and acd.end say.
  "user.start": () => [],
  "user.end": (event, at) => {
    const connected = number(event.connectedDurationMs) ?? 0;
    const since = connected > 0 ? time(Date.parse(at) - connected) : undefined;
    return since === undefined
      ? []
      : [connectedBy(HAND_OFF, since, text(event.userId)), handoff(HAND_OFF, versionAt(at), { endedAt: at })];
  },
};
