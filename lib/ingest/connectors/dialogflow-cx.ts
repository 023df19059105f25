import { bigQueryRows } from "./bigquery-rows";
import { type Connector, type MapContext, type OptionSpec, optionOf, type RecordDraft } from "./connector";
import { conversation, handoff, startedBy, versionAt } from "./drafts";
import { Mapping, NotUnderstood } from "./mapping";
import {
  count,
  isObject,
  type Json,
  latest,
  list,
  moment,
  object,
  objects,
  scalar,
  structuredFields,
  text,
  time,
} from "./platform-value";
import { NOT_SUPPLIED } from "./supplies";

/*
 * Dialogflow CX: rows of its interaction log in BigQuery, one row a turn
 * (https://cloud.google.com/dialogflow/cx/docs/concept/export-bq), or its entries in Cloud Logging
 * (https://cloud.google.com/dialogflow/cx/docs/concept/interaction-logging), whose turns have a time and no number.
 */

const OPTIONS: readonly OptionSpec[] = [
  {
    key: "reasonKey",
    label: "Key of the reason",
    hint: "In the metadata of your live agent hand-off responses.",
    initial: "reason",
  },
  { key: "queueKey", label: "Key of the queue", hint: "In the same metadata.", initial: "queue" },
];

const SMALL_TALK = /^(default (welcome|negative) intent|.*\b(welcome|greeting|hello|goodbye)\b.*)$/i;

/** Dialogflow CX. */
export const dialogflowCx: Connector = {
  platform: "dialogflow-cx",
  name: "Dialogflow CX",
  webhook:
    "Rows or entries of the interaction log, posted by a job of yours, or each answer of detectIntent with its session.",
  exportFile:
    "Rows of the BigQuery export as NDJSON, JSON or CSV, or entries of Cloud Logging as JSON, all turns of a conversation in one file.",
  signature: null,
  steps: [
    "In the Dialogflow CX console, open the agent's settings, General, Logging, and turn on BigQuery export.",
    "Every night, export the day's rows from BigQuery as newline-delimited JSON: EXPORT DATA or bq extract, ordered by conversation_name and turn_position.",
    "Send the file with POST to {url} with Content-Type: application/x-ndjson and Authorization: Bearer {secret}, or upload it below.",
  ],
  options: OPTIONS,
  supplies: {
    ...NOT_SUPPLIED,
    started: ["yes", "The request of the first turn."],
    ended: ["partly", "The last turn that was exported."],
    bot: ["yes", "The agent's id; no version."],
    channel: ["partly", "The channel in the request, where it is set."],
    language: ["yes", "The language of the turns."],
    queryType: ["yes", "The first intent that is no welcome."],
    outcome: ["partly", "A hand-off or the end of the interaction; else unknown."],
    messages: ["yes", "Counted from the turns; at most 500 turns are exported."],
    failedAttempts: ["yes", "Turns with NO_MATCH or NO_INPUT."],
    transcriptLines: ["yes", "What customer and bot wrote; not the agent."],
    requested: ["yes", "The turn with the live agent hand-off."],
    connected: ["no", "The agent's side is in another system."],
    reason: ["partly", "The metadata of the hand-off, else a failed turn just before it."],
    queue: ["partly", "The metadata of the hand-off."],
    agent: ["no", "The agent's side is in another system."],
    fields: ["yes", "Session parameters; those in the hand-off's metadata went along in fields."],
    contextTranscript: ["no", "The agent's side is in another system."],
    summary: ["no", "The agent's side is in another system."],
    survey: ["no", "Not in the export."],
    journey: ["no", "Not in the export."],
    test: ["no", "Not marked."],
  },
  reasons: [
    { raw: "NO_MATCH", reason: "not_understood" },
    { raw: "NO_INPUT", reason: "not_understood" },
  ],
  readsWhole: true,
  map(body, context) {
    const mapping = new Mapping();
    const groups = new Map<string, Turn[]>();
    const rows = bigQueryRows(body, "entries");
    for (const [i, row] of rows.entries()) {
      try {
        const turn = readTurn(row, context.receivedAt);
        if (turn === null) {
          mapping.skip("request");
          continue;
        }
        groups.set(turn.conversationId, [...(groups.get(turn.conversationId) ?? []), turn]);
      } catch (error) {
        if (!(error instanceof NotUnderstood)) throw error;
        mapping.problem(rows.length === 1 ? "payload" : `row ${i + 1}`, error.message);
      }
    }
    for (const [id, turns] of groups) {
      mapping.label("interaction log");
      readConversation(id, turns, mapping, context);
    }
    return mapping.done();
  },
};

interface Turn {
  readonly conversationId: string;
  /** Its number from 1 on; null in Cloud Logging, which does not count. */
  readonly position: number | null;
  readonly at: string;
  readonly row: Json;
  readonly result: Json;
  readonly messages: readonly Json[];
}

/** One turn; null for what the log also holds: the request that a turn's response answers. */
function readTurn(row: unknown, receivedAt: string): Turn | null {
  const cells = object(row);
  if (isObject(cells.jsonPayload)) return readEntry(cells, cells.jsonPayload);
  const session = sessionOf(cells);
  if (session !== undefined) return readAnswer(session, cells, receivedAt);
  const name = text(cells.conversation_name, 1000) ?? text(cells.conversationName, 1000);
  const at = time(cells.request_time, "utc");
  const position = count(cells.turn_position);
  if (name === undefined || at === undefined || position === undefined) {
    throw new NotUnderstood("A row needs conversation_name, turn_position and request_time.");
  }
  const response = object(cells.response);
  const result = object(response.queryResult ?? response.query_result);
  return {
    conversationId: (name.split("/").at(-1) ?? name).slice(0, 256),
    position,
    at,
    row: cells,
    result,
    messages: objects(result.responseMessages ?? result.response_messages),
  };
}

/** The session that an answer of detectIntent, or a request to a webhook, names. */
function sessionOf(cells: Json): string | undefined {
  return (
    text(object(cells.sessionInfo).session, 1000) ??
    (isObject(cells.queryResult)
      ? (text(cells.session, 1000) ?? text(object(cells.queryResult.diagnosticInfo)["Session Id"], 1000))
      : undefined)
  );
}

/** An answer of detectIntent, or a request to a webhook of the agent. Neither has a time: it is that of receipt. */
function readAnswer(session: string, cells: Json, receivedAt: string): Turn {
  const isAnswer = isObject(cells.queryResult);
  const result: Json = isAnswer
    ? object(cells.queryResult)
    : {
        text: text(cells.text, 16_000) ?? text(cells.transcript, 16_000),
        parameters: object(cells.sessionInfo).parameters,
        match: { intent: { displayName: object(cells.intentInfo).displayName } },
        languageCode: cells.languageCode,
      };
  const parts = session.split("/");
  return {
    conversationId: (parts.at(-1) ?? session).slice(0, 256),
    position: null,
    at: time(cells.timestamp) ?? receivedAt,
    row: {
      agent_id: parts.includes("agents") ? parts[parts.indexOf("agents") + 1] : undefined,
      language_code: result.languageCode,
    },
    result,
    messages: objects(isAnswer ? result.responseMessages : cells.messages),
  };
}

/** An entry of Cloud Logging: session, agent and flow are labels. */
function readEntry(entry: Json, payload: Json): Turn | null {
  const labels = object(entry.labels);
  const session = text(labels.session_id, 1000) ?? text(payload.session, 1000);
  const at = time(entry.timestamp) ?? time(entry.receiveTimestamp);
  if (session === undefined || at === undefined) {
    throw new NotUnderstood("An entry of Cloud Logging needs labels.session_id and its timestamp.");
  }
  if (!isObject(payload.queryResult)) return null;
  const result = payload.queryResult;
  return {
    conversationId: (session.split("/").at(-1) ?? session).slice(0, 256),
    position: null,
    at,
    row: { agent_id: labels.agent_id, language_code: result.languageCode },
    result,
    messages: objects(result.responseMessages),
  };
}

function readConversation(
  id: string,
  unsorted: readonly Turn[],
  mapping: Mapping,
  context: MapContext,
): void {
  const turns = [...new Map(unsorted.map((turn) => [turn.position ?? turn.at, turn])).values()].sort(
    (a, b) => (a.position ?? moment(a.at) ?? 0) - (b.position ?? moment(b.at) ?? 0),
  );
  const [first] = turns;
  if (!first) return;
  const endedAt = latest(turns.map(({ at }) => at));
  // Without a gap from the first turn on, what is counted is complete up to here.
  const start = first.position;
  const isComplete = start !== null && start <= 1 && turns.every(({ position }, i) => position === start + i);
  const handed = turns.find(({ messages }) => messages.some((message) => handOffIn(message) !== undefined));
  const isEnded = turns.some(({ messages }) =>
    messages.some((message) => message.endInteraction !== undefined || message.end_interaction !== undefined),
  );
  const spoken = turns.filter((turn) => customerText(turn) !== undefined).length;
  const type = turns.map(intentOf).find((intent) => intent !== undefined && !SMALL_TALK.test(intent));
  mapping.add(id, "bot", [
    startedBy(first.at),
    conversation(first.at, versionAt(endedAt), {
      bot: text(first.row.agent_id)?.split("/").at(-1),
      channel: channelOf(turns),
      language: text(first.row.language_code),
      queryType: isComplete ? type : undefined,
      endedAt,
      outcome: handed ? "handed_off" : isEnded ? "contained" : undefined,
      ...(isComplete
        ? {
            customerMessages: spoken,
            botMessages: turns.reduce((sum, turn) => sum + botTexts(turn).length, 0),
            failedAttempts: turns.filter((turn) => failureOf(turn) !== undefined).length,
          }
        : {}),
    }),
    ...(handed ? handOff(handed, turns, context, isComplete) : []),
    ...turns.flatMap(lines),
  ]);
}

function handOffIn(message: Json): Json | undefined {
  const found = message.liveAgentHandoff ?? message.live_agent_handoff;
  return isObject(found) ? found : undefined;
}

function handOff(
  turn: Turn,
  turns: readonly Turn[],
  context: MapContext,
  isComplete: boolean,
): readonly RecordDraft[] {
  const [reasonKey, queueKey] = ["reasonKey", "queueKey"].map((key) =>
    optionOf(context.options, OPTIONS, key),
  );
  const metadata = object(
    turn.messages.map((message) => handOffIn(message)?.metadata).find((found) => found !== undefined),
  );
  const before = turns.slice(0, turns.indexOf(turn) + 1);
  const failed = before
    .slice(-2)
    .map(failureOf)
    .findLast((failure) => failure !== undefined);
  const passed = structuredFields(
    metadata,
    new Set([reasonKey ?? "", queueKey ?? ""].map((key) => key.toLowerCase())),
  );
  const names = new Set(passed.map(({ name }) => name));
  const collected = Object.entries(object(turn.result.parameters)).flatMap(([name, value]) => {
    const said = scalar(value);
    return said === undefined || names.has(name) ? [] : [{ name, value: said }];
  });
  return [
    handoff("1", versionAt(turn.at), {
      requestedAt: turn.at,
      reasonRaw: text(metadata[reasonKey ?? ""]) ?? failed,
      queue: text(metadata[queueKey ?? ""]),
      ...(isComplete ? { failedAttempts: before.filter((one) => failureOf(one) !== undefined).length } : {}),
      context: { fields: [...passed, ...collected] },
    }),
  ];
}

function matchOf(turn: Turn): string {
  const match = object(turn.result.match);
  return (text(match.matchType) ?? text(match.match_type) ?? "").toUpperCase();
}

function failureOf(turn: Turn): string | undefined {
  const type = matchOf(turn);
  return type === "NO_MATCH" || type === "NO_INPUT" ? type : undefined;
}

function intentOf(turn: Turn): string | undefined {
  const intent = object(object(turn.result.match).intent ?? turn.result.intent);
  return failureOf(turn) === undefined ? (text(intent.displayName) ?? text(intent.display_name)) : undefined;
}

function customerText({ result }: Turn): string | undefined {
  return text(result.text, 16_000) ?? text(result.transcript, 16_000);
}

function botTexts({ messages }: Turn): readonly string[] {
  return messages.flatMap((message) => {
    const said = list(object(message.text).text).map((part) => text(part, 16_000));
    return said.filter((part) => part !== undefined);
  });
}

/** Places in the transcript: a hundred for each turn, the customer first; without numbers by the time. */
function lines(turn: Turn): readonly RecordDraft[] {
  const said = customerText(turn);
  const base = turn.position === null ? (moment(turn.at) ?? 0) : turn.position * 100;
  const line = (sequence: number, sender: string, words: string): RecordDraft => ({
    type: "message",
    sequence,
    sender,
    text: words,
    at: turn.at,
  });
  return [
    ...(said === undefined ? [] : [line(base, "customer", said)]),
    ...botTexts(turn).map((words, i) => line(base + 1 + i, "bot", words)),
  ];
}

function channelOf(turns: readonly Turn[]): string | undefined {
  const request = object(turns[0]?.row.request);
  const query = object(request.queryParams ?? request.query_params);
  const channel = text(query.channel);
  if (channel !== undefined) return channel;
  const input = object(request.queryInput ?? request.query_input);
  return input.audio === undefined && input.dtmf === undefined ? undefined : "voice";
}
