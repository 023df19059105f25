import type { Connector, RecordDraft } from "./connector";
import { conversation, handoff, startedBy, versionAt } from "./drafts";
import { type Mapping, mapEach, NotUnderstood } from "./mapping";
import { piecesOf } from "./pieces";
import {
  flag,
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
import { NOT_SUPPLIED } from "./supplies";

/*
 * Ada: conversations and messages of the Data Export API, versions 1 and 2 (https://docs.ada.cx/reference/data-export).
 */

const HAND_OFF = "1";
const CHANNELS: { readonly [name: string]: string } = {
  web: "web_chat",
  chat: "web_chat",
  native: "in_app",
  sdk: "in_app",
  mobile: "in_app",
  sms: "sms",
  voice: "voice",
  phone: "voice",
  email: "email",
  whatsapp: "messaging",
  facebook: "social",
  messenger: "social",
  instagram: "social",
  twitter: "social",
};

/** Ada. */
export const ada: Connector = {
  platform: "ada",
  name: "Ada",
  webhook: "Pages of the Data Export API, posted by a job of yours.",
  exportFile: "Answers of the Data Export API as JSON, conversations and messages.",
  signature: null,
  steps: [
    "In Ada, open Settings, Integrations, API keys, and make a key for the Data Export API.",
    "Every hour, let a scheduled job ask for /data_api/v2/conversations (and messages) updated since the last time.",
    "Send each page as it is with POST to {url}",
    "Send the headers Content-Type: application/json and Authorization: Bearer {secret} with it. Overlaps do no harm.",
  ],
  options: [],
  supplies: {
    ...NOT_SUPPLIED,
    started: ["yes", "When the conversation was created."],
    ended: ["partly", "When it ended, where the version of the API says so."],
    bot: ["no", "One bot for each account."],
    channel: ["yes", "The platform of the conversation."],
    language: ["yes", "The language of the conversation."],
    queryType: ["partly", "The inquiry summary is too free for a type; the topic where one is exported."],
    outcome: [
      "yes",
      "Escalated or not; the classification of sampled conversations tells contained from not resolved.",
    ],
    messages: ["no", "Not in the conversation; messages come one by one."],
    failedAttempts: ["no", "Not in the export."],
    transcriptLines: ["yes", "From the messages export."],
    requested: ["partly", "Where a hand-off has its time."],
    connected: ["no", "Not in the export."],
    reason: ["partly", "The reason code, recorded from 7 October 2026 on; earlier ones are null."],
    queue: ["no", "Not in the export."],
    agent: ["yes", "The first of the agents."],
    fields: ["partly", "The variables are known; how they reached the agent is not."],
    contextTranscript: ["no", "Not in the export."],
    summary: ["no", "Not in the export."],
    survey: ["yes", "Satisfaction after the bot and after the agent; without a scale it stays unscaled."],
    journey: ["no", "Not in the export."],
    test: ["yes", "Test users."],
  },
  // The documentation names unclassified alone; the other nine codes are mapped when they are seen.
  reasons: [{ raw: "unclassified", reason: "unclassified" }],
  readsWhole: false,
  map: (body) => mapEach(pieces(body), read),
};

function pieces(body: unknown): readonly unknown[] {
  return piecesOf(body, "data", "conversations").flatMap((piece) => {
    const outer = object(piece);
    // A page of messages; a conversation may have some inside, and stays one.
    if (outer._id === undefined && Array.isArray(outer.messages)) return outer.messages;
    return [isObject(outer.data) ? outer.data : piece];
  });
}

function read(piece: Json, mapping: Mapping): Mapping {
  // Warehouses that load the export call a conversation's own id conversation_id too.
  const isMessage = piece.conversation_id !== undefined && piece.is_escalated === undefined;
  if (isMessage) return readMessage(piece, mapping);
  const id = text(piece._id) ?? text(piece.id) ?? text(piece.conversation_id);
  const startedAt =
    time(piece.created, "utc") ?? time(piece.date_created, "utc") ?? time(piece.created_at, "utc");
  if (id === undefined || startedAt === undefined) {
    throw new NotUnderstood("A conversation of the Data Export API needs _id and the time of its creation.");
  }
  mapping.label("conversation");
  const updatedAt =
    time(piece.updated, "utc") ??
    time(piece.date_updated, "utc") ??
    time(piece.updated_at, "utc") ??
    startedAt;
  const version = versionAt(updatedAt);
  const attempts = objects(piece.handoffs);
  const agents = list(piece.agent_id).map((agent) => text(agent));
  const isEscalated = flag(piece.is_escalated) === true || attempts.length > 0;
  const test = flag(piece.is_test_user) === true;
  const endedAt = time(piece.ended, "utc") ?? time(piece.ended_at, "utc");
  return mapping.add(
    id,
    "bot",
    [
      conversation(startedAt, version, {
        channel: channelOf(piece),
        language: text(piece.language),
        queryType: text(piece.topic) ?? text(object(piece.topic).name),
        endedAt: isEscalated ? undefined : endedAt,
        outcome: isEscalated ? "handed_off" : flag(piece.is_escalated) === false ? "contained" : undefined,
        customerRef: text(piece.chatter_id) ?? text(piece.end_user_id),
        ...(flag(piece.is_engaged) === false ? { customerMessages: 0 } : {}),
        automatedResolution: text(piece.automated_resolution_classification),
        device: text(piece.device),
        browser: text(piece.browser),
        ...(test ? { test: true } : {}),
      }),
      ...handOffs(piece, attempts, agents, version, isEscalated),
      ...surveys(piece, version),
    ],
    test,
  );
}

/** Only hand-offs that the AI agent started are listed; an escalated conversation may have none. */
function handOffs(
  piece: Json,
  attempts: readonly Json[],
  agents: readonly (string | undefined)[],
  version: string | undefined,
  isEscalated: boolean,
): readonly RecordDraft[] {
  const fields = variables(piece);
  if (attempts.length === 0) {
    const agentId = agents[0];
    if (!isEscalated || agentId === undefined) return [];
    return [handoff(HAND_OFF, version, { agentId, context: { fields } })];
  }
  return attempts.map((attempt, i) =>
    handoff(String(i + 1), version, {
      reasonRaw: text(attempt.reason_code),
      reasonText: text(attempt.reasoning, 2000) ?? text(object(attempt.reasoning).text, 2000),
      requestedAt:
        time(attempt.created_at, "utc") ?? time(attempt.started_at, "utc") ?? time(attempt.timestamp, "utc"),
      status: statusOf(text(attempt.outcome_status)),
      agentId: i === attempts.length - 1 ? agents[0] : undefined,
      context: { fields },
    }),
  );
}

function statusOf(outcome: string | undefined): string | undefined {
  const word = outcome?.toLowerCase() ?? "";
  if (/fail|error|unavailable|closed/.test(word)) return "failed";
  if (/success|complete|connected|accepted/.test(word)) return "connected";
  return /abandon/.test(word) ? "abandoned" : undefined;
}

/** What the bot collected. How it reached the agent is not said. */
function variables(piece: Json): readonly object[] {
  const all = { ...object(piece.variables), ...object(piece.metavariables) };
  return structuredFields(all).map(({ name, value }) => ({ name, value }));
}

/** The satisfaction with the bot, and the separate one after an agent. */
function surveys(piece: Json, version: string | undefined): readonly RecordDraft[] {
  const found: readonly (readonly [string, unknown])[] = [
    ["csat", piece.csat],
    ["agent", piece.agent_csat ?? piece.human_csat],
  ];
  return found.flatMap(([surveyId, value]) => {
    const csat = object(value);
    const score = number(csat.score) ?? number(csat.rating);
    if (score === undefined) return [];
    const [scaleMin, scaleMax] = [number(csat.scale_min), number(csat.scale_max)];
    const scale = scaleMin === undefined || scaleMax === undefined ? {} : { scaleMin, scaleMax };
    return [
      {
        type: "survey",
        surveyId,
        updatedAt: version,
        score,
        ...scale,
        comment: text(csat.comment, 4000) ?? text(csat.comments, 4000),
        answeredAt: time(csat.created_at, "utc") ?? time(csat.submitted_at, "utc"),
        resolved: flag(csat.resolved),
      } as const,
    ];
  });
}

function readMessage(piece: Json, mapping: Mapping): Mapping {
  const id = text(piece.conversation_id);
  const at = time(piece.created, "utc") ?? time(piece.date_created, "utc") ?? time(piece.created_at, "utc");
  if (id === undefined || at === undefined)
    throw new NotUnderstood("A message needs conversation_id and its time.");
  mapping.label("message");
  const by = (
    text(piece.sender) ??
    text(object(piece.author).role) ??
    text(piece.author_type) ??
    ""
  ).toLowerCase();
  const sender =
    /agent$|human/.test(by) && !/ai/.test(by)
      ? "agent"
      : /ada|bot|ai/.test(by)
        ? "bot"
        : by === ""
          ? "system"
          : "customer";
  const said =
    text(piece.body, 16_000) ??
    text(object(piece.content).body, 16_000) ??
    text(object(piece.message_data).body, 16_000);
  const line: RecordDraft[] =
    said === undefined
      ? []
      : [
          {
            type: "message",
            sequence: placeByTime(at, text(piece._id) ?? text(piece.id)),
            sender,
            text: said,
            at,
          },
        ];
  return mapping.add(
    id,
    sender === "bot" ? "bot" : "follows",
    sender === "bot" ? [startedBy(at), ...line] : line,
  );
}

function channelOf(piece: Json): string | undefined {
  const name = (
    text(piece.platform) ??
    text(piece.channel) ??
    text(object(piece.channel).type)
  )?.toLowerCase();
  return name === undefined ? undefined : (CHANNELS[name] ?? name);
}
