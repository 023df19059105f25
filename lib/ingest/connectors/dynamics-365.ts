import { activitiesOf } from "./bot-activity";
import type { Connector, RecordDraft } from "./connector";
import { readTranscript, transcriptRows } from "./copilot-studio";
import { connectedBy, conversation, handoff, requestedBy, startedBy, versionAt } from "./drafts";
import { Mapping, NotUnderstood } from "./mapping";
import { isObject, type Json, moment, text, time } from "./platform-value";
import { NOT_SUPPLIED } from "./supplies";

/*
 * Dynamics 365 Contact Center and Customer Service: rows of the Dataverse tables msdyn_ocliveworkitem (conversations)
 * and msdyn_ocsession (the bot's session, then one for each agent), and the transcripts of its Copilot agents
 * (https://learn.microsoft.com/dynamics365/developer/reference/entities/msdyn_ocsession). Both tables are activities:
 * their key is activityid. A session with msdyn_botengagementmode is a bot's.
 */

const HAND_OFF = "1";
/** msdyn_closurereason of a session that was passed on: AgentTransfered, AgentTransferToQueue; or their labels. */
const TRANSFERRED = /^(192350006|192350010|agent *transfer.*)$/i;
/** msdyn_botengagementmode of a bot that comes after the agent, with a survey. It hands nothing off. */
const AFTERWARDS = /^(192350002|post.?conversation|postconverstation)$/i;
const NO_TRANSFER = /^(SystemError|UserError|UserExit|NoError)$/i;
const CHANNELS: { readonly [code: string]: string } = {
  "192300000": "messaging", // WhatsApp
  "192310000": "messaging", // LINE
  "192320000": "messaging", // WeChat
  "192330000": "social", // Facebook
  "192340000": "sms",
  "192350000": "other", // Entity records
  "192350001": "social", // Twitter
  "192350002": "other", // Custom
  "192360000": "web_chat",
  "192370000": "voice",
  "192380000": "other", // Video
  "192390000": "other", // Co-browse
  "192400000": "other", // Screen sharing
  "192440000": "voice", // Voice call
  "192450000": "messaging", // Apple Messages for Business
  "192450001": "messaging", // Google's Business Messages
  "19241000": "messaging", // Microsoft Teams
};

/** Dynamics 365. */
export const dynamics365: Connector = {
  platform: "dynamics-365",
  name: "Dynamics 365 Contact Center",
  webhook: "Rows of conversations, sessions and transcripts, sent by a Power Automate flow.",
  exportFile: "Rows as JSON (Web API) or CSV.",
  signature: null,
  steps: [
    "In Power Automate, make an automated cloud flow with the Dataverse trigger When a row is added, modified or deleted for the table Session (msdyn_ocsession).",
    "Add the action HTTP: method POST, URI {url}, headers Content-Type: application/json and Authorization: Bearer {secret}, body: the Body of the trigger.",
    "Make the same flow for the table Conversation (msdyn_ocliveworkitem), and for Conversation Transcripts if your bot is a Copilot agent.",
    "For the past, ask the Web API for msdyn_ocsessions and upload its answer below.",
  ],
  options: [],
  supplies: {
    ...NOT_SUPPLIED,
    started: ["yes", "When the bot's session was created."],
    ended: ["yes", "When it was closed."],
    bot: ["partly", "The bot's name where the row shows it; no version."],
    channel: ["yes", "The channel of the conversation."],
    language: ["partly", "Only in transcripts."],
    queryType: ["partly", "Only in transcripts."],
    outcome: ["yes", "Whether an agent's session followed."],
    messages: ["partly", "Only in transcripts."],
    failedAttempts: ["partly", "Only in transcripts."],
    transcriptLines: ["partly", "What customer and bot wrote, in transcripts."],
    requested: ["yes", "When the agent's session was created."],
    connected: ["yes", "When the agent accepted it."],
    reason: ["partly", "The outcome reason in transcripts of Copilot agents."],
    queue: ["yes", "The queue of the agent's session."],
    agent: ["yes", "The agent's id."],
    fields: ["partly", "Only in transcripts."],
    contextTranscript: ["no", "Not in these tables."],
    summary: ["no", "Written on demand; not in these tables."],
    survey: ["no", "A product of its own (Customer Voice)."],
    journey: ["no", "Not in these tables."],
    test: ["partly", "Only in transcripts."],
  },
  reasons: [
    { raw: "AgentTransferRequestedByUser", reason: "customer_demand" },
    { raw: "AgentTransferConfiguredByAuthor", reason: "planned_escalation" },
    { raw: "AgentTransferFromQuestionMaxAttempts", reason: "max_attempts" },
  ],
  readsWhole: true,
  map(body) {
    const mapping = new Mapping();
    const rows = transcriptRows(body);
    const sessions: Json[] = [];
    for (const [i, row] of rows.entries()) {
      try {
        if (!isObject(row)) throw new NotUnderstood("A JSON object is expected here.");
        const cells = columns(row);
        if (isSession(cells)) sessions.push(cells);
        else if (cells.content !== undefined) readTranscriptRow(cells, mapping);
        else if (isWorkItem(cells)) readWorkItem(cells, mapping);
        else
          throw new NotUnderstood("This is no row of msdyn_ocsession, msdyn_ocliveworkitem or a transcript.");
      } catch (error) {
        if (!(error instanceof NotUnderstood)) throw error;
        mapping.problem(rows.length === 1 ? "payload" : `row ${i + 1}`, error.message);
      }
    }
    readSessions(sessions, mapping);
    return mapping.done();
  },
};

/** Columns in lower case, so that a flow, the Web API and an export agree. */
function columns(row: Json): Json {
  return Object.fromEntries(Object.entries(row).map(([key, value]) => [key.toLowerCase(), value]));
}

function isSession(cells: Json): boolean {
  return (
    cells.msdyn_ocsessionid !== undefined ||
    cells.msdyn_sessioncreatedon !== undefined ||
    lookupId(cells, "msdyn_liveworkitemid") !== undefined
  );
}

function isWorkItem(cells: Json): boolean {
  return (
    cells.msdyn_ocliveworkitemid !== undefined ||
    (cells.activityid !== undefined &&
      (cells.msdyn_startedon !== undefined ||
        cells.msdyn_createdon !== undefined ||
        text(cells.activitytypecode) === "msdyn_ocliveworkitem"))
  );
}

const FORMATTED = "@odata.community.display.v1.formattedvalue";

/** The id or the name in a look-up column. */
function lookup(cells: Json, column: string): string | undefined {
  return (
    text(cells[`_${column}_value${FORMATTED}`]) ?? text(cells[`_${column}_value`]) ?? text(cells[column])
  );
}

/** The label of a choice where the row shows it, and its number. */
function choices(cells: Json, column: string): readonly string[] {
  return [cells[column], cells[`${column}${FORMATTED}`]].flatMap((value) => text(value) ?? []);
}

function lookupId(cells: Json, column: string): string | undefined {
  return text(cells[`_${column}_value`]) ?? text(cells[column]);
}

function readTranscriptRow(cells: Json, mapping: Mapping): void {
  const activities = activitiesOf(cells.content);
  if (activities.length === 0)
    throw new NotUnderstood("A transcript needs its content with a list of activities.");
  mapping.label("conversationtranscript");
  readTranscript(cells, activities, mapping);
}

function readWorkItem(cells: Json, mapping: Mapping): void {
  const id = text(cells.msdyn_ocliveworkitemid) ?? text(cells.activityid) ?? "";
  mapping.label("msdyn_ocliveworkitem");
  const startedAt =
    time(cells.msdyn_startedon, "utc") ?? time(cells.msdyn_createdon, "utc") ?? time(cells.createdon, "utc");
  if (startedAt === undefined) throw new NotUnderstood("The conversation says nowhere when it began.");
  const version = versionAt(time(cells.modifiedon, "utc") ?? startedAt);
  // Whether a bot took part stands in the sessions.
  mapping.add(id, "follows", [
    startedBy(startedAt),
    conversation(startedAt, version, {
      channel: channelOf(cells),
      customerRef: lookupId(cells, "msdyn_customer"),
    }),
  ]);
}

function readSessions(sessions: readonly Json[], mapping: Mapping): void {
  const byItem = new Map<string, Json[]>();
  for (const cells of sessions) {
    const id = lookupId(cells, "msdyn_liveworkitemid");
    if (id === undefined)
      mapping.problem(
        "session",
        "The session does not say of which conversation it is (msdyn_liveworkitemid).",
      );
    else byItem.set(id, [...(byItem.get(id) ?? []), cells]);
  }
  for (const [id, unsorted] of byItem) {
    mapping.label("msdyn_ocsession");
    const inOrder = [...unsorted].sort((a, b) => (moment(createdAt(a)) ?? 0) - (moment(createdAt(b)) ?? 0));
    const bots = inOrder.filter((cells) => isBot(cells) && !isAfterwards(cells));
    const people = inOrder.filter((cells) => !isBot(cells));
    const records = [
      ...bots.flatMap((cells) => botSession(cells, people.length > 0)),
      ...people.flatMap(agentSession),
    ];
    mapping.add(id, bots.length > 0 ? "bot" : "follows", records);
  }
}

function isBot(cells: Json): boolean {
  return text(cells.msdyn_botengagementmode) !== undefined;
}

function isAfterwards(cells: Json): boolean {
  return choices(cells, "msdyn_botengagementmode").some((mode) => AFTERWARDS.test(mode));
}

function createdAt(cells: Json): string | undefined {
  return time(cells.msdyn_sessioncreatedon, "utc") ?? time(cells.createdon, "utc");
}

function botSession(cells: Json, isFollowed: boolean): readonly RecordDraft[] {
  const startedAt = createdAt(cells);
  if (startedAt === undefined) return [];
  const endedAt = time(cells.msdyn_sessionclosedon, "utc");
  const passedOn =
    isFollowed || choices(cells, "msdyn_closurereason").some((reason) => TRANSFERRED.test(reason));
  const reason = text(cells.outcomereason) ?? text(cells.msdyn_outcomereason);
  const version = versionAt(time(cells.modifiedon, "utc") ?? endedAt ?? startedAt);
  const failed = reason !== undefined && /^(SystemError|UserError)$/i.test(reason);
  return [
    startedBy(startedAt),
    conversation(startedAt, version, {
      bot: lookup(cells, "msdyn_agentid") ?? lookup(cells, "ownerid"),
      channel: channelOf(cells),
      endedAt,
      outcome: passedOn ? "handed_off" : endedAt === undefined ? "open" : failed ? "abandoned" : "contained",
    }),
    ...(passedOn && endedAt !== undefined ? [requestedBy(HAND_OFF, endedAt)] : []),
    ...(passedOn && reason !== undefined && !NO_TRANSFER.test(reason)
      ? [handoff(HAND_OFF, version, { reasonRaw: reason })]
      : []),
  ];
}

/** An agent's session. The first one takes over from the bot: of several the earliest connection holds. */
function agentSession(cells: Json): readonly RecordDraft[] {
  const askedAt = time(cells.msdyn_queueassignedon, "utc") ?? createdAt(cells);
  const acceptedAt = time(cells.msdyn_agentacceptedon, "utc");
  const version = versionAt(time(cells.modifiedon, "utc") ?? acceptedAt ?? askedAt);
  const closedAt = time(cells.msdyn_sessionclosedon, "utc");
  const queue = lookup(cells, "msdyn_cdsqueueid") ?? lookup(cells, "msdyn_queueid");
  return [
    handoff(HAND_OFF, version, {
      endedAt: acceptedAt === undefined ? undefined : closedAt,
      ...(acceptedAt === undefined && closedAt !== undefined ? { status: "abandoned" } : {}),
    }),
    // Where the bot handed off to: a later agent's queue does not replace it.
    ...(askedAt === undefined ? [] : [{ ...requestedBy(HAND_OFF, askedAt), queue }]),
    ...(acceptedAt === undefined ? [] : [connectedBy(HAND_OFF, acceptedAt, agentOf(cells))]),
  ];
}

function agentOf(cells: Json): string | undefined {
  return (
    lookupId(cells, "msdyn_agentid") ?? lookupId(cells, "msdyn_activeagentid") ?? lookupId(cells, "ownerid")
  );
}

function channelOf(cells: Json): string | undefined {
  const code = text(cells.msdyn_channel)?.split(",")[0];
  const named = text(cells[`msdyn_channel${FORMATTED}`])?.toLowerCase();
  if (code !== undefined && CHANNELS[code] !== undefined) return CHANNELS[code];
  if (named === undefined) return undefined;
  if (/chat/.test(named)) return "web_chat";
  return /voice/.test(named) ? "voice" : /sms/.test(named) ? "sms" : named;
}
