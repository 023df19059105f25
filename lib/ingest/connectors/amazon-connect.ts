import { deliveredByAws } from "./aws-deliveries";
import {
  type Connector,
  listOption,
  type MapContext,
  type OptionSpec,
  optionOf,
  type RecordDraft,
} from "./connector";
import { connectedBy, conversation, handoff, requestedBy, startedBy, versionAt } from "./drafts";
import { QUERY_TYPE_ATTRIBUTE, REASON_ATTRIBUTE } from "./flow-attributes";
import { type Mapping, mapEach, NotUnderstood } from "./mapping";
import {
  flag,
  isObject,
  type Json,
  number,
  object,
  objects,
  structuredFields,
  text,
  time,
} from "./platform-value";
import { NOT_SUPPLIED } from "./supplies";

/*
 * Amazon Connect: contact records (https://docs.aws.amazon.com/connect/latest/adminguide/ctr-data-model.html), contact
 * events of EventBridge (…/contact-events.html), and what a flow sends to a Lambda function. Records come at least
 * once, events in no order. Whether a bot took part stands nowhere but in contact attributes.
 */

const OPTIONS: readonly OptionSpec[] = [
  {
    key: "botAttributes",
    label: "Attributes that show the bot's part",
    hint: "Contact attributes that your flow sets when the bot takes part, with commas between them; * = every contact begins with the bot.",
    initial: "bot, bot_name, botName, lex_bot",
  },
  REASON_ATTRIBUTE,
  QUERY_TYPE_ATTRIBUTE,
  {
    key: "csatAttribute",
    label: "Attribute with the survey's answer",
    hint: "A number, where your flow asks for one; without a scale it stays unscaled.",
    initial: "csat",
  },
];

const HAND_OFF = "1";
const CHANNELS: { readonly [name: string]: string } = {
  voice: "voice",
  chat: "web_chat",
  email: "email",
  task: "other",
};

const SUBTYPES: { readonly [name: string]: string } = {
  sms: "sms",
  whatsapp: "messaging",
  apple: "messaging",
};

/** Amazon Connect. */
export const amazonConnect: Connector = {
  platform: "amazon-connect",
  name: "Amazon Connect",
  webhook: "Contact events (EventBridge), contact records, and the events of flows.",
  exportFile: "Contact records as JSON or NDJSON, as Firehose writes them to S3.",
  signature: null,
  secretHeaders: ["X-Amz-Firehose-Access-Key"],
  steps: [
    "In your flow, after the bot (Get customer input), add Set contact attributes: an attribute bot with its name, and where you know it handoff_reason and intent.",
    "In EventBridge, make a connection with API key authorisation: name X-Baton-Secret, value {secret}",
    "Make an API destination with the method POST and the address {url}",
    "Make a rule for the source aws.connect and the detail type Amazon Connect Contact Event with that destination. Events alone do not tell whether a bot took part:",
    "Stream contact records too (Connect console, Data streaming, Contact records): with Firehose to the same address as HTTP endpoint, the secret as its access key, or upload its files below.",
  ],
  options: OPTIONS,
  supplies: {
    ...NOT_SUPPLIED,
    started: ["yes", "Initiation of the contact."],
    ended: ["yes", "Its disconnection."],
    bot: ["partly", "The attribute that your flow sets; no version."],
    channel: ["yes", "The channel of the contact."],
    language: ["partly", "The attribute Language, where your flow sets it."],
    queryType: ["partly", "The attribute that your flow sets."],
    outcome: ["yes", "Whether the contact was queued."],
    messages: ["no", "Not in contact records."],
    failedAttempts: ["no", "Only in Lex's logs."],
    transcriptLines: ["no", "In Contact Lens or S3."],
    requested: ["yes", "When it was put into the queue."],
    connected: ["yes", "When the agent was connected."],
    reason: ["partly", "The attribute that your flow sets; nothing by itself."],
    queue: ["yes", "The queue's name; its id where contact events alone are sent."],
    agent: ["yes", "The agent's user name."],
    fields: ["yes", "The contact attributes."],
    contextTranscript: ["no", "Not in contact records."],
    summary: ["no", "Not in contact records."],
    survey: ["partly", "The attribute that your flow sets, without a scale."],
    journey: ["yes", "The related contact."],
    test: ["no", "Not marked."],
  },
  reasons: [],
  readsWhole: false,
  map: (body, context) => mapEach(deliveredByAws(body), (piece, mapping) => read(piece, mapping, context)),
};

function read(piece: Json, mapping: Mapping, context: MapContext): Mapping {
  if (isObject(piece.detail)) return readEvent(piece, piece.detail, mapping, context);
  const inFlow = object(object(piece.Details).ContactData);
  if (inFlow.ContactId !== undefined) {
    mapping.label("contact flow event");
    return readRecord(inFlow, mapping, context, false);
  }
  if (piece.ContactId === undefined) {
    throw new NotUnderstood(
      "This is no contact record (ContactId), contact event (detail) or flow event (Details). A notice that a file has come into S3 holds none: send the file itself.",
    );
  }
  mapping.label("contact record");
  return readRecord(piece, mapping, context, true);
}

/** The contact that a contact belongs to: transfers get ids of their own. */
function identity(contact: Json): { readonly id: string; readonly own: string } {
  const own = text(contact.ContactId) ?? text(contact.contactId);
  if (own === undefined) throw new NotUnderstood("The contact has no id.");
  return { id: text(contact.InitialContactId) ?? text(contact.initialContactId) ?? own, own };
}

function readRecord(contact: Json, mapping: Mapping, context: MapContext, isWhole: boolean): Mapping {
  const { id, own } = identity(contact);
  const isFirst = own === id;
  const attributes = object(contact.Attributes);
  const bot = botName(contact, attributes, context);
  const startedAt = time(contact.InitiationTimestamp, "utc") ?? (isWhole ? undefined : context.receivedAt);
  if (startedAt === undefined)
    throw new NotUnderstood("The contact record has no readable InitiationTimestamp.");
  const updatedAt =
    time(contact.LastUpdateTimestamp, "utc") ?? time(contact.DisconnectTimestamp, "utc") ?? startedAt;
  const part = bot === undefined ? (isWhole && isFirst ? "none" : "follows") : "bot";
  const queue = object(contact.Queue);
  const agent = object(contact.Agent);
  const disconnectedAt = time(contact.DisconnectTimestamp, "utc");
  const isQueued = queue.Name !== undefined || queue.ARN !== undefined;
  const escalated = selfService(contact).some((one) => flag(one.AiAgentEscalated) === true);
  const isHandedOff = isQueued || agent.ARN !== undefined || escalated;
  const attribute = (key: string) => text(attributes[optionOf(context.options, OPTIONS, key)]);
  const records: RecordDraft[] = [];
  if (isFirst && bot !== undefined) {
    records.push(
      startedBy(startedAt),
      conversation(startedAt, versionAt(updatedAt), {
        bot: bot === "" ? undefined : bot,
        channel: channelOf(contact.Channel, contact.SegmentAttributes),
        language: text(attributes.Language) ?? text(contact.LanguageCode),
        queryType: attribute("queryTypeAttribute"),
        customerRef: text(object(contact.CustomerEndpoint).Address) ?? text(contact.CustomerId),
        previousConversationId: related(contact, own),
        ...(isHandedOff
          ? { outcome: "handed_off" }
          : isWhole
            ? { outcome: disconnectedAt === undefined ? "open" : "contained", endedAt: disconnectedAt }
            : {}),
      }),
    );
  }
  if (isHandedOff) {
    records.push(
      ...handOff(isFirst ? HAND_OFF : own, contact, {
        from: isFirst ? undefined : "agent",
        updatedAt: versionAt(updatedAt),
        isOver: disconnectedAt !== undefined,
        reasonRaw: isFirst ? attribute("reasonAttribute") : undefined,
        fields: isFirst ? structuredFields(attributes, optionKeys(context)) : [],
      }),
    );
  }
  const score = number(attribute("csatAttribute"));
  if (score !== undefined) {
    records.push({ type: "survey", updatedAt: versionAt(updatedAt), score, answeredAt: disconnectedAt });
  }
  return mapping.add(id, part, records);
}

function handOff(
  handoffId: string,
  contact: Json,
  said: {
    readonly from: string | undefined;
    readonly updatedAt: string | undefined;
    readonly isOver: boolean;
    readonly reasonRaw: string | undefined;
    readonly fields: readonly object[];
  },
): readonly RecordDraft[] {
  const queue = object(contact.Queue);
  const agent = object(contact.Agent);
  const requestedAt = time(queue.EnqueueTimestamp, "utc");
  const connectedAt = time(agent.ConnectedToAgentTimestamp, "utc");
  const isAbandoned = said.isOver && connectedAt === undefined && agent.ARN === undefined;
  return [
    handoff(handoffId, said.updatedAt, {
      from: said.from,
      queue: text(queue.Name) ?? lastOf(queue.ARN),
      reasonRaw: said.reasonRaw,
      agentId: text(agent.Username) ?? text(agent.ARN),
      endedAt: connectedAt === undefined ? undefined : time(contact.DisconnectTimestamp, "utc"),
      ...(isAbandoned ? { status: "abandoned" } : {}),
      ...(said.fields.length > 0 ? { context: { fields: said.fields } } : {}),
    }),
    ...(requestedAt === undefined ? [] : [requestedBy(handoffId, requestedAt)]),
    ...(connectedAt === undefined ? [] : [connectedBy(handoffId, connectedAt, undefined)]),
  ];
}

/** A contact event. It repeats what is known of the contact so far, so each is read by itself. */
function readEvent(piece: Json, detail: Json, mapping: Mapping, context: MapContext): Mapping {
  const kind = text(piece["detail-type"]);
  // Contact Lens and metrics send events of their own from the same source.
  if (kind !== undefined && !/contact event$/i.test(kind)) return mapping.skip(kind);
  const type = text(detail.eventType)?.toUpperCase() ?? "";
  mapping.label(type === "" ? (kind ?? "event") : type);
  if (detail.contactId === undefined) throw new NotUnderstood("The event's detail has no contactId.");
  const { id, own } = identity(detail);
  const at = time(detail.eventTimestamp, "utc") ?? time(piece.time, "utc") ?? context.receivedAt;
  const startedAt = time(detail.initiationTimestamp, "utc") ?? at;
  const queuedAt =
    time(object(detail.queueInfo).enqueueTimestamp, "utc") ?? (type === "QUEUED" ? at : undefined);
  const agentInfo = object(detail.agentInfo);
  const connectedAt =
    time(agentInfo.connectedToAgentTimestamp, "utc") ?? (type === "CONNECTED_TO_AGENT" ? at : undefined);
  const disconnectedAt =
    time(detail.disconnectTimestamp, "utc") ?? (type === "DISCONNECTED" ? at : undefined);
  const isFirst = own === id;
  const handoffId = isFirst ? HAND_OFF : own;
  const isHandedOff = queuedAt !== undefined || connectedAt !== undefined;
  const everyContact = optionOf(context.options, OPTIONS, "botAttributes") === "*";
  const records: RecordDraft[] = [];
  if (isFirst) {
    records.push(
      startedBy(startedAt),
      conversation(startedAt, versionAt(at), {
        channel: channelOf(detail.channel, detail.segmentAttributes),
        previousConversationId: related(detail, own),
        ...(isHandedOff
          ? { outcome: "handed_off" }
          : { outcome: disconnectedAt === undefined ? "open" : "contained", endedAt: disconnectedAt }),
      }),
    );
  }
  if (isHandedOff) {
    const isAbandoned = disconnectedAt !== undefined && connectedAt === undefined;
    records.push(
      handoff(handoffId, versionAt(at), {
        from: isFirst ? undefined : "agent",
        queue: lastOf(object(detail.queueInfo).queueArn),
        agentId: text(agentInfo.agentArn),
        endedAt: connectedAt === undefined ? undefined : disconnectedAt,
        ...(isAbandoned ? { status: "abandoned" } : {}),
      }),
      ...(queuedAt === undefined ? [] : [requestedBy(handoffId, queuedAt)]),
      ...(connectedAt === undefined ? [] : [connectedBy(handoffId, connectedAt, undefined)]),
    );
  }
  return mapping.add(id, everyContact ? "bot" : "follows", records);
}

/** The bot's name; "" where only its part is known; undefined without any sign of it. */
function botName(contact: Json, attributes: Json, context: MapContext): string | undefined {
  const option = optionOf(context.options, OPTIONS, "botAttributes");
  const names = listOption(option);
  const set = Object.entries(attributes).find(
    ([key, value]) => names.has(key.toLowerCase()) && text(value) !== undefined,
  );
  if (set) return /^(true|yes|1)$/i.test(text(set[1]) ?? "") ? "" : text(set[1]);
  return option === "*" || selfService(contact).length > 0 ? "" : undefined;
}

/** Amazon's own AI agents that served the customer, in newer records. */
function selfService(contact: Json): readonly Json[] {
  return objects(contact.AiAgents).filter((agent) => /self_?service/i.test(text(agent.AiUseCase) ?? ""));
}

function optionKeys(context: MapContext): ReadonlySet<string> {
  const single = ["reasonAttribute", "queryTypeAttribute", "csatAttribute"].map((key) =>
    optionOf(context.options, OPTIONS, key).toLowerCase(),
  );
  return new Set([...single, ...listOption(optionOf(context.options, OPTIONS, "botAttributes"))]);
}

/** The id at the end of an ARN, where no name is said. */
function lastOf(arn: unknown): string | undefined {
  return text(arn)?.split("/").at(-1);
}

function related(contact: Json, own: string): string | undefined {
  const before = text(contact.RelatedContactId) ?? text(contact.relatedContactId);
  return before === own ? undefined : before;
}

/** The channel; chats over a carrier or a messenger say so in their subtype. */
function channelOf(channel: unknown, segmentAttributes: unknown): string | undefined {
  const name = text(channel)?.toLowerCase();
  const attribute = object(object(segmentAttributes)["connect:Subtype"]);
  const subtype = (text(attribute.ValueString) ?? text(attribute.valueString))
    ?.toLowerCase()
    .replace("connect:", "");
  const bySubtype = subtype === undefined ? undefined : SUBTYPES[subtype];
  return bySubtype ?? (name === undefined ? undefined : (CHANNELS[name] ?? name));
}
