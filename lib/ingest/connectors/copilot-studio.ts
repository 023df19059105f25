import {
  activitiesOf,
  activityName,
  activityTime,
  channelOf,
  csat,
  EXPLICIT_TRANSFER,
  IMPLICIT_TRANSFER,
  initiated,
  lines,
  senderOf,
  statusChanged,
} from "./bot-activity";
import type { Connector, RecordDraft } from "./connector";
import { conversation, handoff, startedBy, versionAt } from "./drafts";
import { type Mapping, mapEach, NotUnderstood } from "./mapping";
import { earliest, flag, isObject, type Json, latest, object, objects, text, time } from "./platform-value";
import { NOT_SUPPLIED } from "./supplies";

/*
 * Copilot Studio: rows of the Dataverse table conversationtranscript
 * (https://learn.microsoft.com/microsoft-copilot-studio/analytics-transcripts-powerapps), as JSON of the Web API or
 * of Power Automate, as CSV, as the message of a Dataverse webhook, or the parsed content alone.
 */

const HAND_OFF = "1";
const TEST_CHANNEL = "pva-studio";
const SYSTEM_TOPIC =
  /\.topic\.(ConversationStart|Greeting|Fallback|Search|EndofConversation|Escalate|OnError|ResetConversation|Goodbye|ThankYou|StartOver|MultipleTopicsMatched|Signin|Confirmed\w*)$/i;
const FALLBACK_TOPIC = /\.topic\.Fallback$/i;
/**
 * `conversationId_botId[_batch]`. The bot's id is a GUID, by which it is found: ids of conversations may have an
 * underscore of their own, as in Teams.
 */
const NAME = /^(.+)_[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?:_(\d+))?$|^([^_]+)_[^_]+(?:_(\d+))?$/i;
/** Rows of one long conversation come in batches of fewer activities than this. */
const BATCH_PLACES = 100_000;

/** Microsoft Copilot Studio. */
export const copilotStudio: Connector = {
  platform: "copilot-studio",
  name: "Microsoft Copilot Studio",
  webhook: "Rows of the conversation transcript table, sent by a Power Automate flow or a Dataverse webhook.",
  exportFile: "Conversation transcripts as JSON (Web API) or CSV (Power Apps, Export data).",
  signature: null,
  steps: [
    "In Power Automate, make an automated cloud flow with the Dataverse trigger When a row is added, modified or deleted: change type Added or Modified, table Conversation Transcripts, scope Organization.",
    "Add the action HTTP: method POST, URI {url}",
    "Give it two headers: Content-Type: application/json and Authorization: Bearer {secret}",
    "As body choose the dynamic content Body of the trigger, and save the flow.",
    "Transcripts come 30 minutes after a conversation has ended, and Dataverse deletes them after 30 days unless you change its bulk deletion job: for older ones upload an export below.",
  ],
  options: [],
  supplies: {
    ...NOT_SUPPLIED,
    started: ["yes", "Start of the session."],
    ended: ["yes", "End of the session."],
    bot: ["yes", "The bot's name; no version."],
    channel: ["yes", "The channel of the activities."],
    language: ["yes", "The locale of the conversation."],
    queryType: ["partly", "The recognised intent, else the first topic of yours that ran."],
    outcome: ["yes", "Resolved, escalated, abandoned, unengaged."],
    messages: ["yes", "Counted from the transcript; no messages where the session was unengaged."],
    failedAttempts: ["yes", "How often the Fallback topic answered."],
    transcriptLines: ["yes", "What customer and bot wrote; not the agent."],
    requested: ["yes", "The event handoff.initiate."],
    connected: ["partly", "Only where your hub sends handoff.status."],
    reason: ["partly", "No code. Explicit or implicit transfer, and the outcome reason where a row has one."],
    queue: ["no", "The agent's side is in another system."],
    agent: ["no", "The agent's side is in another system."],
    fields: ["yes", "The bot's own variables that go with the hand-off."],
    contextTranscript: ["partly", "Yes where the hand-off carries a transcript; else it is not known."],
    summary: ["yes", "The note to the agent."],
    survey: ["yes", "The end-of-conversation survey, 1 to 5."],
    journey: ["no", "Not in the transcript."],
    test: ["yes", "Design mode and the test pane."],
  },
  reasons: [
    { raw: EXPLICIT_TRANSFER, reason: "planned_escalation" },
    { raw: IMPLICIT_TRANSFER, reason: "unclassified" },
    { raw: "AgentTransferRequestedByUser", reason: "customer_demand" },
    { raw: "AgentTransferConfiguredByAuthor", reason: "planned_escalation" },
    { raw: "AgentTransferFromQuestionMaxAttempts", reason: "max_attempts" },
  ],
  readsWhole: false,
  map: (body) => mapEach(transcriptRows(body), readRow),
};

/** The rows in what the Web API (`value`), Power Automate (`body`) or a Dataverse webhook sends. */
export function transcriptRows(body: unknown): readonly unknown[] {
  if (Array.isArray(body)) return body;
  const outer = object(body);
  if (Array.isArray(outer.value)) return outer.value;
  if (isObject(outer.body)) return transcriptRows(outer.body);
  const target = objects(outer.InputParameters).find(({ key }) => text(key) === "Target");
  if (!target) return [body];
  const attributes = objects(object(target.value).Attributes);
  return [Object.fromEntries(attributes.map(({ key, value }) => [text(key) ?? "", value]))];
}

/** Columns by their names as the API writes them, whatever an export made of them ("Conversation Start Time"). */
function columns(row: Json): Json {
  return Object.fromEntries(
    Object.entries(row).map(([key, value]) => [key.toLowerCase().replace(/[\s_(]|\(.*$/g, ""), value]),
  );
}

function readRow(row: Json, mapping: Mapping): void {
  const cells = columns(row);
  const activities = activitiesOf(cells.content ?? row);
  if (activities.length === 0) {
    throw new NotUnderstood("A transcript needs its content with a list of activities.");
  }
  mapping.label("conversationtranscript");
  readTranscript(cells, activities, mapping);
}

/** One transcript, of Copilot Studio or of a bot that Dynamics 365 runs. */
export function readTranscript(cells: Json, activities: readonly Json[], mapping: Mapping): void {
  const { id, batch } = identity(cells, activities);
  const info = object(named(activities, "ConversationInfo")[0]?.value);
  const sessions = named(activities, "SessionInfo").map((activity) => object(activity.value));
  const times = activities.map(activityTime);
  const startedAt =
    earliest(sessions.map((session) => time(session.startTimeUtc, "utc"))) ??
    time(cells.conversationstarttime, "utc") ??
    earliest(times);
  if (startedAt === undefined) throw new NotUnderstood("The transcript says nowhere when it began.");
  const endedAt = latest(sessions.map((session) => time(session.endTimeUtc, "utc")));
  const version = versionAt(
    time(cells.modifiedon, "utc") ?? time(cells.createdon, "utc") ?? latest([...times, endedAt]),
  );
  const channelId = activities
    .map((activity) => text(activity.channelId))
    .find((channel) => channel !== undefined);
  const test = flag(info.isDesignMode) === true || channelId === TEST_CHANNEL;
  const metadata = object(cells.metadata);
  const transfers = handOffs(activities, sessions, version);
  mapping.add(
    id,
    "bot",
    [
      conversation(startedAt, version, {
        bot: text(metadata.BotName) ?? text(metadata.BotId),
        channel: channelOf(channelId),
        language: text(info.locale),
        queryType: queryType(activities),
        endedAt,
        outcome: outcomeOf(sessions, transfers.length > 0),
        ...(batch === 0 ? totals(activities, sessions) : {}),
        ...(test ? { test: true } : {}),
      }),
      startedBy(startedAt),
      ...transfers,
      ...lines(activities, batch * BATCH_PLACES),
      ...csat(activities),
    ],
    test,
  );
}

/**
 * The conversation's id is the first part of the row's name (`conversationId_botId[_batch]`): hand-off events carry it
 * too, and a long conversation has several rows. Else the row's own id; for content alone its first activity's.
 */
function identity(cells: Json, activities: readonly Json[]): { readonly id: string; readonly batch: number } {
  const named = NAME.exec(text(cells.name) ?? "");
  const said = named?.[1] ?? named?.[3];
  if (said !== undefined) return { id: said, batch: Number(named?.[2] ?? named?.[4] ?? 0) };
  const own =
    text(cells.conversationtranscriptid) ??
    text(cells.conversationtranscript) ??
    activities
      .map(
        (activity) =>
          text(object(activity.conversation).id) ?? text(object(activity.value).va_ConversationId),
      )
      .find((id) => id !== undefined);
  if (own !== undefined) return { id: own, batch: 0 };
  const activity = activities.map(({ id }) => text(id)).find((id) => id !== undefined && id.length > 8);
  if (activity === undefined)
    throw new NotUnderstood("The transcript has no id: neither of its row nor of an activity.");
  return { id: `transcript-${activity}`, batch: 0 };
}

function named(activities: readonly Json[], name: string): readonly Json[] {
  return activities.filter((activity) => activityName(activity) === name);
}

function totals(activities: readonly Json[], sessions: readonly Json[]) {
  const messages = activities.filter(({ type }) => text(type) === "message");
  const written = (sender: string) => messages.filter((message) => senderOf(message) === sender).length;
  const unengaged =
    sessions.length > 0 && sessions.every(({ type }) => /^unengaged$/i.test(text(type) ?? ""));
  return {
    customerMessages: unengaged ? 0 : written("customer"),
    botMessages: written("bot"),
    failedAttempts: fallbacks(activities),
  };
}

/** Answers of the Fallback topic. UnknownIntent is no measure: it is traced on every generative turn. */
function fallbacks(activities: readonly Json[]): number {
  return named(activities, "DialogTracing").filter((activity) =>
    objects(object(activity.value).actions).some(
      (action) =>
        text(action.actionType) === "SendActivity" && FALLBACK_TOPIC.test(text(action.topicId) ?? ""),
    ),
  ).length;
}

/** What the session says, in any case and spelling; of several sessions one that was escalated, else the last. */
function outcomeOf(sessions: readonly Json[], handedOff: boolean): string | undefined {
  const outcomes = sessions.map(({ outcome }) => text(outcome)?.toLowerCase() ?? "");
  if (handedOff || outcomes.some((outcome) => /^(escalated|handoff)$/.test(outcome))) return "handed_off";
  const last = outcomes.at(-1);
  if (last === undefined) return undefined;
  if (last.startsWith("abandon")) return "abandoned";
  return last === "resolved" ? "contained" : undefined;
}

function handOffs(
  activities: readonly Json[],
  sessions: readonly Json[],
  version: string | undefined,
): RecordDraft[] {
  const escalated = sessions.findLast(({ outcome }) => /^(escalated|handoff)$/i.test(text(outcome) ?? ""));
  const reason = text(escalated?.outcomeReason);
  const requests = named(activities, "handoff.initiate");
  const statuses = named(activities, "handoff.status").flatMap((status) => statusChanged(status, HAND_OFF));
  const asked = requests.flatMap((request, i) =>
    initiated(request, String(i + 1), reason === undefined ? {} : { reasonRaw: reason }),
  );
  if (asked.length > 0) return [...asked, ...statuses];
  // Escalated without the event: only the reason adds anything to what the outcome says.
  return reason === undefined ? statuses : [handoff(HAND_OFF, version, { reasonRaw: reason }), ...statuses];
}

function queryType(activities: readonly Json[]): string | undefined {
  const intent = named(activities, "IntentRecognition")
    .map(({ value }) => text(object(value).intentTitle) ?? text(object(value).intent))
    .find((title) => title !== undefined);
  if (intent !== undefined) return intent;
  const topics = named(activities, "DialogTracing").flatMap(({ value }) =>
    objects(object(value).actions).map(({ topicId }) => text(topicId)),
  );
  const own = topics.find((topic) => topic !== undefined && !SYSTEM_TOPIC.test(topic));
  return own?.split(".topic.").at(-1);
}
