import type { Connector, RecordDraft } from "./connector";
import { conversation, handoff, versionAt } from "./drafts";
import { type Mapping, mapEach, NotUnderstood } from "./mapping";
import { piecesOf } from "./pieces";
import { isObject, type Json, moment, object, text, time } from "./platform-value";
import { isEntry, readEntry, type SessionSpan } from "./salesforce-entries";
import { NOT_SUPPLIED } from "./supplies";

/*
 * Salesforce: MessagingSession, as the REST API answers a query, as a report exports it, or as change data capture
 * publishes it. AgentType tells whether a bot took part.
 */

const HAND_OFF = "1";
const TABLE = "MessagingSession";
/** BotToAgent, or its label in reports: Bot & Agent. */
const HANDED_OFF = /^bot(toagent|&agent|andagent)$/;
const CHANNELS: { readonly [type: string]: string } = {
  embeddedmessaging: "web_chat",
  web: "web_chat",
  liveagent: "web_chat",
  inapp: "in_app",
  text: "sms",
  sms: "sms",
  whatsapp: "messaging",
  line: "messaging",
  applebusinesschat: "messaging",
  facebook: "social",
  instagram: "social",
  voice: "voice",
  phone: "voice",
};

/** Salesforce. */
export const salesforce: Connector = {
  platform: "salesforce",
  name: "Salesforce Messaging",
  webhook: "Messaging sessions, sent by a flow, or relayed from change data capture.",
  exportFile: "A query's answer as JSON, or a report or Data Loader file as CSV.",
  signature: null,
  steps: [
    "In Setup, make a named credential for {url} with a custom header Authorization: Bearer {secret}",
    "Make a record-triggered flow on Messaging Session, on create and update, with an HTTP callout (POST) that sends the session's fields as JSON: Id, AgentType, Status, StartTime, AcceptTime, EndTime, OwnerId, ChannelType, CaseId, LastModifiedDate.",
    "If you relay change data capture instead, enrich its channel with the fields AgentType and StartTime: a change event carries nothing else that has not changed.",
    "For the past, export MessagingSession with Data Loader and upload the file below.",
  ],
  options: [],
  supplies: {
    ...NOT_SUPPLIED,
    started: ["yes", "Start of the session."],
    ended: ["partly", "End of the session, where the bot kept it."],
    bot: ["no", "Only that a bot took part, not which."],
    channel: ["yes", "The channel type."],
    language: ["partly", "The language of the end user, where the session has it."],
    queryType: ["no", "Not in the session."],
    outcome: ["yes", "Agent type: Bot stayed, BotToAgent was handed off."],
    messages: ["no", "Not counted for enhanced sessions."],
    failedAttempts: ["no", "Not in the session."],
    transcriptLines: [
      "partly",
      "Rows of ConversationEntry that come with their sessions, or the Connect API's entries.",
    ],
    requested: ["no", "Not in the session."],
    connected: ["yes", "When the session was accepted."],
    reason: ["no", "Not in the session."],
    queue: ["partly", "While a queue owns the session."],
    agent: ["yes", "The owner, where it is a person."],
    fields: ["no", "Not in the session."],
    contextTranscript: ["no", "Not in the session."],
    summary: ["no", "Not in the session."],
    survey: ["no", "A product of its own."],
    journey: ["partly", "The case is kept as an attribute."],
    test: ["no", "Not marked."],
  },
  reasons: [],
  // Entries are joined by the sessions that come with them.
  readsWhole: true,
  map: (body) => mapAll(piecesOf(body, "records", "conversationEntries")),
};

function headerOf(piece: Json): Json {
  const { payload } = object(piece.data);
  return object(
    object(payload).ChangeEventHeader ?? object(piece.payload).ChangeEventHeader ?? piece.ChangeEventHeader,
  );
}

/** The fields, by names in lower case without spaces: an API's, a report's ("Agent Type") or an event's payload. */
function fieldsOf(piece: Json): Json {
  const payload = object(object(piece.data).payload);
  const inner = isObject(payload.ChangeEventHeader)
    ? payload
    : isObject(piece.payload)
      ? object(piece.payload)
      : piece;
  const header = object(inner.ChangeEventHeader);
  const ids = Array.isArray(header.recordIds) ? { id: header.recordIds[0] } : {};
  return {
    ...ids,
    commitTimestamp: header.commitTimestamp,
    ...Object.fromEntries(
      Object.entries(inner).map(([key, value]) => [key.toLowerCase().replace(/[\s_]|__c$/g, ""), value]),
    ),
  };
}

function mapAll(pieces: readonly unknown[]) {
  const spans = pieces.filter(isObject).flatMap(spanOf);
  return mapEach(pieces, (piece, mapping) =>
    isEntry(piece) ? readEntry(piece, spans, mapping) : read(piece, mapping),
  );
}

function spanOf(piece: Json): readonly SessionSpan[] {
  const session = fieldsOf(piece);
  const [id, conversationId] = [text(session.id), text(session.conversationid)];
  const from = moment(time(session.starttime, "utc"));
  if (id === undefined || conversationId === undefined || from === undefined) return [];
  const to = moment(time(session.endtime, "utc")) ?? Number.POSITIVE_INFINITY;
  return [{ id, conversationId, from, to }];
}

function read(piece: Json, mapping: Mapping): Mapping {
  const table = text(object(piece.attributes).type) ?? text(headerOf(piece).entityName);
  if (table !== undefined && table !== TABLE) {
    // A relay of change data capture may send every table; a file of another one is a mistake.
    if (headerOf(piece).entityName !== undefined) return mapping.skip(table);
    throw new NotUnderstood(`This is a row of ${table.slice(0, 80)}. Baton reads rows of ${TABLE}.`);
  }
  const session = fieldsOf(piece);
  const id = text(session.id) ?? text(session.messagingsessionid);
  const type = text(session.agenttype)?.toLowerCase().replace(/[\s_]/g, "");
  if (id === undefined) throw new NotUnderstood("A messaging session needs its Id.");
  const version = versionAt(
    time(session.lastmodifieddate, "utc") ??
      time(session.systemmodstamp, "utc") ??
      time(session.commitTimestamp) ??
      time(session.endtime, "utc"),
  );
  const startedAt = time(session.starttime, "utc") ?? time(session.createddate, "utc");
  mapping.label(TABLE);
  if (startedAt === undefined && headerOf(piece).changeType !== undefined)
    return readChange(id, type, session, version, mapping);
  if (type === undefined) throw new NotUnderstood("The session does not say who served it (AgentType).");
  if (type === "agent" || type === "system") return mapping.add(id, "none", []);
  const isHandedOff = HANDED_OFF.test(type);
  if (type !== "bot" && !isHandedOff)
    throw new NotUnderstood("AgentType is none of Agent, Bot, BotToAgent and System.");
  if (startedAt === undefined) throw new NotUnderstood("The session does not say when it began (StartTime).");
  const isOver =
    /ended|closed|error/i.test(text(session.status) ?? "") || time(session.endtime, "utc") !== undefined;
  return mapping.add(id, "bot", [
    conversation(startedAt, version, {
      channel: channelOf(session),
      language: text(session.enduserlanguage) ?? text(session.language),
      customerRef: text(session.messagingenduserid) ?? text(session.endusercontactid),
      outcome: isHandedOff ? "handed_off" : isOver ? "contained" : "open",
      endedAt: isHandedOff ? undefined : time(session.endtime, "utc"),
      caseId: text(session.caseid),
      origin: text(session.origin),
    }),
    ...(isHandedOff ? handOff(session, version) : []),
  ]);
}

/**
 * A change event carries what has changed alone. The end of a session by itself tells of no hand-off: the bot may have
 * kept it.
 */
function readChange(
  id: string,
  type: string | undefined,
  session: Json,
  version: string | undefined,
  mapping: Mapping,
): Mapping {
  const tells = HANDED_OFF.test(type ?? "") || time(session.accepttime, "utc") !== undefined;
  return tells ? mapping.add(id, "follows", handOff(session, version)) : mapping.skip(TABLE);
}

function handOff(session: Json, version: string | undefined): readonly RecordDraft[] {
  const acceptedAt = time(session.accepttime, "utc");
  const endedAt = time(session.endtime, "utc");
  const owner = text(session.ownerid);
  return [
    handoff(HAND_OFF, version, {
      connectedAt: acceptedAt,
      endedAt: acceptedAt === undefined ? undefined : endedAt,
      // Without an acceptance the session ended while it waited.
      status: acceptedAt !== undefined ? "connected" : endedAt === undefined ? undefined : "abandoned",
      agentId: acceptedAt !== undefined && owner?.startsWith("005") ? owner : undefined,
      queue: owner?.startsWith("00G") ? owner : text(session.queueid),
    }),
  ];
}

function channelOf(session: Json): string | undefined {
  const type = (text(session.channeltype) ?? text(session.messagingchanneltype))
    ?.toLowerCase()
    .replace(/[\s_]/g, "");
  return type === undefined ? undefined : (CHANNELS[type] ?? type);
}
