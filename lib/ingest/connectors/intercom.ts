import type { Connector, RecordDraft } from "./connector";
import { connectedBy, conversation, handoff, requestedBy, startedBy, versionAt } from "./drafts";
import { type Mapping, mapEach, NotUnderstood } from "./mapping";
import { piecesOf } from "./pieces";
import {
  flag,
  isObject,
  type Json,
  number,
  object,
  objects,
  plainText,
  stableNumber,
  structuredFields,
  text,
  time,
} from "./platform-value";
import { bodySignature, type SignatureCheck, type SignedRequest } from "./signature";
import { NOT_SUPPLIED } from "./supplies";

/*
 * Intercom: conversations (webhook topics conversation.*, and answers of the API), and the events of the Fin Agent API
 * (fin_replied, fin_status_updated). Fin's own reason stands in the event alone.
 */

const HAND_OFF = "1";
/** States of Fin's part that mean a hand-off; `escalated` says nothing of the cause, the event's reason does. */
const HANDED_OFF = /^(escalated|procedure_handoff|negative_feedback|routed_to_team)$/i;
const CONTAINED = /resolution$|resolved$/;
const RULE = /^Escalation rule(?:: *(.+)| matched)?$/i;
const FIN_RATINGS: { readonly [word: string]: number } = { terrible: 1, bad: 2, ok: 3, good: 4, amazing: 5 };
const CHANNELS: { readonly [name: string]: string } = {
  conversation: "web_chat",
  messenger: "web_chat",
  in_app: "in_app",
  email: "email",
  sms: "sms",
  phone: "voice",
  phone_call: "voice",
  phone_switch: "voice",
  whatsapp: "messaging",
  slack: "messaging",
  facebook: "social",
  instagram: "social",
  twitter: "social",
  push: "in_app",
};

const byClientSecret = bodySignature("X-Hub-Signature", "sha1", "hex", "sha1=");
const byFinSecret = bodySignature("X-Fin-Agent-API-Webhook-Signature", "sha256", "hex");
const byFinSecretWithPrefix = bodySignature("X-Fin-Agent-API-Webhook-Signature", "sha256", "hex", "sha256=");

function checkSignature(request: SignedRequest, secret: string): SignatureCheck {
  const fin = byFinSecret(request, secret);
  if (fin === "absent") return byClientSecret(request, secret);
  return fin === "valid" ? fin : byFinSecretWithPrefix(request, secret);
}

/** Intercom, with Fin. */
export const intercom: Connector = {
  platform: "intercom",
  name: "Intercom and Fin",
  webhook: "Webhook topics about conversations, and the events of the Fin Agent API.",
  exportFile: "Conversations from the API as JSON, one or a list.",
  signature: {
    secretName: "client secret, or Fin Agent API signing secret",
    hint: "The client secret is in Intercom's Developer Hub under Basic information; Fin's secret beside its callback address. Enter both if you use both.",
    check: checkSignature,
  },
  steps: [
    "In Intercom's Developer Hub, open your app, then Webhooks, and enter this address: {url}",
    "Subscribe to conversation.admin.assigned, conversation.admin.replied, conversation.admin.closed, conversation.operator.replied, conversation.rating.added and conversation.user.created.",
    "Copy the client secret (Basic information), and enter it below under Secrets: Intercom signs with it.",
    "If you run Fin over its API, enter the same address as its callback, and its signing secret below as well. Without a signature add ?secret={secret} to the address.",
  ],
  options: [],
  supplies: {
    ...NOT_SUPPLIED,
    started: ["yes", "When the conversation was created."],
    ended: ["partly", "When Fin resolved it, from its event."],
    bot: ["yes", "Fin, with the title of its source; no version."],
    channel: ["yes", "The channel in which it began."],
    language: ["partly", "Where Intercom detects the language of the conversation."],
    queryType: ["yes", "The AI topic, else the attribute issue_type, else the first tag."],
    outcome: ["yes", "Fin's resolution state."],
    messages: ["partly", "Counted from the parts where the whole conversation is there."],
    failedAttempts: ["no", "Not in Intercom."],
    transcriptLines: ["yes", "The conversation's parts."],
    requested: ["yes", "Fin's event; else the first assignment."],
    connected: ["yes", "The first reply of a teammate."],
    reason: ["yes", "The reason in Fin's event; the resolution state where it tells more than escalated."],
    queue: ["yes", "The team that it was assigned to."],
    agent: ["yes", "The teammate that it was assigned to."],
    fields: ["yes", "The conversation's custom attributes."],
    contextTranscript: ["yes", "Always: Fin and teammates share one conversation."],
    summary: ["partly", "Where the hand-off was asked for by the API with a note."],
    survey: ["yes", "1 to 5, of the teammate and of Fin, kept apart."],
    journey: ["partly", "Fin's conversation and the one that it opens in the help desk are linked."],
    test: ["no", "Not marked."],
  },
  reasons: [
    { raw: "Escalation requested by user", reason: "customer_demand" },
    { raw: "Escalation rule", reason: "planned_escalation" },
    { raw: "Routed to team", reason: "planned_escalation" },
    { raw: "Conversation finished without resolution", reason: "bot_failure" },
    { raw: "procedure_handoff", reason: "planned_escalation" },
    { raw: "negative_feedback", reason: "bot_failure" },
  ],
  readsWhole: false,
  map: (body, context) =>
    mapEach(piecesOf(body, "conversations"), (piece, mapping) => read(piece, mapping, context.receivedAt)),
};

function read(piece: Json, mapping: Mapping, receivedAt: string): Mapping {
  const topic = text(piece.topic);
  if (topic === "ping") return mapping.skip("ping");
  if (text(piece.event_name) !== undefined) return readFin(piece, mapping, receivedAt);
  const item = isObject(object(piece.data).item) ? object(object(piece.data).item) : piece;
  if (topic !== undefined && (!topic.startsWith("conversation.") || topic === "conversation.deleted"))
    return mapping.skip(topic);
  if (item.user !== undefined && item.id === undefined) return readEscalation(item, mapping);
  if (text(item.type) !== "conversation" || item.id === undefined) {
    throw new NotUnderstood("This is neither a conversation of Intercom nor an event of Fin.");
  }
  mapping.label(topic ?? "conversation");
  return readConversation(item, mapping);
}

/** The body of POST /fin/escalate, without a conversation it cannot be joined. */
function readEscalation(item: Json, mapping: Mapping): Mapping {
  const id = text(item.conversation_id);
  if (id === undefined) {
    throw new NotUnderstood(
      "The request to escalate names no conversation (conversation_id), so it cannot be joined.",
    );
  }
  mapping.label("fin/escalate");
  const note = text(item.context, 4000);
  return mapping.add(id, "follows", [
    handoff(HAND_OFF, undefined, { context: note === undefined ? {} : { summary: note } }),
  ]);
}

function readConversation(chat: Json, mapping: Mapping): Mapping {
  const id = text(chat.id) ?? "";
  const startedAt = time(chat.created_at);
  if (startedAt === undefined) throw new NotUnderstood("The conversation has no created_at.");
  const version = versionAt(time(chat.updated_at) ?? startedAt);
  const ai = object(chat.ai_agent);
  const parts = objects(object(chat.conversation_parts).conversation_parts);
  const isBot =
    flag(chat.ai_agent_participated) === true ||
    isObject(chat.ai_agent) ||
    parts.some((part) => flag(part.from_ai_agent) === true || flag(part.is_ai_answer) === true);
  const lines = [firstLine(chat), ...parts.map(line)].flat();
  const human = [...surveys(chat, version), ...lines];
  const replies = parts.filter(isReply);
  // What no bot wrote in counts only where Fin's own event tells of it.
  if (!isBot) return mapping.add(id, "follows", human);
  const state = text(ai.resolution_state)?.toLowerCase();
  const isCounted = time(object(chat.statistics).first_admin_reply_at) !== undefined;
  const replied = replies.length > 0 || isCounted;
  // A teammate who replies has taken over, whether Fin's state says so or is empty; not where a teammate began.
  const tookOver =
    replied && state === undefined && text(object(object(chat.source).author).type) !== "admin";
  const handedOff = HANDED_OFF.test(state ?? "") || tookOver;
  return mapping.add(id, "bot", [
    startedBy(startedAt),
    conversation(startedAt, version, {
      bot: "Fin",
      channel: channelOf(chat),
      language: text(object(chat.custom_attributes).Language) ?? text(chat.language_override),
      queryType: queryType(chat),
      customerRef: text(object(objects(object(chat.contacts).contacts)[0]).id),
      outcome: handedOff ? "handed_off" : outcomeOf(state, chat),
      previousConversationId: linked(chat),
      finSource: text(ai.source_title) ?? text(ai.source_type),
      resolutionState: state,
    }),
    ...(handedOff
      ? [...handOff(chat, state ?? "", version), ...(isCounted ? [] : replies.flatMap(connectedByReply))]
      : []),
    ...human,
  ]);
}

function outcomeOf(state: string | undefined, chat: Json): string | undefined {
  if (state === "abandoned") return "abandoned";
  if (CONTAINED.test(state ?? "")) return "contained";
  return text(chat.state) === "open" && state === undefined ? "open" : undefined;
}

function handOff(chat: Json, state: string, version: string | undefined): readonly RecordDraft[] {
  const statistics = object(chat.statistics);
  const repliedAt = time(statistics.first_admin_reply_at);
  const assignedAt = time(statistics.first_assignment_at);
  return [
    handoff(HAND_OFF, version, {
      reasonRaw: /^(procedure_handoff|negative_feedback)$/.test(state) ? state : undefined,
      queue: text(chat.team_assignee_id),
      agentId: text(chat.admin_assignee_id),
      context: { transcript: true, fields: structuredFields(object(chat.custom_attributes)) },
    }),
    ...(assignedAt === undefined ? [] : [requestedBy(HAND_OFF, assignedAt)]),
    ...(repliedAt === undefined ? [] : [connectedBy(HAND_OFF, repliedAt, undefined)]),
  ];
}

/** What a teammate wrote to the customer: no note, and nothing of the bot's. */
function isReply(part: Json): boolean {
  return (
    !/note/.test(text(part.part_type) ?? "") &&
    plainText(part.body) !== undefined &&
    flag(part.from_ai_agent) !== true &&
    flag(part.is_ai_answer) !== true &&
    senderOf(object(part.author)) === "agent"
  );
}

function connectedByReply(part: Json): RecordDraft[] {
  const at = time(part.created_at);
  return at === undefined ? [] : [connectedBy(HAND_OFF, at, text(object(part.author).id))];
}

/** The teammate's rating and Fin's. A rating's created_at is when it was asked for. */
function surveys(chat: Json, version: string | undefined): readonly RecordDraft[] {
  const rating = object(chat.conversation_rating);
  const ai = object(chat.ai_agent);
  const teammate = isObject(chat.conversation_rating) ? number(rating.rating) : undefined;
  const fin = number(ai.rating);
  return [
    ...(isObject(chat.conversation_rating)
      ? [
          {
            type: "survey",
            surveyId: "teammate",
            surveyTarget: "teammate",
            updatedAt: version,
            sentAt: time(rating.created_at),
            ...(teammate === undefined ? {} : scored(teammate, rating.remark, time(rating.updated_at))),
          } as const,
        ]
      : []),
    ...(fin === undefined
      ? []
      : [
          {
            type: "survey",
            surveyId: "fin",
            surveyTarget: "bot",
            updatedAt: version,
            ...scored(fin, ai.rating_remark, undefined),
          } as const,
        ]),
  ];
}

function scored(score: number, comment: unknown, answeredAt: string | undefined) {
  return { score, scaleMin: 1, scaleMax: 5, comment: text(comment, 4000), answeredAt };
}

/** An event of the Fin Agent API. */
function readFin(event: Json, mapping: Mapping, receivedAt: string): Mapping {
  const name = text(event.event_name) ?? "";
  const id = text(event.conversation_id);
  if (id === undefined) throw new NotUnderstood("Fin's event has no conversation_id.");
  mapping.label(name);
  const message = object(event.message);
  const at = time(event.created_at_ms) ?? time(message.timestamp_ms) ?? time(event.created_at) ?? receivedAt;
  const status = text(event.status)?.toLowerCase();
  const helpdesk = text(event.intercom_conversation_id);
  const escalated = status === "escalated";
  const outcome = escalated ? "handed_off" : status === "resolved" ? "contained" : undefined;
  const said = plainText(message.body);
  const score = FIN_RATINGS[text(event.rating)?.toLowerCase() ?? ""] ?? number(event.rating);
  // An escalation opens a conversation of its own in the help desk: the contact after this one.
  if (helpdesk !== undefined && helpdesk !== id)
    mapping.add(helpdesk, "follows", [conversation(at, undefined, { previousConversationId: id })]);
  return mapping.add(id, "bot", [
    startedBy(at),
    conversation(at, versionAt(at, outcome === undefined ? 0 : 1), {
      bot: "Fin",
      outcome,
      endedAt: outcome === "contained" ? at : undefined,
      customerRef: text(event.user_id),
      helpdeskConversation: helpdesk,
    }),
    ...(escalated ? finHandOff(event, at) : []),
    ...(said === undefined
      ? []
      : [
          { type: "message", sequence: stableNumber(`${at}${said}`), sender: "bot", text: said, at } as const,
        ]),
    ...(score === undefined
      ? []
      : [
          {
            type: "survey",
            surveyId: "fin",
            surveyTarget: "bot",
            updatedAt: at,
            ...scored(score, event.remark, at),
          } as const,
        ]),
  ]);
}

/** The name of an escalation rule is kept beside the reason, so that the reason map needs one line for all rules. */
function finHandOff(event: Json, at: string): readonly RecordDraft[] {
  const reason = text(event.reason, 2000);
  const rule = reason === undefined ? null : RULE.exec(reason);
  return [
    handoff(HAND_OFF, versionAt(at, 1), {
      reasonRaw: rule ? "Escalation rule" : text(reason),
      reasonText: rule ? reason : undefined,
      escalationRule: text(rule?.[1]),
      context: { transcript: true },
    }),
    requestedBy(HAND_OFF, at),
  ];
}

function firstLine(chat: Json): RecordDraft[] {
  const source = object(chat.source);
  const said = plainText(source.body);
  return said === undefined
    ? []
    : [
        {
          type: "message",
          sequence: 0,
          sender: senderOf(object(source.author)),
          text: said,
          at: time(chat.created_at),
        },
      ];
}

function line(part: Json): RecordDraft[] {
  const said = plainText(part.body);
  if (said === undefined || /note/.test(text(part.part_type) ?? "")) return [];
  const byBot = flag(part.from_ai_agent) === true || flag(part.is_ai_answer) === true;
  return [
    {
      type: "message",
      sequence: number(part.id) ?? stableNumber(text(part.id) ?? ""),
      sender: byBot ? "bot" : senderOf(object(part.author)),
      text: said,
      at: time(part.created_at),
    },
  ];
}

function senderOf(author: Json): "customer" | "bot" | "agent" | "system" {
  if (flag(author.from_ai_agent) === true || flag(author.is_ai_answer) === true) return "bot";
  const type = text(author.type)?.toLowerCase();
  if (type === "user" || type === "lead" || type === "contact") return "customer";
  if (type === "bot") return "bot";
  return type === "admin" ? "agent" : "system";
}

function channelOf(chat: Json): string | undefined {
  const channel = object(chat.channel);
  const name = (
    text(channel.initial) ??
    text(channel.current) ??
    text(object(chat.source).type)
  )?.toLowerCase();
  return name === undefined ? undefined : (CHANNELS[name] ?? name);
}

function queryType(chat: Json): string | undefined {
  const topics = [
    ...objects(object(chat.ai_topics).topics),
    ...objects(chat.ai_topics),
    ...objects(object(chat.topics).topics),
  ];
  const tags = objects(object(chat.tags).tags);
  return text(topics[0]?.name) ?? text(object(chat.custom_attributes).issue_type) ?? text(tags[0]?.name);
}

function linked(chat: Json): string | undefined {
  const before = objects(object(chat.linked_objects).data).find((one) => text(one.type) === "conversation");
  return text(before?.id);
}
