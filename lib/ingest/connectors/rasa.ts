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
  moment,
  number,
  object,
  objects,
  scalar,
  text,
  time,
  versionForEarliest,
} from "./platform-value";
import { NOT_SUPPLIED } from "./supplies";

/*
 * Rasa: trackers (GET /conversations/{sender_id}/tracker, or a dump of the tracker store) and the single events that
 * an event broker publishes (https://rasa.com/docs/rasa/event-brokers). Events of a tracker are not always in order.
 */

const OPTIONS: readonly OptionSpec[] = [
  {
    key: "handOffActions",
    label: "Hand-off actions",
    hint: "Actions of your assistant that hand over to a person, with commas between them.",
    initial: "action_human_handoff, action_handoff, action_handover",
  },
  {
    key: "demandIntents",
    label: "Intents that ask for a person",
    hint: "With commas between them.",
    initial: "human_handoff, handoff, talk_to_human",
  },
  {
    key: "smallTalk",
    label: "Intents that are no query type",
    hint: "Greetings and the like; the first other intent is the query type.",
    initial: "greet, goodbye, affirm, deny, thank, bot_challenge, session_start, restart, nlu_fallback",
  },
];

const HAND_OFF = "1";
const FALLBACK = /^action_(default|two_stage)_fallback$|^action_default_ask_(affirmation|rephrase)$/;
/** Triggers that look like what a customer said. */
const NOT_SAID = /^(session_start|restart)$/;
const NO_FIELDS: ReadonlySet<string> = new Set([
  "requested_slot",
  "session_start_metadata",
  "session_started_metadata",
]);
const CHANNELS: { readonly [name: string]: string } = {
  rest: "web_chat",
  socketio: "web_chat",
  chatroom: "web_chat",
  webchat: "web_chat",
  callback: "web_chat",
  slack: "messaging",
  telegram: "messaging",
  mattermost: "messaging",
  rocketchat: "messaging",
  hangouts: "messaging",
  webexteams: "messaging",
  botframework: "messaging",
  whatsapp: "messaging",
  facebook: "social",
  twilio: "sms",
  twilio_voice: "voice",
  audiocodes: "voice",
  jambonz: "voice",
  browser_audio: "voice",
};
/** The channels of `rasa shell` and of Rasa's inspector. */
const TEST_CHANNELS = /^(cmdline|rasa|inspector|browser_inspector)$/;

/** Rasa. */
export const rasa: Connector = {
  platform: "rasa",
  name: "Rasa",
  webhook: "Events as an event broker publishes them, one or several; or whole trackers.",
  exportFile:
    "Trackers as JSON, the broker's events as NDJSON, or rows of the SQL tracker store's table events.",
  signature: null,
  steps: [
    "Say below, under Options, which actions of your assistant hand over to a person.",
    "Best: when a session has ended, get its tracker (GET /conversations/{sender_id}/tracker of Rasa's HTTP API) and send it with POST to {url}",
    "Or let a consumer of your event broker (Kafka, RabbitMQ, SQL) send each event there. One form for one connection: single events do not tell sessions of one sender apart, a file with several of them does.",
    "Send the header Authorization: Bearer {secret} with it.",
  ],
  options: OPTIONS,
  supplies: {
    ...NOT_SUPPLIED,
    started: ["yes", "The first event of the session."],
    ended: ["partly", "The last event of a tracker's session."],
    bot: ["partly", "The assistant and model ids of newer versions."],
    channel: ["partly", "The input channel, where the event has one."],
    language: ["no", "Not in Rasa's events."],
    queryType: ["yes", "The first intent that is no greeting."],
    outcome: ["partly", "A hand-off is known; contained and abandoned cannot be told apart."],
    messages: ["partly", "Counted in trackers; single events have no totals."],
    failedAttempts: ["partly", "Turns that ended in a fallback, counted in trackers."],
    transcriptLines: ["yes", "What customer and bot wrote, and an agent who writes through Rasa."],
    requested: ["yes", "The hand-off action, or the pause of the conversation."],
    connected: ["partly", "Where the agent writes through Rasa (the event agent); else in another system."],
    reason: ["partly", "The fallback, else the intent before the hand-off; in trackers."],
    queue: ["no", "The agent's side is in another system."],
    agent: ["no", "The agent's side is in another system."],
    fields: ["partly", "The slots are known; how they reached the agent is not."],
    contextTranscript: ["no", "The agent's side is in another system."],
    summary: ["no", "The agent's side is in another system."],
    survey: ["no", "Not in Rasa."],
    journey: ["no", "Not in Rasa; sessions of one sender follow each other."],
    test: ["partly", "The channels of rasa shell and of the inspector."],
  },
  reasons: [
    { raw: "human_handoff", reason: "customer_demand" },
    { raw: "nlu_fallback", reason: "not_understood" },
    { raw: "action_default_fallback", reason: "not_understood" },
    { raw: "action_two_stage_fallback", reason: "not_understood" },
  ],
  readsWhole: true,
  map: (body, context) =>
    mapEach(inTrackers(piecesOf(body).map(ofTrackerStore)), (piece, mapping) =>
      read(piece, mapping, context),
    ),
};

/** A row of the SQL tracker store has its event as JSON in `data`; the row knows the sender and the time. */
function ofTrackerStore(row: unknown): unknown {
  if (!isObject(row) || row.type_name === undefined || row.data === undefined) return row;
  return { timestamp: row.timestamp, event: row.type_name, ...object(row.data), sender_id: row.sender_id };
}

/**
 * Events that came together, in a file, in which one sender begins several sessions, are read as its tracker. With one
 * session or none, they stay as they are, so that events sent one by one or some at a time come to the same.
 */
function inTrackers(pieces: readonly unknown[]): readonly unknown[] {
  const isEvent = (piece: unknown): piece is Json => isObject(piece) && !Array.isArray(piece.events);
  const begins = pieces
    .filter(isEvent)
    .flatMap((event) => (text(event.event) === "session_started" ? (text(event.sender_id) ?? []) : []));
  const once = new Set<string>();
  const senders = new Set(begins.filter((sender) => once.has(sender) || !once.add(sender)));
  if (senders.size === 0) return pieces;
  const belongs = (piece: unknown): piece is Json =>
    isEvent(piece) && senders.has(text(piece.sender_id) ?? "");
  const bySender = new Map<string, Json[]>();
  for (const event of pieces.filter(belongs)) {
    const sender = text(event.sender_id) ?? "";
    const gathered = bySender.get(sender);
    if (gathered) gathered.push(event);
    else bySender.set(sender, [event]);
  }
  return [
    ...pieces.filter((piece) => !belongs(piece)),
    ...[...bySender].map(([sender_id, events]) => ({ sender_id, events })),
  ];
}

function read(piece: Json, mapping: Mapping, context: MapContext): Mapping {
  if ("py/object" in piece || JSON.stringify(piece.events ?? null).includes('"py/object"')) {
    throw new NotUnderstood(
      "This is a tracker in the old pickled format (py/object). Export it as JSON: GET /conversations/{sender_id}/tracker.",
    );
  }
  const sender = text(piece.sender_id);
  if (sender === undefined) throw new NotUnderstood("A tracker or event needs its sender_id.");
  if (Array.isArray(piece.events)) return readTracker(sender, piece, mapping, context);
  if (text(piece.event) === undefined)
    throw new NotUnderstood("There are no events, and it is no event itself.");
  return readEvent(sender, piece, mapping, context);
}

function readTracker(sender: string, tracker: Json, mapping: Mapping, context: MapContext): Mapping {
  mapping.label("tracker");
  const events = objects(tracker.events)
    .map((event) => ({ ...event, at: number(event.timestamp) ?? 0 }))
    .sort((a, b) => a.at - b.at);
  const sessions = sessionsOf(events);
  if (sessions.length === 0) throw new NotUnderstood("The tracker has no events with a timestamp.");
  for (const session of sessions) readSession(sender, session, mapping, context);
  return mapping;
}

/** Events between one session_started and the next. What stands before the first belongs to the first. */
function sessionsOf(events: readonly Json[]): readonly (readonly Json[])[] {
  const sessions: Json[][] = [];
  for (const event of events) {
    const begins = text(event.event) === "session_started";
    const current = sessions.at(-1);
    const isFresh = current?.every(
      ({ event: name, name: action }) =>
        text(name) === "action" && /^action_(session_start|listen)$/.test(text(action) ?? ""),
    );
    if (!current || (begins && !isFresh)) sessions.push([event]);
    else current.push(event);
  }
  return sessions;
}

function readSession(sender: string, events: readonly Json[], mapping: Mapping, context: MapContext): void {
  const times = events.map(({ timestamp }) => time(timestamp));
  const startedAt = times.find((at) => at !== undefined);
  if (startedAt === undefined) throw new NotUnderstood("The events have no timestamp.");
  const endedAt = times.findLast((at) => at !== undefined);
  const cut = events.find(({ event }) => text(event) === "session_started");
  const start = cut && time(cut.timestamp);
  const turns = turnsOf(events);
  const users = events.filter(isUser);
  const handed = handOffEvent(events, context);
  const test = TEST_CHANNELS.test(channelName(events) ?? "");
  const said = conversation(startedAt, versionAt(endedAt), {
    ...botOf(events),
    channel: channelOf(events),
    queryType: queryType(events, context),
    endedAt,
    customerMessages: users.length,
    botMessages: events.filter(isBot).length,
    failedAttempts: turns.filter(failure).length,
    ...(handed ? { outcome: "handed_off" } : {}),
    ...(test ? { test: true } : {}),
  });
  const records = [
    said,
    ...(handed ? handOff(handed, events, turns, context) : []),
    ...events.flatMap(replied),
    ...events.flatMap(line),
  ];
  mapping.add(start === undefined ? sender : `${sender}/${start}`, "bot", records, test);
}

/** One event by itself, of a conversation that is the sender. */
function readEvent(sender: string, event: Json, mapping: Mapping, context: MapContext): Mapping {
  mapping.label(text(event.event) ?? "event");
  const at = time(event.timestamp);
  if (at === undefined) throw new NotUnderstood("The event has no timestamp.");
  const handed = handOffEvent([event], context);
  const type = queryType([event], context);
  const test = TEST_CHANNELS.test(channelName([event]) ?? "");
  const records: RecordDraft[] = [
    startedBy(at),
    conversation(at, versionAt(at), {
      ...botOf([event]),
      channel: channelOf([event]),
      ...(handed ? { outcome: "handed_off" } : {}),
      ...(test ? { test: true } : {}),
    }),
    // The first intent that is no greeting holds, however many follow.
    ...(type === undefined ? [] : [conversation(at, versionForEarliest(at), { queryType: type })]),
    ...(handed ? [handoff(HAND_OFF, versionAt(at), {}), requestedBy(HAND_OFF, at)] : []),
    ...replied(event),
    ...line(event),
  ];
  return mapping.add(sender, "bot", records, test);
}

function isUser(event: Json): boolean {
  return text(event.event) === "user" && !NOT_SAID.test(intentOf(event) ?? "");
}

/** What a person wrote through Rasa after the hand-off. */
function isAgent(event: Json): boolean {
  return text(event.event) === "agent";
}

function replied(event: Json): RecordDraft[] {
  const at = time(event.timestamp);
  return isAgent(event) && at !== undefined ? [connectedBy(HAND_OFF, at, undefined)] : [];
}

function isBot(event: Json): boolean {
  return text(event.event) === "bot";
}

function intentOf(event: Json): string | undefined {
  return text(object(object(event.parse_data).intent).name);
}

/** The intent; for a command of CALM that asks for a person its name. */
function turnIntent(event: Json): string | undefined {
  return commandsOf(event).includes("human handoff") ? "human_handoff" : intentOf(event);
}

/** What the customer said, with all that followed until the next. */
interface Turn {
  readonly intent: string | undefined;
  readonly at: string | undefined;
  readonly actions: readonly string[];
}

function turnsOf(events: readonly Json[]): readonly Turn[] {
  const turns: { intent: string | undefined; at: string | undefined; actions: string[] }[] = [];
  for (const event of events) {
    if (isUser(event)) turns.push({ intent: turnIntent(event), at: time(event.timestamp), actions: [] });
    const action = text(event.event) === "action" ? text(event.name) : undefined;
    if (action !== undefined) turns.at(-1)?.actions.push(action);
  }
  return turns;
}

/** The fallback that a turn ended in; undefined where the assistant understood. */
function failure(turn: Turn): string | undefined {
  return (
    turn.actions.find((action) => FALLBACK.test(action)) ??
    (turn.intent === "nlu_fallback" ? turn.intent : undefined)
  );
}

function handOffEvent(events: readonly Json[], context: MapContext): Json | undefined {
  const actions = listOption(optionOf(context.options, OPTIONS, "handOffActions"));
  const acted = events.find(
    (event) => text(event.event) === "action" && actions.has(text(event.name)?.toLowerCase() ?? ""),
  );
  return (
    acted ??
    events.find((event) => text(event.event) === "pause") ??
    events.find((event) => commandsOf(event).includes("human handoff"))
  );
}

/** What a turn asks for in Rasa's CALM: `start flow`, `set slot`, `human handoff` … */
function commandsOf(event: Json): readonly string[] {
  return objects(object(event.parse_data).commands).flatMap(
    ({ command }) => text(command)?.toLowerCase() ?? [],
  );
}

/** The first flow of the assistant's own that a turn starts, in CALM; patterns are Rasa's. */
function flowOf(event: Json): string | undefined {
  return objects(object(event.parse_data).commands)
    .flatMap(({ command, flow }) => (text(command)?.toLowerCase() === "start flow" ? (text(flow) ?? []) : []))
    .find((flow) => !flow.startsWith("pattern_"));
}

function handOff(
  handed: Json,
  events: readonly Json[],
  turns: readonly Turn[],
  context: MapContext,
): readonly RecordDraft[] {
  const at = time(handed.timestamp);
  const before = turns.filter((turn) => (moment(turn.at) ?? 0) <= (moment(at) ?? 0));
  const last = before.at(-1);
  const demands = listOption(optionOf(context.options, OPTIONS, "demandIntents"));
  const asked = before.find(({ intent }) => demands.has(intent?.toLowerCase() ?? ""));
  return [
    handoff(HAND_OFF, versionAt(at), {
      requestedAt: at,
      reasonRaw: last && (failure(last) ?? last.intent),
      customerAskedAt: asked?.at,
      failedAttempts: before.filter(failure).length,
      context: { fields: slotsOf(events) },
    }),
  ];
}

/** The slots as last set. How they reached the agent is not said. */
function slotsOf(events: readonly Json[]): readonly Json[] {
  const slots = new Map<string, string>();
  for (const event of events) {
    if (/^(restart|reset_slots)$/.test(text(event.event) ?? "")) slots.clear();
    const name = text(event.event) === "slot" ? text(event.name) : undefined;
    if (name === undefined || NO_FIELDS.has(name)) continue;
    const value = scalar(event.value);
    if (value === undefined) slots.delete(name);
    else slots.set(name, value);
  }
  return [...slots].map(([name, value]) => ({ name, value }));
}

function queryType(events: readonly Json[], context: MapContext): string | undefined {
  const smallTalk = listOption(optionOf(context.options, OPTIONS, "smallTalk"));
  const demands = listOption(optionOf(context.options, OPTIONS, "demandIntents"));
  return events
    .filter(isUser)
    .flatMap((event) => [intentOf(event), flowOf(event)])
    .find((intent) => {
      const name = intent?.toLowerCase();
      return name !== undefined && !smallTalk.has(name) && !demands.has(name);
    });
}

function channelName(events: readonly Json[]): string | undefined {
  return events
    .map((event) => text(event.input_channel))
    .find((name) => name !== undefined)
    ?.toLowerCase();
}

function channelOf(events: readonly Json[]): string | undefined {
  const name = channelName(events);
  return name === undefined ? undefined : (CHANNELS[name] ?? name);
}

function botOf(events: readonly Json[]) {
  const metadata = events
    .map((event) => object(event.metadata))
    .find((data) => isObject(data) && data.assistant_id);
  return metadata ? { bot: text(metadata.assistant_id), botVersion: text(metadata.model_id) } : {};
}

function line(event: Json): RecordDraft[] {
  const at = time(event.timestamp);
  const said = text(event.text, 16_000);
  const sender = isUser(event) ? "customer" : isBot(event) ? "bot" : isAgent(event) ? "agent" : undefined;
  if (at === undefined || said === undefined || sender === undefined) return [];
  // The place follows from the time alone, so that a tracker and single events agree.
  return [
    {
      type: "message",
      sequence: moment(at) ?? 0,
      sender,
      text: said,
      at,
    },
  ];
}
