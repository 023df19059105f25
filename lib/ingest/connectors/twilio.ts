import { createHash } from "node:crypto";
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
import { piecesOf } from "./pieces";
import { flag, isObject, type Json, object, structuredFields, text, time } from "./platform-value";
import { hmac, type SignatureCheck, type SignedRequest, sameText } from "./signature";
import { NOT_SUPPLIED } from "./supplies";

/*
 * Twilio: TaskRouter's event callbacks (forms), tasks and events of its API, and Flex interactions. The bot is a
 * product of its own (Studio, Autopilot, somebody else's): what it wrote into the task's attributes is all there is.
 */

const OPTIONS: readonly OptionSpec[] = [
  {
    key: "botAttributes",
    label: "Task attributes that show the bot's part",
    hint: "What your Studio flow or bot writes into the task, with commas between them; * = every task comes from a bot.",
    initial: "bot, bot_name, botName, from_bot, handoff_reason, virtual_agent",
  },
  REASON_ATTRIBUTE,
  QUERY_TYPE_ATTRIBUTE,
];

const HAND_OFF = "1";
/** What Flex and TaskRouter write by themselves, and what belongs to the call. */
const NO_FIELDS: ReadonlySet<string> = new Set(
  (
    "from,to,name,caller,called,call_sid,callsid,channeltype,channelsid,conversationsid,account_sid,api_version,direction," +
    "initiated_by,triggerdata,flexinteractionsid,flexinteractionchannelsid,proxy,customername,customeraddress,identity," +
    "twilionumber,friendlyname,initialparticipantdetails,body,task_sid,conference,participants,type,pre_engagement_data,flowname"
  ).split(","),
);
const CHANNELS: { readonly [name: string]: string } = {
  voice: "voice",
  chat: "web_chat",
  web: "web_chat",
  default: "other",
  sms: "sms",
  whatsapp: "messaging",
  line: "messaging",
  messenger: "social",
  facebook: "social",
  email: "email",
  video: "other",
};

/** Twilio signs the address with the parameters of a form in order; of JSON it signs the body's hash in the address. */
function checkSignature({ headers, urls, body }: SignedRequest, secret: string): SignatureCheck {
  const sent = headers.get("X-Twilio-Signature");
  if (sent === null) return "absent";
  const isForm = /x-www-form-urlencoded/i.test(headers.get("content-type") ?? "");
  const form = isForm ? [...new URLSearchParams(body.toString("utf8"))].sort(byNameThenValue) : [];
  const parameters = form.map(([name, value]) => name + value).join("");
  const matches = urls.some((url) => {
    const hash = new URL(url).searchParams.get("bodySHA256");
    const isBody =
      hash !== null && sameText(hash.toLowerCase(), createHash("sha256").update(body).digest("hex"));
    if (!isForm && !isBody) return false;
    return sameText(sent, hmac("sha1", secret, [url, parameters], "base64"));
  });
  return matches ? "valid" : "invalid";
}

function byNameThenValue([a, x]: [string, string], [b, y]: [string, string]): number {
  return a < b ? -1 : a > b ? 1 : x < y ? -1 : x > y ? 1 : 0;
}

/** Twilio TaskRouter and Flex. */
export const twilio: Connector = {
  platform: "twilio",
  name: "Twilio TaskRouter and Flex",
  webhook: "Event callbacks of the TaskRouter workspace.",
  exportFile: "Tasks, events or Flex interactions from the API as JSON.",
  signature: {
    secretName: "auth token",
    hint: "Twilio Console, Account, API keys and tokens, Auth token: Twilio signs with it.",
    check: checkSignature,
  },
  steps: [
    "In your Studio flow or bot, write into the task's attributes that a bot took part, and where you know it handoff_reason and intent.",
    "In the Twilio Console, open TaskRouter, Workspaces, your workspace, Settings, and enter as Event callback: {url}",
    "Choose the events task.created, task-queue.entered, reservation.accepted, task.completed and task.canceled.",
    "Enter your account's auth token below under Secrets. Behind a proxy, set BATON_URL to the address that Twilio calls, because Twilio signs it.",
  ],
  options: OPTIONS,
  supplies: {
    ...NOT_SUPPLIED,
    started: ["partly", "When the task was created: the bot's part before it is in another product."],
    ended: ["no", "The bot's record is in another product."],
    bot: ["partly", "The attribute that your flow sets; no version."],
    channel: ["yes", "The task's channel."],
    language: ["partly", "An attribute language, where your flow sets it."],
    queryType: ["partly", "The attribute that your flow sets."],
    outcome: ["partly", "Every task is a hand-off; conversations that stayed with the bot make none."],
    messages: ["no", "In Conversations, another API."],
    failedAttempts: ["no", "The bot's record is in another product."],
    transcriptLines: ["no", "In Conversations, another API."],
    requested: ["yes", "When the task was created."],
    connected: ["yes", "When the reservation was accepted."],
    reason: ["partly", "The attribute that your flow sets; a task's own reason says why it was cancelled."],
    queue: ["yes", "The task queue."],
    agent: ["yes", "The worker."],
    fields: ["yes", "The task's other attributes."],
    contextTranscript: ["no", "Not in the task."],
    summary: ["no", "Not in the task."],
    survey: ["no", "Twilio has none of its own."],
    journey: ["no", "Not in the task."],
    test: ["no", "Not marked."],
  },
  reasons: [],
  readsWhole: false,
  map: (body, context) =>
    mapEach(piecesOf(body, "tasks", "events", "interactions"), (piece, mapping) =>
      read(piece, mapping, context),
    ),
};

/** What Baton needs of a task, in whichever of its forms it came. */
interface TaskFacts {
  readonly event: string;
  readonly at: string | undefined;
  readonly taskSid: string | undefined;
  readonly attributes: Json | undefined;
  readonly createdAt: string | undefined;
  readonly queue: string | undefined;
  readonly workerSid: string | undefined;
  readonly channel: string | undefined;
  readonly status: string | undefined;
}

/**
 * A callback is a flat form (TaskSid), an event of the API has its data inside (event_data: task_sid), an event of
 * Event Streams is a CloudEvent (data.payload: task_sid, eventtype). Names differ in case and underscores alone.
 */
function factsOf(piece: Json): TaskFacts {
  const routing = object(object(piece.routing).properties);
  const inside = object(object(piece.data).payload);
  const said = new Map(
    [routing, piece, object(piece.event_data), inside]
      .flatMap((one) => Object.entries(one))
      .map(([key, value]) => [key.toLowerCase().replaceAll("_", ""), value]),
  );
  const find = (...names: readonly string[]) =>
    names.map((name) => text(said.get(name))).find((one) => one !== undefined);
  const when = (...names: readonly string[]) =>
    names.map((name) => time(said.get(name), "utc")).find((one) => one !== undefined);
  const raw = said.get("taskattributes") ?? routing.attributes ?? piece.attributes;
  const sid = find("sid");
  const streamed = /^com\.twilio\.taskrouter\.(.+)$/.exec(text(piece.type) ?? "")?.[1];
  return {
    event: find("eventtype") ?? streamed ?? (isObject(piece.routing) ? "interaction" : "task"),
    at: when("timestampms", "timestamp", "eventdatems", "eventdate") ?? when("dateupdated") ?? when("time"),
    taskSid: find("tasksid") ?? (sid?.startsWith("WT") ? sid : undefined),
    attributes: raw === undefined ? undefined : object(raw),
    createdAt:
      when("taskdatecreated") ??
      (sid?.startsWith("WT") || isObject(piece.routing) ? when("datecreated") : undefined),
    queue: find("taskqueuename", "queuename", "taskqueuefriendlyname"),
    workerSid: find("workersid"),
    channel: find("taskchanneluniquename") ?? text(object(piece.channel).type),
    status: find("taskassignmentstatus", "assignmentstatus"),
  };
}

function read(piece: Json, mapping: Mapping, context: MapContext): Mapping {
  const facts = factsOf(piece);
  // Conversations tells who wrote by addresses and identities alone: neither bot nor agent can be told from them.
  if (/^on[A-Z][A-Za-z]+$/.test(facts.event) && piece.ConversationSid !== undefined)
    return mapping.skip(facts.event);
  if (facts.taskSid === undefined && facts.attributes === undefined) {
    const isTaskRouter = /^(worker|workspace|workflow|task-queue|activity|task-channel)\./.test(facts.event);
    if (isTaskRouter) return mapping.skip(facts.event);
    throw new NotUnderstood("This is no task, no event of TaskRouter and no Flex interaction.");
  }
  const id = conversationOf(facts);
  if (id === undefined) throw new NotUnderstood("Neither a task nor its conversation is named.");
  mapping.label(facts.event);
  const at = facts.at ?? facts.createdAt ?? context.receivedAt;
  const part = botPart(facts, context);
  if (part === "none") return mapping.add(id, "none", []);
  const began = facts.createdAt ?? at;
  const attributes = facts.attributes ?? {};
  const stayed = stayedWithBot(attributes);
  const attribute = (key: string) => text(attributes[optionOf(context.options, OPTIONS, key)]);
  const bot =
    text(attributes.bot_name) ??
    text(attributes.botName) ??
    text(attributes.virtual_agent) ??
    botWord(attributes.bot);
  const started: RecordDraft[] =
    part === "bot"
      ? [
          startedBy(began),
          conversation(began, versionAt(at), {
            bot,
            channel: channelOf(facts),
            language: text(attributes.language) ?? text(object(attributes.conversations).language),
            queryType: attribute("queryTypeAttribute"),
            outcome: stayed ?? "handed_off",
            customerRef:
              text(object(attributes.customers).customer_id) ??
              text(attributes.from) ??
              text(attributes.customerAddress),
          }),
        ]
      : [];
  if (stayed !== undefined) return mapping.add(id, part, started);
  return mapping.add(id, part, [...started, ...handOff(facts, at, attribute("reasonAttribute"), context)]);
}

/**
 * Flex Insights also knows tasks for the bot's own part: a customer who left while the bot served them
 * (abandoned_phase), or a conversation that a virtual agent handled (kind).
 */
function stayedWithBot(attributes: Json): "abandoned" | "contained" | undefined {
  const insights = object(attributes.conversations);
  const isBots = (value: unknown) => /^(bot|ivr|virtual agent)$/i.test(text(value) ?? "");
  if (flag(insights.abandoned) === true && isBots(insights.abandoned_phase)) return "abandoned";
  return flag(insights.virtual) === true && isBots(insights.kind) ? "contained" : undefined;
}

function handOff(
  facts: TaskFacts,
  at: string,
  reasonRaw: string | undefined,
  context: MapContext,
): readonly RecordDraft[] {
  const isDone = /^task\.(completed|wrapup)$/.test(facts.event) || facts.status === "completed";
  const isCancelled = facts.event === "task.canceled" || facts.status === "canceled";
  const isAccepted = facts.event === "reservation.accepted";
  return [
    handoff(HAND_OFF, versionAt(at), {
      queue: facts.queue,
      reasonRaw,
      toChannel: channelOf(facts),
      ...(isDone ? { endedAt: at } : {}),
      ...(isCancelled ? { status: "abandoned" } : {}),
      ...(facts.attributes ? { context: { fields: fieldsOf(facts.attributes, context) } } : {}),
    }),
    ...(facts.createdAt === undefined && !/^(task\.created|task-queue\.entered)$/.test(facts.event)
      ? []
      : [requestedBy(HAND_OFF, facts.createdAt ?? at)]),
    ...(isAccepted ? [connectedBy(HAND_OFF, at, facts.workerSid)] : []),
  ];
}

/** The conversation that the task belongs to, as its attributes name it; else the task itself. */
function conversationOf({ attributes = {}, taskSid }: TaskFacts): string | undefined {
  const insights = object(attributes.conversations);
  return (
    text(insights.conversation_id) ??
    text(attributes.conversationSid) ??
    text(attributes.channelSid) ??
    text(attributes.call_sid) ??
    taskSid
  );
}

function botPart({ attributes }: TaskFacts, context: MapContext): "bot" | "follows" | "none" {
  const option = optionOf(context.options, OPTIONS, "botAttributes");
  if (option === "*") return "bot";
  if (!attributes) return "follows";
  const names = listOption(option);
  const isSet = Object.entries(attributes).some(
    ([key, value]) => names.has(key.toLowerCase()) && value !== null && value !== "" && flag(value) !== false,
  );
  // Flex Insights marks the part of a virtual agent in its own attributes.
  const isVirtual = flag(object(attributes.conversations).virtual) === true;
  return isSet || isVirtual ? "bot" : "none";
}

function botWord(value: unknown): string | undefined {
  return flag(value) === undefined ? text(value) : undefined;
}

function fieldsOf(attributes: Json, context: MapContext) {
  const own = ["reasonAttribute", "queryTypeAttribute"].map((key) =>
    optionOf(context.options, OPTIONS, key).toLowerCase(),
  );
  const bots = listOption(optionOf(context.options, OPTIONS, "botAttributes"));
  return structuredFields(attributes, new Set([...NO_FIELDS, ...own, ...bots]));
}

function channelOf({ channel, attributes = {} }: TaskFacts): string | undefined {
  const name = (text(attributes.channelType) ?? channel)?.toLowerCase();
  return name === undefined ? undefined : (CHANNELS[name] ?? name);
}
