import { type Connector, type MapContext, type OptionSpec, optionOf, type RecordDraft } from "./connector";
import { connectedBy, conversation, handoff, requestedBy, startedBy, versionAt } from "./drafts";
import { type Mapping, mapEach, NotUnderstood } from "./mapping";
import { piecesOf } from "./pieces";
import {
  count,
  isObject,
  type Json,
  list,
  number,
  object,
  objects,
  plainText,
  structuredFields,
  text,
  time,
} from "./platform-value";
import { timedSignature } from "./signature";
import { NOT_SUPPLIED } from "./supplies";

/*
 * Chatwoot: account webhooks (https://www.chatwoot.com/docs/product/others/webhook-events), and what its API lists
 * (conversations, CSAT answers, reporting events). Event names and status contradict each other in the documentation,
 * so the status and the attributes that changed decide, never the name of the event.
 */

const OPTIONS: readonly OptionSpec[] = [
  {
    key: "reasonAttribute",
    label: "Custom attribute with the reason",
    hint: "A conversation attribute in which your bot says why it hands off.",
    initial: "handoff_reason",
  },
  {
    key: "queryTypeAttribute",
    label: "Custom attribute with the query type",
    hint: "Without it, the first label of the conversation is taken.",
    initial: "intent",
  },
];

const CHANNELS: { readonly [name: string]: string } = {
  webwidget: "web_chat",
  api: "other",
  email: "email",
  sms: "sms",
  twiliosms: "sms",
  whatsapp: "messaging",
  telegram: "messaging",
  line: "messaging",
  facebookpage: "social",
  instagram: "social",
  twitterprofile: "social",
  tiktok: "social",
  voice: "voice",
};

const HAND_OFF = "1";
/** Within one second a conversation moves on in this order. */
const RANK: { readonly [status: string]: number } = { pending: 1, open: 2, snoozed: 3, resolved: 4 };
const IRRELEVANT = /^(contact_|webwidget_triggered|conversation_typing|conversation_read|inbox_|campaign)/;
const BOT_TYPES = /^(agent_?bot|captain)/i;

/** Chatwoot. */
export const chatwoot: Connector = {
  platform: "chatwoot",
  name: "Chatwoot",
  webhook: "Account webhooks: conversations, their status, and messages.",
  exportFile: "Lists from the API as JSON: conversations, CSAT answers, reporting events.",
  signature: {
    secretName: "webhook secret",
    hint: "Shown in Chatwoot beside the webhook once it is saved (Settings, Integrations, Webhooks).",
    check: timedSignature({
      header: "X-Chatwoot-Signature",
      timeHeader: "X-Chatwoot-Timestamp",
      between: ".",
      encoding: "hex",
      prefix: "sha256=",
    }),
  },
  steps: [
    "In Chatwoot, open Settings, then Integrations, then Webhooks, and choose Add new webhook.",
    "Enter this address: {url}",
    "Tick conversation created, conversation status changed, conversation updated, message created and message updated, and save.",
    "Copy the secret that Chatwoot shows beside the webhook, and enter it below under Secrets. A Chatwoot that shows none does not sign: add ?secret={secret} to the address instead.",
    "Write to your bot in Chatwoot and watch the light on this page turn on.",
  ],
  options: OPTIONS,
  supplies: {
    ...NOT_SUPPLIED,
    started: ["yes", "When the conversation was created."],
    ended: ["yes", "When it was resolved."],
    bot: ["partly", "The name of the agent bot while it is assigned; no version."],
    channel: ["yes", "The kind of inbox."],
    language: ["partly", "Where Chatwoot detects the language of the conversation."],
    queryType: ["partly", "A custom attribute or the first label."],
    outcome: [
      "yes",
      "From the status: pending is open, pending to open is a hand-off, pending to resolved is contained.",
    ],
    messages: ["no", "Messages come one by one; Chatwoot sends no totals."],
    failedAttempts: ["no", "Chatwoot does not count them."],
    transcriptLines: ["yes", "Message by message, private notes left out."],
    requested: ["yes", "When the status went from pending to open."],
    connected: ["yes", "The first public reply of a person."],
    reason: ["partly", "Not in Chatwoot itself; only where your bot writes it into a custom attribute."],
    queue: ["yes", "The team, else the inbox."],
    agent: ["yes", "The person who replied first, else the assignee."],
    fields: ["yes", "The custom attributes that the conversation has at the hand-off."],
    contextTranscript: ["yes", "Always: bot and agent share one conversation."],
    summary: ["no", "Chatwoot does not say whether a summary was there."],
    survey: ["yes", "CSAT from 1 to 5, with the comment."],
    journey: ["no", "Only the contact is known, not which conversation came before."],
    test: ["no", "Chatwoot does not mark test conversations. Use an inbox of its own."],
  },
  reasons: [
    { raw: "customer_request", reason: "customer_demand" },
    { raw: "missing_knowledge", reason: "knowledge_gap" },
    { raw: "unsupported_request", reason: "bot_failure" },
    { raw: "tool_failure", reason: "tool_error" },
    { raw: "policy_restriction", reason: "policy_or_risk" },
    { raw: "usage_limit", reason: "operational" },
  ],
  readsWhole: false,
  map: (body, context) => mapEach(pieces(body), (piece, mapping) => read(piece, mapping, context)),
};

/** One event, a list, or answers of the API with their lists inside (`payload`, `data.payload`). */
function pieces(body: unknown): readonly unknown[] {
  const pages = (Array.isArray(body) ? body : [body]).map((page) =>
    Array.isArray(object(object(page).data).payload) ? object(page).data : page,
  );
  return piecesOf(pages, "payload");
}

function read(piece: Json, mapping: Mapping, context: MapContext): Mapping {
  const event = text(piece.event);
  if (event !== undefined && IRRELEVANT.test(event)) return mapping.skip(event);
  if (piece.rating !== undefined && (piece.conversation_id !== undefined || isObject(piece.conversation)))
    return readAnswer(piece, mapping);
  if (event?.startsWith("message_") || isObject(piece.conversation))
    return readMessageEvent(piece, mapping, context);
  if (piece.message_type !== undefined && piece.conversation_id !== undefined)
    return readListedMessage(piece, mapping);
  if (/^conversation_bot_(handoff|resolved)$/.test(text(piece.name) ?? ""))
    return readReporting(piece, mapping);
  if (piece.id === undefined || typeof piece.status !== "string") {
    throw new NotUnderstood(
      "This is no event of Chatwoot that is known here: neither a conversation with id and status, nor a message, a CSAT answer or a reporting event.",
    );
  }
  mapping.label(event ?? "conversation");
  return readConversation(piece, mapping, context, undefined);
}

function readMessageEvent(piece: Json, mapping: Mapping, context: MapContext): Mapping {
  const inner = object(piece.conversation);
  if (inner.id === undefined) throw new NotUnderstood("A message event needs its conversation with an id.");
  mapping.label(text(piece.event) ?? "message");
  return readConversation(inner, mapping, context, piece);
}

/** A message as the API lists it (GET …/conversations/{id}/messages): with its conversation's number alone. */
function readListedMessage(message: Json, mapping: Mapping): Mapping {
  const id = text(message.conversation_id);
  if (id === undefined) throw new NotUnderstood("The message has no conversation_id.");
  mapping.label("message");
  const sender = senderOf(message);
  const at = time(message.created_at);
  const begun = sender === "bot" && at !== undefined ? [startedBy(at)] : [];
  const replied =
    sender === "agent" && message.private !== true && at !== undefined
      ? [connectedBy(HAND_OFF, at, text(object(message.sender).id) ?? text(message.sender_id))]
      : [];
  return mapping.add(id, sender === "bot" ? "bot" : "follows", [
    ...begun,
    ...replied,
    ...readMessage(message),
    ...surveys([message]),
  ]);
}

/** A conversation as Chatwoot describes it in every event, and the messages that came with it. */
function readConversation(
  chat: Json,
  mapping: Mapping,
  context: MapContext,
  message: Json | undefined,
): Mapping {
  const id = idOf(chat);
  if (id === undefined) throw new NotUnderstood("The conversation has no id.");
  const messages = [...objects(chat.messages), ...(message ? [message] : [])];
  const status = text(chat.status)?.toLowerCase();
  const before = statusBefore(chat);
  const bot = isBotPart(chat, status, before, messages);
  const lines = messages.flatMap(readMessage);
  if (!bot) {
    // Without a sign of the bot, only what belongs to the human side: it counts where the bot's part is known.
    return mapping.add(id, "follows", [
      ...lines,
      ...surveys(messages),
      ...humanSide(chat, status, before, messages),
    ]);
  }
  const state = stateOf(chat, status, before, message, context);
  return mapping.add(id, "bot", [
    ...state,
    ...lines,
    ...surveys(messages),
    ...humanSide(chat, status, before, messages),
  ]);
}

function stateOf(
  chat: Json,
  status: string | undefined,
  before: string | undefined,
  message: Json | undefined,
  context: MapContext,
): readonly RecordDraft[] {
  const changedAt =
    time(chat.updated_at) ?? time(chat.timestamp) ?? time(chat.last_activity_at) ?? time(message?.created_at);
  const started =
    time(chat.created_at) ?? time(object(object(chat.additional_attributes).initiated_at).timestamp);
  const first =
    started ?? time(message?.created_at) ?? time(objects(chat.messages)[0]?.created_at) ?? changedAt;
  if (first === undefined) throw new NotUnderstood("The conversation says nowhere when it began.");
  const version = versionAt(changedAt ?? first, RANK[status ?? ""] ?? 0);
  const said = conversation(first, version, {
    bot: botName(chat),
    channel: channelOf(chat),
    language: text(object(chat.additional_attributes).conversation_language),
    queryType: queryType(chat, context),
    customerRef: customerRef(chat),
    ...outcomeOf(chat, status, before, changedAt),
  });
  const begin = started === undefined ? [startedBy(first)] : [];
  return [said, ...begin, ...handOffOf(chat, status, before, changedAt ?? first, context)];
}

/** What the status says of the outcome. After a hand-off, resolving is the agent's and says nothing new. */
function outcomeOf(
  chat: Json,
  status: string | undefined,
  before: string | undefined,
  at: string | undefined,
) {
  if (status === "pending") return { outcome: "open" };
  if (status === "open" && before === "pending") return { outcome: "handed_off" };
  // A person's first reply says that the bot handed over, in lists too, which do not tell what came before.
  if (before !== "pending" && time(chat.first_reply_created_at) !== undefined)
    return { outcome: "handed_off" };
  if (status !== "resolved") return {};
  const byBot = before === "pending" || (before === undefined && !isPerson(chat));
  return byBot ? { outcome: "contained", endedAt: at } : {};
}

function handOffOf(
  chat: Json,
  status: string | undefined,
  before: string | undefined,
  at: string,
  context: MapContext,
): readonly RecordDraft[] {
  if (status !== "open" || before !== "pending") return [];
  const reasonKey = optionOf(context.options, OPTIONS, "reasonAttribute");
  const queryKey = optionOf(context.options, OPTIONS, "queryTypeAttribute");
  const attributes = object(chat.custom_attributes);
  return [
    handoff(HAND_OFF, versionAt(at), {
      reasonRaw: text(attributes[reasonKey]),
      queue: queueOf(chat),
      fromChannel: channelOf(chat),
      context: {
        transcript: true,
        fields: structuredFields(attributes, new Set([reasonKey.toLowerCase(), queryKey.toLowerCase()])),
      },
    }),
    requestedBy(HAND_OFF, at),
  ];
}

/** What tells of the person who took over. */
function humanSide(
  chat: Json,
  status: string | undefined,
  before: string | undefined,
  messages: readonly Json[],
): readonly RecordDraft[] {
  if (status === "pending") return [];
  const replies = messages.filter((message) => senderOf(message) === "agent" && message.private !== true);
  const told = replies.flatMap((reply) => {
    const at = time(reply.created_at);
    return at === undefined ? [] : [connectedBy(HAND_OFF, at, text(object(reply.sender).id))];
  });
  const firstReply = time(chat.first_reply_created_at);
  if (firstReply !== undefined) told.push(connectedBy(HAND_OFF, firstReply, undefined));
  const person = personId(chat);
  // Who is assigned when the bot has resolved it did not take over.
  if (person === undefined || (status === "resolved" && before === "pending")) return told;
  const version = versionAt(time(chat.updated_at) ?? time(chat.timestamp));
  return [...told, handoff(HAND_OFF, version, { agentId: person })];
}

function readMessage(message: Json): RecordDraft[] {
  const sequence = count(message.id);
  if (sequence === undefined || message.private === true) return [];
  const said = plainText(message.content);
  if (said === undefined) return [];
  return [
    {
      type: "message",
      sequence,
      sender: senderOf(message),
      text: said,
      at: time(message.created_at),
      updatedAt: time(message.updated_at) ?? time(message.created_at),
    },
  ];
}

/** The CSAT question is a message; its answer is in the same message, updated. */
function surveys(messages: readonly Json[]): RecordDraft[] {
  return messages.flatMap((message) => {
    if (text(message.content_type) !== "input_csat") return [];
    const values = object(object(message.content_attributes).submitted_values);
    const answer = object(values.csat_survey_response);
    const score = number(answer.rating);
    const answeredAt = time(message.updated_at);
    return [
      {
        type: "survey",
        sentAt: time(message.created_at),
        updatedAt: versionAt(answeredAt ?? time(message.created_at), score === undefined ? 0 : 1),
        ...(score === undefined ? {} : scored(score, answer.feedback_message, answeredAt)),
      },
    ];
  });
}

function scored(score: number, comment: unknown, answeredAt: string | undefined) {
  return { score, scaleMin: 1, scaleMax: 5, comment: text(comment, 4000), answeredAt };
}

/** The number that an account shows for a conversation; where both are sent, `id` is the installation's own. */
function idOf(chat: Json): string | undefined {
  return text(chat.display_id) ?? text(chat.id);
}

/** A CSAT answer: a row of the list, or an event that carries its conversation. */
function readAnswer(row: Json, mapping: Mapping): Mapping {
  const [id, score] = [idOf(object(row.conversation)) ?? text(row.conversation_id), number(row.rating)];
  if (id === undefined || score === undefined) {
    throw new NotUnderstood("A CSAT answer needs its conversation and rating.");
  }
  mapping.label("csat_survey_response");
  const answeredAt = time(row.created_at) ?? time(row.timestamp);
  return mapping.add(id, "follows", [
    {
      type: "survey",
      updatedAt: versionAt(answeredAt, 1),
      ...scored(score, row.feedback_message, answeredAt),
    },
  ]);
}

/** A reporting event: the bot handed off, or resolved. */
function readReporting(row: Json, mapping: Mapping): Mapping {
  const name = text(row.name) ?? "";
  const id = text(row.conversation_id);
  const [began, ended] = [time(row.event_start_time), time(row.event_end_time) ?? time(row.created_at)];
  if (id === undefined || ended === undefined) {
    throw new NotUnderstood("A reporting event needs conversation_id and its times.");
  }
  mapping.label(name);
  const handedOff = name === "conversation_bot_handoff";
  return mapping.add(id, "bot", [
    conversation(began ?? ended, versionAt(ended), {
      outcome: handedOff ? "handed_off" : "contained",
      ...(handedOff ? {} : { endedAt: ended }),
    }),
    startedBy(began ?? ended),
    ...(handedOff
      ? [requestedBy(HAND_OFF, ended), handoff(HAND_OFF, versionAt(ended), { context: { transcript: true } })]
      : []),
  ]);
}

/** The status before this event: `{status:{previous_value,current_value}}` or `{status:[old,new]}`, in a list or not. */
function statusBefore(chat: Json): string | undefined {
  const changes = Array.isArray(chat.changed_attributes)
    ? objects(chat.changed_attributes)
    : [object(chat.changed_attributes)];
  for (const change of changes) {
    const { status } = change;
    const before = Array.isArray(status) ? status[0] : object(status).previous_value;
    if (typeof before === "string") return before.toLowerCase();
  }
  return undefined;
}

function isBotPart(
  chat: Json,
  status: string | undefined,
  before: string | undefined,
  messages: readonly Json[],
): boolean {
  return (
    status === "pending" ||
    before === "pending" ||
    botName(chat) !== undefined ||
    number(chat.assignee_agent_bot_id) !== undefined ||
    messages.some((message) => senderOf(message) === "bot")
  );
}

function assignee(chat: Json): Json {
  return object(object(chat.meta).assignee);
}

function botName(chat: Json): string | undefined {
  const type = text(object(chat.meta).assignee_type) ?? text(assignee(chat).type) ?? "";
  return BOT_TYPES.test(type)
    ? (text(assignee(chat).name) ?? text(assignee(chat).id) ?? "agent bot")
    : undefined;
}

function isPerson(chat: Json): boolean {
  return personId(chat) !== undefined;
}

/** Answers of the API show a person without a type, but with a role in the account. */
function personId(chat: Json): string | undefined {
  const type = text(object(chat.meta).assignee_type) ?? text(assignee(chat).type);
  const isUser = type === undefined ? text(assignee(chat).role) !== undefined : /^user$/i.test(type);
  return isUser ? text(assignee(chat).id) : undefined;
}

/** Numbers in some payloads, words in others: 0 incoming, 1 outgoing, 2 activity, 3 template. */
function senderOf(message: Json): "customer" | "bot" | "agent" | "system" {
  const type = text(message.message_type);
  if (type === "incoming" || type === "0") return "customer";
  if (type === "activity" || type === "2" || type === "template" || type === "3") return "system";
  const by = text(object(message.sender).type) ?? text(message.sender_type) ?? "";
  if (BOT_TYPES.test(by)) return "bot";
  return /^user$/i.test(by) ? "agent" : "system";
}

function channelOf(chat: Json): string | undefined {
  const raw = text(chat.channel) ?? text(object(chat.meta).channel);
  const name = raw
    ?.split("::")
    .at(-1)
    ?.toLowerCase()
    .replace(/[^a-z]/g, "");
  return name === undefined ? undefined : (CHANNELS[name] ?? raw);
}

function queueOf(chat: Json): string | undefined {
  const team = object(object(chat.meta).team);
  const inbox = text(chat.inbox_id);
  return (
    text(team.name) ?? text(object(chat.inbox).name) ?? (inbox === undefined ? undefined : `inbox ${inbox}`)
  );
}

function queryType(chat: Json, context: MapContext): string | undefined {
  const key = optionOf(context.options, OPTIONS, "queryTypeAttribute");
  return text(object(chat.custom_attributes)[key]) ?? text(list(chat.labels)[0]);
}

function customerRef(chat: Json): string | undefined {
  const sender = object(object(chat.meta).sender);
  return text(sender.identifier) ?? text(sender.id);
}
