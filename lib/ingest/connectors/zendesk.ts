import {
  type Connector,
  listOption,
  type MapContext,
  type OptionSpec,
  optionOf,
  type RecordDraft,
} from "./connector";
import { connectedBy, conversation, handoff, requestedBy, startedBy, versionAt } from "./drafts";
import { type Mapping, mapEach, NotUnderstood } from "./mapping";
import { piecesOf } from "./pieces";
import {
  isObject,
  type Json,
  list,
  number,
  object,
  objects,
  placeByTime,
  structuredFields,
  text,
  time,
} from "./platform-value";
import { type SignatureCheck, type SignedRequest, sharedSecret, timedSignature } from "./signature";
import { NOT_SUPPLIED } from "./supplies";

/*
 * Zendesk: webhooks of Sunshine Conversations (switchboard events and messages), and satisfaction: survey responses,
 * and the older satisfaction ratings.
 */

const OPTIONS: readonly OptionSpec[] = [
  {
    key: "humanIntegrations",
    label: "Switchboard integrations of people",
    hint: "Names or types, with commas between them. Control that passes to one of them is a hand-off.",
    initial: "zd:agentWorkspace, agentWorkspace, zd-agentWorkspace",
  },
  {
    key: "reasonKey",
    label: "Key of the reason in the metadata",
    hint: "What your bot sends along when it passes control.",
    initial: "reason",
  },
  {
    key: "queryTypeKey",
    label: "Key of the query type in the metadata",
    hint: "What your bot sends along when it passes control.",
    initial: "intent",
  },
];

const HAND_OFF = "1";
const CHANNELS: { readonly [type: string]: string } = {
  web: "web_chat",
  ios: "in_app",
  android: "in_app",
  whatsapp: "messaging",
  line: "messaging",
  telegram: "messaging",
  viber: "messaging",
  wechat: "messaging",
  twilio: "sms",
  messagebird: "sms",
  messenger: "social",
  instagram: "social",
  twitter: "social",
  mailgun: "email",
};

const signed = timedSignature({
  header: "X-Zendesk-Webhook-Signature",
  timeHeader: "X-Zendesk-Webhook-Signature-Timestamp",
  between: "",
  encoding: "base64",
  prefix: "",
});
const shared = sharedSecret("X-API-Key");

function checkSignature(request: SignedRequest, secret: string): SignatureCheck {
  const check = signed(request, secret);
  return check === "absent" ? shared(request, secret) : check;
}

/** Zendesk. */
export const zendesk: Connector = {
  platform: "zendesk",
  name: "Zendesk",
  webhook: "Sunshine Conversations webhooks, and Zendesk webhooks about messaging tickets and satisfaction.",
  exportFile: "Survey responses and satisfaction ratings from the API as JSON.",
  signature: {
    secretName: "signing secret of the webhook, or shared secret of the Conversations webhook",
    hint: "Admin Center, Apps and integrations, Webhooks, Reveal secret; for Conversations webhooks the shared secret of the integration.",
    check: checkSignature,
  },
  steps: [
    "In Admin Center, open Apps and integrations, Conversations integrations, and make one with a webhook to {url}",
    "Subscribe it to the v2 triggers switchboard:passControl, switchboard:acceptControl, switchboard:offerControl, conversation:create and conversation:message.",
    "Copy the shared secret that it shows, and enter it below under Secrets.",
    "For transcripts without Conversations integrations, make a webhook under Apps and integrations, Webhooks, that subscribes to the Zendesk event Messaging ticket: message added, with the same address, and enter its signing secret too.",
    "For satisfaction, let a job send what the API answers for survey responses (or satisfaction ratings), or let a trigger on Satisfaction notify such a webhook with the JSON body ticket_id, score, comment, updated_at. Whatever cannot sign takes the header Authorization: Bearer {secret}.",
    "Let your bot put the reason and the query type into the metadata when it passes control.",
  ],
  options: OPTIONS,
  supplies: {
    ...NOT_SUPPLIED,
    started: ["partly", "When the conversation was created, else its first event."],
    ended: ["no", "Conversations have no end."],
    bot: ["yes", "The switchboard integration that had control; no version."],
    channel: ["yes", "The source of the customer's messages."],
    language: ["partly", "The user's locale, where it is set."],
    queryType: ["partly", "What your bot puts into the metadata."],
    outcome: ["partly", "A hand-off is known; contained and abandoned cannot be told apart."],
    messages: ["no", "Messages come one by one, without totals."],
    failedAttempts: ["no", "Not in Zendesk."],
    transcriptLines: ["yes", "Where conversation:message is subscribed."],
    requested: ["yes", "When control passed to the agent workspace."],
    connected: [
      "partly",
      "When control was accepted, where it was offered; else the first message of a person.",
    ],
    reason: ["partly", "Only what your bot puts into the metadata."],
    queue: ["no", "In the ticket."],
    agent: ["partly", "The author of the first message of a person."],
    fields: ["yes", "The metadata that goes along."],
    contextTranscript: ["partly", "Only as many messages as the switchboard's history count says."],
    summary: ["no", "Not in Zendesk."],
    survey: [
      "partly",
      "1 to 5, or good and bad. It joins where the survey names the conversation; a ticket's number is another id.",
    ],
    journey: ["no", "Not in Zendesk."],
    test: ["no", "Not marked."],
  },
  reasons: [
    { raw: "ticketClosed", reason: "operational" },
    { raw: "transferToEmail", reason: "operational" },
  ],
  readsWhole: false,
  map: (body, context) => mapEach(pieces(body), (piece, mapping) => read(piece, mapping, context)),
};

function pieces(body: unknown): readonly unknown[] {
  return piecesOf(body, "events", "survey_responses", "satisfaction_ratings").map(
    (piece) => object(piece).survey_response ?? object(piece).satisfaction_rating ?? piece,
  );
}

function read(piece: Json, mapping: Mapping, context: MapContext): Mapping {
  if (Array.isArray(piece.answers)) return readResponse(piece, mapping);
  if (piece.score !== undefined && piece.ticket_id !== undefined) return readRating(piece, mapping);
  const type = text(piece.type) ?? text(piece.trigger);
  if (type?.startsWith("zen:event-type:")) return readTicketEvent(type, piece, mapping);
  if (type === undefined || !isObject(piece.payload ?? piece.event)) {
    throw new NotUnderstood(
      "This is neither an event of Sunshine Conversations nor a survey response or satisfaction rating.",
    );
  }
  return readEvent(type, piece, object(piece.payload ?? piece.event), mapping, context);
}

/**
 * An event of Zendesk's own webhooks
 * (https://developer.zendesk.com/api-reference/webhooks/event-types/messaging-events): a message of a messaging
 * ticket, with the conversation's id and who wrote it. Other events tell nothing that counts here.
 */
function readTicketEvent(type: string, piece: Json, mapping: Mapping): Mapping {
  if (type !== "zen:event-type:messaging_ticket.message_added") return mapping.skip(type);
  const event = object(piece.event);
  const id = text(event.conversation_id);
  const at = time(piece.time, "utc");
  if (id === undefined || at === undefined) {
    throw new NotUnderstood("A message of a messaging ticket needs event.conversation_id and time.");
  }
  mapping.label("messaging_ticket.message_added");
  const actor = object(event.actor);
  const name = text(actor.id);
  const kind = text(actor.type)?.toLowerCase();
  const isBot = /^zd:answerBot$/i.test(name ?? "");
  const sender = isBot ? "bot" : kind === "end_user" ? "customer" : kind === "agent" ? "agent" : "system";
  const message = object(event.message);
  const words = text(message.body, 16_000);
  return mapping.add(id, isBot ? "bot" : "follows", [
    startedBy(at),
    ...(sender === "agent" ? [connectedBy(HAND_OFF, at, name)] : []),
    ...(words === undefined
      ? []
      : [{ type: "message", sequence: placeByTime(at, text(message.id)), sender, text: words, at } as const]),
  ]);
}

function readEvent(type: string, event: Json, payload: Json, mapping: Mapping, context: MapContext): Mapping {
  const chat = object(payload.conversation);
  const id = text(chat.id);
  if (id === undefined) return mapping.skip(type);
  const at =
    time(event.createdAt, "utc") ?? time(object(payload.message).received, "utc") ?? context.receivedAt;
  mapping.label(type);
  if (type === "conversation:message") return readMessage(id, payload, at, mapping, context);
  if (type === "conversation:create") {
    const created =
      time(object(payload.creationReason).createdAt, "utc") ?? time(chat.createdAt, "utc") ?? at;
    return mapping.add(id, inControl(chat, context) === "bot" ? "bot" : "follows", [
      startedBy(created),
      said(chat, payload, created, at, context),
    ]);
  }
  const failed = type.endsWith(":failure");
  if (type === "switchboard:acceptControl" && isHuman(chat, context)) {
    return mapping.add(id, "follows", [connectedBy(HAND_OFF, at, undefined)]);
  }
  const passes = type.startsWith("switchboard:passControl") || type.startsWith("switchboard:offerControl");
  if (!passes || (!failed && !isHuman(target(chat, type), context))) {
    const part = inControl(chat, context) === "bot" ? "bot" : "follows";
    return mapping.add(id, part, [startedBy(at), said(chat, payload, at, at, context)]);
  }
  return mapping.add(id, "bot", [
    startedBy(at),
    conversation(at, versionAt(at, 1), {
      ...about(chat, payload, context),
      ...(failed ? {} : { outcome: "handed_off" }),
    }),
    ...passed(payload, at, context, failed),
  ]);
}

/** The hand-off: control went, or was offered, to people. */
function passed(payload: Json, at: string, context: MapContext, failed: boolean): readonly RecordDraft[] {
  const metadata = object(payload.metadata);
  const [reasonKey, queryKey] = [
    optionOf(context.options, OPTIONS, "reasonKey"),
    optionOf(context.options, OPTIONS, "queryTypeKey"),
  ];
  const leaveOut = new Set([reasonKey.toLowerCase(), queryKey.toLowerCase()]);
  return [
    handoff(HAND_OFF, versionAt(at), {
      reasonRaw: text(metadata[reasonKey]) ?? text(payload.reason),
      ...(failed ? { status: "failed" } : {}),
      context: { fields: structuredFields(metadata, leaveOut) },
    }),
    requestedBy(HAND_OFF, at),
  ];
}

/** Whom the event is about: on an offer the pending integration, else the active one. */
function target(chat: Json, type: string): Json {
  const pending = chat.pendingSwitchboardIntegration;
  return type.startsWith("switchboard:offerControl") && isObject(pending)
    ? { activeSwitchboardIntegration: pending }
    : chat;
}

/** Who has control of the conversation; undefined where the switchboard is not said. */
function inControl(chat: Json, context: MapContext): "human" | "bot" | undefined {
  if (!isObject(chat.activeSwitchboardIntegration)) return undefined;
  return isHuman(chat, context) ? "human" : "bot";
}

function isHuman(chat: Json, context: MapContext): boolean {
  const people = listOption(optionOf(context.options, OPTIONS, "humanIntegrations"));
  const active = object(chat.activeSwitchboardIntegration);
  return [active.integrationType, active.name, active.id].some((name) =>
    people.has(text(name)?.toLowerCase() ?? ""),
  );
}

function said(chat: Json, payload: Json, startedAt: string, at: string, context: MapContext): RecordDraft {
  return conversation(startedAt, versionAt(at), about(chat, payload, context));
}

function about(chat: Json, payload: Json, context: MapContext) {
  const source = object(payload.source ?? object(payload.message).source);
  const user = object(payload.user);
  const type = text(source.type)?.toLowerCase();
  const metadata = object(payload.metadata);
  const active = object(chat.activeSwitchboardIntegration);
  return {
    bot: isHuman(chat, context) ? undefined : text(active.name),
    // Agents and bots write from inside Zendesk, which is no channel of the customer's.
    channel: type === undefined || /^(zd:|api)/.test(type) ? undefined : (CHANNELS[type] ?? type),
    language: text(object(user.profile).locale),
    customerRef: text(user.externalId) ?? text(user.id),
    queryType: text(metadata[optionOf(context.options, OPTIONS, "queryTypeKey")]),
  };
}

function readMessage(id: string, payload: Json, at: string, mapping: Mapping, context: MapContext): Mapping {
  const chat = object(payload.conversation);
  const message = object(payload.message);
  const author = object(message.author);
  const byCustomer = text(author.type) === "user";
  const side = byCustomer ? inControl(chat, context) : writerOf(message, chat, context);
  const human = side === "human";
  const words = text(object(message.content).text, 16_000);
  const received = time(message.received, "utc") ?? at;
  const line: RecordDraft[] =
    words === undefined || (side === undefined && !byCustomer)
      ? []
      : [
          {
            type: "message",
            sequence: placeByTime(received, text(message.id)),
            sender: byCustomer ? "customer" : human ? "agent" : "bot",
            text: words,
            at: received,
          },
        ];
  if (human) {
    const agent = byCustomer
      ? []
      : [connectedBy(HAND_OFF, received, text(author.userId) ?? text(author.displayName))];
    return mapping.add(id, "follows", [...line, ...agent]);
  }
  return mapping.add(id, side === "bot" ? "bot" : "follows", [
    startedBy(received),
    said(chat, { ...payload, source: message.source }, received, at, context),
    ...line,
  ]);
}

/**
 * Who wrote a message of the business: its source and subtypes say so, else who has control. A bot may still write
 * after it passed control.
 */
function writerOf(message: Json, chat: Json, context: MapContext): "human" | "bot" | undefined {
  const source = text(object(message.source).type) ?? "";
  if (/^zd:agentWorkspace$/i.test(source)) return "human";
  const subtypes = list(object(message.author).subtypes).map((subtype) => text(subtype)?.toUpperCase());
  if (subtypes.includes("AI") || /^zd:answerBot$/i.test(source)) return "bot";
  return inControl(chat, context);
}

/** A response of the newer surveys: the answer about satisfaction, and what was written. */
function readResponse(response: Json, mapping: Mapping): Mapping {
  mapping.label("survey response");
  const subjects = Array.isArray(response.subject_zrns) ? response.subject_zrns : [response.subject_zrn];
  const names = subjects.flatMap((zrn) => text(zrn) ?? []);
  const named = names.find((zrn) => zrn.includes(":conversation")) ?? names[0];
  const id = named?.split(":").at(-1)?.split("/").at(-1);
  if (id === undefined)
    throw new NotUnderstood("The survey response does not say what it is about (subject_zrns).");
  const answers = objects(response.answers);
  const ratings = answers.filter(({ type }) => text(type) === "rating_scale");
  const rating =
    ratings.find((answer) => text(object(answer.question).sub_type) === "customer_satisfaction") ??
    ratings.find((answer) => text(answer.question_sub_type) === "customer_satisfaction") ??
    (ratings.length === 1 ? ratings[0] : undefined);
  const score = number(rating?.rating);
  const answeredAt =
    time(rating?.created_at, "utc") ?? time(response.updated_at, "utc") ?? time(response.created_at, "utc");
  return mapping.add(id, "follows", [
    {
      type: "survey",
      updatedAt: versionAt(time(response.updated_at, "utc") ?? answeredAt),
      sentAt: time(response.created_at, "utc"),
      ...(score === undefined ? {} : { score, scaleMin: 1, scaleMax: 5, answeredAt }),
      comment: answers
        .map((answer) => (text(answer.type) === "open_ended" ? text(answer.value, 4000) : undefined))
        .find((words) => words !== undefined),
    },
  ]);
}

/** A rating of the older kind: good or bad is an answer, offered is a survey that was sent. */
function readRating(rating: Json, mapping: Mapping): Mapping {
  mapping.label("satisfaction rating");
  const word = text(rating.score)?.toLowerCase() ?? "";
  const score = word.startsWith("good") ? 1 : word.startsWith("bad") ? 0 : undefined;
  const updatedAt = time(rating.updated_at, "utc");
  const sentAt = word === "unoffered" ? undefined : time(rating.created_at, "utc");
  return mapping.add(text(rating.ticket_id) ?? "", "follows", [
    {
      type: "survey",
      updatedAt: versionAt(updatedAt, score === undefined ? 0 : 1),
      sentAt,
      comment: text(rating.comment, 4000),
      ...(score === undefined ? {} : { score, scaleMin: 0, scaleMax: 1, answeredAt: updatedAt }),
    },
  ]);
}
