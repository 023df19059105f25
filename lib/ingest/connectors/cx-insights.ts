import { bigQueryRows } from "./bigquery-rows";
import type { Connector, RecordDraft } from "./connector";
import { conversation, handoff, versionAt } from "./drafts";
import { type Mapping, mapEach, NotUnderstood } from "./mapping";
import { count, flag, isObject, type Json, number, object, objects, text, time } from "./platform-value";
import { NOT_SUPPLIED } from "./supplies";

/*
 * Google's Customer Experience Insights: rows of its BigQuery export
 * (https://cloud.google.com/contact-center/insights/docs/bigquery-schema), or conversations of its API.
 */

/** Customer Experience Insights. */
export const cxInsights: Connector = {
  platform: "cx-insights",
  name: "Google CX Insights",
  webhook: "Conversations, posted by a job of yours.",
  exportFile: "Rows of the BigQuery export as NDJSON, JSON or CSV.",
  signature: null,
  steps: [
    "In the Insights console, export the conversations of a time to BigQuery (or schedule it: ExportInsightsData).",
    "Export the table from BigQuery as newline-delimited JSON.",
    "Send the file with POST to {url} with Content-Type: application/x-ndjson and Authorization: Bearer {secret}, or upload it below.",
  ],
  options: [],
  supplies: {
    ...NOT_SUPPLIED,
    started: ["yes", "Start of the conversation."],
    ended: ["partly", "Start and duration of the whole conversation, the agent's part included."],
    bot: ["partly", "The conversation profile or the virtual agent's name."],
    channel: ["yes", "Phone call or chat."],
    language: ["yes", "The language code."],
    queryType: ["partly", "The first issue that Insights found."],
    outcome: ["yes", "Handed off to a live agent or not."],
    messages: ["no", "Turns are counted over bot, customer and agent together."],
    failedAttempts: ["no", "Not in Insights."],
    transcriptLines: ["no", "Not taken from Insights; its redaction differs."],
    requested: ["no", "Only that there was a hand-off, not when."],
    connected: ["no", "Only that there was a hand-off, not when."],
    reason: ["no", "Not in Insights."],
    queue: ["partly", "The team of the agent, where it is filled in."],
    agent: ["partly", "Where the quality metadata is filled in."],
    fields: ["no", "Not in Insights."],
    contextTranscript: ["no", "Not in Insights."],
    summary: ["no", "Insights writes its own summary afterwards; the agent did not see it."],
    survey: ["partly", "A rating without a fixed scale: it stays unscaled."],
    journey: ["no", "Not in Insights."],
    test: ["no", "Not marked."],
  },
  reasons: [],
  readsWhole: false,
  map: (body) => mapEach(bigQueryRows(body, "conversations"), read),
};

function read(row: Json, mapping: Mapping): Mapping {
  const name = text(row.conversationName, 1000) ?? text(row.name, 1000);
  if (name === undefined) throw new NotUnderstood("A row needs conversationName.");
  const startedAt =
    time(row.startTimestamp, "utc") ?? time(row.startTimestampUtc, "utc") ?? time(row.startTime, "utc");
  if (startedAt === undefined)
    throw new NotUnderstood("A row needs its start (startTimestamp or startTimestampUtc).");
  mapping.label("insights");
  const id = (name.split("/").at(-1) ?? name).slice(0, 256);
  const roles = rolesOf(row);
  const said = flag(row.liveAgentHandoff);
  // Conversations of the API carry no such flag: there both sides speak in one that was handed off.
  const handedOff = said ?? (roles.has("AUTOMATED_AGENT") && roles.has("HUMAN_AGENT"));
  // Insights also holds conversations between people alone.
  if (!handedOff && roles.has("HUMAN_AGENT") && !roles.has("AUTOMATED_AGENT"))
    return mapping.add(id, "none", []);
  if (!handedOff && row.liveAgentHandoff === undefined && !roles.has("AUTOMATED_AGENT")) {
    return mapping.add(id, "none", []);
  }
  const version = versionAt(
    time(row.conversationUpdateTimestampUtc, "utc") ??
      time(row.updateTime, "utc") ??
      time(row.loadTimestampUtc, "utc") ??
      startedAt,
  );
  const seconds = /^(\d+(?:\.\d+)?)s$/.exec(text(row.duration) ?? "")?.[1];
  const nanos = number(row.durationNanos) ?? (seconds === undefined ? undefined : Number(seconds) * 1e9);
  const turns = count(row.turnCount);
  const quality = object(row.qualityMetadata);
  const human = objects(quality.agentInfo ?? row.agentInfo).find(
    (agent) => roleOf(agent) !== "AUTOMATED_AGENT",
  );
  const records: RecordDraft[] = [
    conversation(startedAt, version, {
      bot: text(row.dialogflowConversationProfileId)?.split("/").at(-1),
      channel: channelOf(row),
      language: text(row.languageCode),
      queryType: text(objects(row.issues)[0]?.name) ?? text(objects(row.issues)[0]?.displayName),
      outcome: handedOff ? "handed_off" : "contained",
      endedAt: handedOff || nanos === undefined ? undefined : after(startedAt, nanos),
      ...(turns === undefined ? {} : { turns }),
      ...(handedOff ? {} : sentiment(row)),
    }),
    ...(handedOff && human
      ? [
          handoff("1", version, {
            agentId: text(human.agentId),
            queue: text(human.team) ?? text(human.teams),
          }),
        ]
      : []),
  ];
  const rating = number(quality.customerSatisfactionRating) ?? number(row.customerSatisfactionRating);
  if (rating !== undefined) records.push({ type: "survey", updatedAt: version, score: rating });
  return mapping.add(id, "bot", records);
}

function sentiment(row: Json) {
  const score = number(row.clientSentimentScore);
  return score === undefined ? {} : { clientSentimentScore: score };
}

function after(startedAt: string, nanos: number): string | undefined {
  return time((Date.parse(startedAt) + nanos / 1e6) / 1000);
}

/** Who spoke, by the sentences, the participants or the agents that are listed. */
function rolesOf(row: Json): ReadonlySet<string> {
  const segments = objects(object(row.transcript).transcriptSegments).map(({ segmentParticipant }) =>
    object(segmentParticipant),
  );
  const speakers = [
    ...objects(row.sentences),
    ...objects(row.words),
    ...objects(row.participants),
    ...segments,
  ];
  const agents = objects(object(row.qualityMetadata).agentInfo ?? row.agentInfo);
  return new Set([...speakers, ...agents].flatMap((one) => roleOf(one) ?? []));
}

function roleOf(one: Json): string | undefined {
  const role = text(one.participantRole) ?? text(one.role) ?? text(one.agentType);
  return role?.toUpperCase();
}

function channelOf(row: Json): string | undefined {
  const medium = (text(row.medium) ?? (isObject(row.callMetadata) ? "PHONE_CALL" : ""))?.toUpperCase();
  if (medium.includes("PHONE") || medium === "1") return "voice";
  return medium === "CHAT" || medium === "2" ? "web_chat" : undefined;
}
