import { type Connector, type MapContext, type OptionSpec, optionOf, type RecordDraft } from "./connector";
import { connectedBy, conversation, handoff, requestedBy, startedBy, versionAt } from "./drafts";
import { type Mapping, mapEach, NotUnderstood } from "./mapping";
import { piecesOf } from "./pieces";
import { isObject, type Json, object, objects, stableNumber, text, time } from "./platform-value";
import { bodySignature } from "./signature";
import { NOT_SUPPLIED } from "./supplies";

/*
 * Botpress: the interface hitl (startHitl, hitlAssigned, hitlStopped, stopHitl), as a bot's hook or an integration
 * forwards it. Its events carry no time: they count from when they were received.
 */

const OPTIONS: readonly OptionSpec[] = [
  {
    key: "reasonKey",
    label: "Where the reason is",
    hint: "title or description of startHitl, when your bot writes the reason there; empty text = nowhere.",
    initial: "title",
  },
];

const HAND_OFF = "1";

/** Botpress HITL. */
export const botpress: Connector = {
  platform: "botpress",
  name: "Botpress (HITL)",
  webhook: "HITL actions and events: startHitl, hitlAssigned, hitlStopped, stopHitl.",
  exportFile: null,
  signature: {
    secretName: "signing secret of your hook",
    hint: "A secret of your choice: let the hook send the HMAC-SHA256 of the body in hexadecimal as X-BP-Signature.",
    check: bodySignature("X-BP-Signature", "sha256", "hex"),
  },
  secretHeaders: ["X-BP-Secret", "X-BP-Webhook-Secret"],
  steps: [
    "In Botpress Studio, put an Execute Code card before the card that starts HITL, and add a hook Before Incoming that looks for the events hitlAssigned and hitlStopped. In code, send where your bot calls startHitl and stopHitl, and where it handles these events.",
    'Let each send {"type": the name, "conversationId": the bot\'s conversation, "input": …, "output": …, "payload": …} with axios.post to {url}',
    "Send the header Authorization: Bearer {secret} with it, and createdAt where you have it.",
    "The downstream conversation has another id: send the bot's conversation as conversationId, and the downstream one inside.",
  ],
  options: OPTIONS,
  supplies: {
    ...NOT_SUPPLIED,
    started: ["partly", "The first message of the history, else the time of the hand-off."],
    ended: ["no", "Not in HITL."],
    bot: ["partly", "Where the hook sends the bot's id."],
    channel: ["partly", "Where the hook sends it."],
    language: ["no", "Not in HITL."],
    queryType: ["no", "Not in HITL."],
    outcome: ["partly", "Hand-offs alone are sent; conversations that stayed with the bot are not."],
    messages: ["no", "The history may be a part."],
    failedAttempts: ["no", "Not in HITL."],
    transcriptLines: ["partly", "The message history of startHitl."],
    requested: ["yes", "When startHitl was received."],
    connected: ["yes", "When hitlAssigned was received."],
    reason: ["partly", "The title that your bot gives; no code."],
    queue: ["no", "Not in HITL."],
    agent: ["yes", "The user that was assigned."],
    fields: ["no", "Not in HITL."],
    contextTranscript: ["partly", "Yes where a history was sent along."],
    summary: ["yes", "The description."],
    survey: ["no", "Not in HITL."],
    journey: ["no", "Not in HITL."],
    test: ["no", "Not marked."],
  },
  reasons: [],
  readsWhole: false,
  map: (body, context) => mapEach(piecesOf(body), (piece, mapping) => read(piece, mapping, context)),
};

function read(piece: Json, mapping: Mapping, context: MapContext): Mapping {
  const name = (text(piece.type) ?? text(piece.event) ?? text(piece.action) ?? "").split(/[:#]/).at(-1) ?? "";
  const inside = firstObject(piece.payload, piece.input, piece.data);
  const id = text(piece.conversationId) ?? text(inside.conversationId);
  if (!/^(startHitl|hitlStarted|hitlAssigned|hitlStopped|stopHitl)$/.test(name)) {
    throw new NotUnderstood("This is none of startHitl, hitlAssigned, hitlStopped, stopHitl.");
  }
  if (id === undefined)
    throw new NotUnderstood("The event does not say of which conversation it is (conversationId).");
  mapping.label(name);
  const at = time(piece.createdAt, "utc") ?? time(piece.timestamp, "utc") ?? context.receivedAt;
  if (name === "hitlAssigned") {
    return mapping.add(id, "follows", [connectedBy(HAND_OFF, at, text(inside.userId) ?? text(piece.userId))]);
  }
  if (name === "hitlStopped" || name === "stopHitl") return mapping.add(id, "follows", stopped(inside, at));
  return started(id, piece, inside, at, mapping, context);
}

function firstObject(...values: readonly unknown[]): Json {
  return object(values.find(isObject));
}

/** A request that timed out or was cancelled reached nobody, unless somebody had been assigned before. */
function stopped(inside: Json, at: string): readonly RecordDraft[] {
  const reason = text(inside.reason)?.toLowerCase();
  const status = reason === "timeout" ? "failed" : reason === "cancel" ? "abandoned" : undefined;
  // hitlAssigned says connected under a later version, so it holds whichever comes first.
  return [handoff(HAND_OFF, versionAt(at), { endedAt: at, status })];
}

function started(
  id: string,
  piece: Json,
  inside: Json,
  at: string,
  mapping: Mapping,
  context: MapContext,
): Mapping {
  const history = objects(inside.messageHistory);
  const reasonKey = optionOf(context.options, OPTIONS, "reasonKey");
  const begin =
    history.map((message) => time(message.createdAt, "utc")).find((said) => said !== undefined) ?? at;
  const downstream = text(object(piece.output).conversationId);
  return mapping.add(id, "bot", [
    startedBy(begin),
    conversation(begin, versionAt(at), {
      bot: text(piece.botId),
      channel: text(piece.channel),
      outcome: "handed_off",
      customerRef: text(inside.userId) ?? text(piece.userId),
    }),
    handoff(HAND_OFF, versionAt(at), {
      reasonRaw: text(inside[reasonKey]),
      downstreamConversation: downstream,
      context: {
        ...(text(inside.description, 4000) === undefined ? {} : { summary: text(inside.description, 4000) }),
        ...(history.length > 0 ? { transcript: true } : {}),
      },
    }),
    requestedBy(HAND_OFF, at),
    ...history.flatMap((message, i) => line(message, i)),
  ]);
}

function line(message: Json, place: number): RecordDraft[] {
  const said = text(object(message.payload).text, 16_000) ?? text(message.text, 16_000);
  if (said === undefined) return [];
  const source = text(object(message.source).type) ?? text(message.direction) ?? "";
  const name = text(message.id);
  return [
    {
      type: "message",
      sequence: name === undefined ? place : place * 1000 + (stableNumber(name) % 1000),
      sender: /^(user|incoming)$/i.test(source) ? "customer" : "bot",
      text: said,
      at: time(message.createdAt, "utc"),
    },
  ];
}
