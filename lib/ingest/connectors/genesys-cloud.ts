import type { Connector, RecordDraft } from "./connector";
import { conversation, handoff, versionAt } from "./drafts";
import { readDetailEvent } from "./genesys-events";
import { BOT_FLOW, channelNamed } from "./genesys-names";
import { type Mapping, mapEach, NotUnderstood } from "./mapping";
import { piecesOf } from "./pieces";
import { earliest, type Json, latest, moment, number, object, objects, text, time } from "./platform-value";
import { NOT_SUPPLIED } from "./supplies";

/*
 * Genesys Cloud: conversation details of the analytics API
 * (POST /api/v2/analytics/conversations/details/query, or the results of the details job), and the detail events of
 * its notifications and of EventBridge (genesys-events.ts).
 */

/** Genesys Cloud. */
export const genesysCloud: Connector = {
  platform: "genesys-cloud",
  name: "Genesys Cloud",
  webhook:
    "Conversation details as the analytics API answers them, and detail events (v2.detail.events.conversation…) of notifications or EventBridge.",
  exportFile: "Answers of the conversation details query or job, as JSON or NDJSON.",
  signature: null,
  steps: [
    "In Genesys Cloud, make an OAuth client (client credentials) with the permission Analytics > Conversation Detail > View.",
    "Every hour, let a scheduled job ask POST /api/v2/analytics/conversations/details/query for the conversations of the last hours (or use the details job for a day).",
    "Send each answer as it is with POST to {url}",
    "Send the headers Content-Type: application/json and Authorization: Bearer {secret} with it. Overlapping hours do no harm.",
    "For events as they happen, set up the integration Amazon EventBridge Source for the topics v2.detail.events.conversation.{id} of flow, acd, user and customer, and in AWS an API destination to the same address with the header X-Baton-Secret. They know neither the bot's name nor surveys: keep the hourly job.",
  ],
  options: [],
  supplies: {
    ...NOT_SUPPLIED,
    started: ["yes", "Start of the conversation."],
    ended: ["yes", "End of the bot flow's last segment."],
    bot: ["yes", "Name and version of the bot flow."],
    channel: ["yes", "Media type and message type."],
    language: ["yes", "The language of the flow."],
    queryType: ["partly", "The intent of the bot flow, where the flow reports one."],
    outcome: ["yes", "Whether a queue or an agent followed the bot flow."],
    messages: ["no", "In another API."],
    failedAttempts: ["no", "In the bot flow API."],
    transcriptLines: ["no", "In another API."],
    requested: ["yes", "End of the bot's segment, or start of the queue's."],
    connected: ["yes", "The agent's first interact segment."],
    reason: ["partly", "How the bot flow ended (exit reason, recognition failure); where to is not why."],
    queue: ["yes", "Target of the transfer, else the queue's id."],
    agent: ["yes", "The agent's user id."],
    fields: ["no", "Collected details are in other APIs."],
    contextTranscript: ["no", "Not in conversation details."],
    summary: ["no", "Not in conversation details."],
    survey: ["yes", "Promoter score as NPS; the total score has no fixed scale and stays unscaled."],
    journey: ["partly", "Conferences and consults name the conversation before."],
    test: ["no", "Not marked."],
  },
  reasons: [
    { raw: "ExitRequestedByUser", reason: "customer_demand" },
    { raw: "DisconnectRequestedByUser", reason: "customer_demand" },
    { raw: "ExitRequestedByBot", reason: "planned_escalation" },
    { raw: "ExitError", reason: "tool_error" },
    { raw: "DisconnectError", reason: "tool_error" },
    { raw: "ExitRecognitionFailure", reason: "not_understood" },
    { raw: "DisconnectRecognitionFailure", reason: "not_understood" },
    { raw: "Recognition failure", reason: "not_understood" },
    { raw: "USER_EXIT", reason: "customer_demand" },
    { raw: "FLOW_EXIT", reason: "planned_escalation" },
    { raw: "FLOW_ERROR_EXIT", reason: "tool_error" },
    { raw: "FLOW_ERROR_DISCONNECT", reason: "tool_error" },
    { raw: "RECOGNITION_FAILURE_EXIT", reason: "not_understood" },
    { raw: "RECOGNITION_FAILURE_DISCONNECT", reason: "not_understood" },
  ],
  readsWhole: false,
  map: (body, context) =>
    mapEach(piecesOf(body, "conversations"), (piece, mapping) => read(piece, mapping, context.receivedAt)),
};

/** A session of a participant, with its segments in order. */
interface Session {
  readonly participant: Json;
  readonly session: Json;
  readonly segments: readonly Json[];
  readonly from: string | undefined;
  readonly to: string | undefined;
}

function read(piece: Json, mapping: Mapping, receivedAt: string): Mapping {
  if (readDetailEvent(piece, mapping, receivedAt)) return mapping;
  const id = text(piece.conversationId);
  if (id === undefined || !Array.isArray(piece.participants)) {
    throw new NotUnderstood("A conversation detail needs conversationId and participants.");
  }
  mapping.label("conversation");
  const sessions = sessionsOf(piece);
  const bot = botBeforePeople(sessions);
  if (!bot) return mapping.add(id, "none", []);
  const startedAt = time(piece.conversationStart, "utc") ?? earliest(sessions.map(({ from }) => from));
  if (startedAt === undefined) throw new NotUnderstood("The conversation has no readable start.");
  const endedAt = time(piece.conversationEnd, "utc");
  const transfers = handOffs(bot, sessions, endedAt);
  const flow = object(bot.session.flow);
  const version = versionAt(
    endedAt ?? latest(sessions.flatMap(({ from, to }) => [from, to])),
    endedAt ? 1 : 0,
  );
  const previous = sessions
    .flatMap(({ segments }) => segments)
    .map((segment) => text(segment.sourceConversationId))
    .find((source) => source !== undefined && source !== id);
  return mapping.add(id, "bot", [
    conversation(startedAt, version, {
      bot: text(flow.flowName) ?? text(flow.flowId),
      botVersion: text(flow.flowVersion),
      channel: channelOf(bot.session, sessions),
      language: text(flow.endingLanguage) ?? text(flow.startingLanguage),
      queryType: text(flow.botFinalIntent) ?? text(piece.botFinalIntent) ?? text(bot.session.botFinalIntent),
      endedAt: endedAt === undefined && transfers.length === 0 ? undefined : bot.to,
      outcome: transfers.length > 0 ? "handed_off" : endedAt === undefined ? "open" : "contained",
      customerRef: customerOf(piece),
      previousConversationId: previous,
    }),
    ...transfers.map((transfer) => ({ ...transfer, updatedAt: version })),
    ...surveys(piece, version),
  ]);
}

function sessionsOf(piece: Json): readonly Session[] {
  return objects(piece.participants).flatMap((participant) =>
    objects(participant.sessions).map((session) => {
      const segments = [...objects(session.segments)].sort(
        (a, b) => (moment(time(a.segmentStart, "utc")) ?? 0) - (moment(time(b.segmentStart, "utc")) ?? 0),
      );
      return {
        participant,
        session,
        segments,
        from: earliest(segments.map((segment) => time(segment.segmentStart, "utc"))),
        to: latest(segments.map((segment) => time(segment.segmentEnd, "utc"))),
      };
    }),
  );
}

function isBot({ participant, session }: Session): boolean {
  return (
    BOT_FLOW.test(text(object(session.flow).flowType) ?? "") || /^bot/i.test(text(participant.purpose) ?? "")
  );
}

/**
 * The last bot before the first agent. A bot that comes only after the agent (a survey) hands nothing off, so that
 * conversation has no bot's part.
 */
function botBeforePeople(sessions: readonly Session[]): Session | undefined {
  const start = ({ from }: Session) => moment(from) ?? 0;
  const bots = sessions.filter(isBot).sort((a, b) => start(a) - start(b));
  const spoke = sessions
    .filter((session) => purposeOf(session) === "agent")
    .flatMap((session) => moment(interactsFrom(session)) ?? []);
  const firstAgent = spoke.length === 0 ? Number.POSITIVE_INFINITY : Math.min(...spoke);
  return bots.findLast((bot) => start(bot) <= firstAgent);
}

function purposeOf({ participant }: Session): string {
  return text(participant.purpose)?.toLowerCase() ?? "";
}

/** When the agent first spoke in this session. */
function interactsFrom({ segments }: Session): string | undefined {
  const first = segments.find((segment) => text(segment.segmentType)?.toLowerCase() === "interact");
  return first && time(first.segmentStart, "utc");
}

/** The hand-off by the bot, then each further agent as a transfer between people. */
function handOffs(
  bot: Session,
  sessions: readonly Session[],
  endedAt: string | undefined,
): readonly RecordDraft[] {
  const isAfter = ({ from }: Session) => (moment(from) ?? 0) >= (moment(bot.from) ?? 0);
  const queued = sessions.filter((session) => purposeOf(session) === "acd" && isAfter(session));
  const agents = sessions
    .filter((session) => purposeOf(session) === "agent" && isAfter(session))
    .sort((a, b) => (moment(interactsFrom(a) ?? a.from) ?? 0) - (moment(interactsFrom(b) ?? b.from) ?? 0));
  const flow = object(bot.session.flow);
  const targeted = /^(ACD|TRANSFER_?TO_?ACD)$/i.test(text(flow.transferType) ?? "");
  if (queued.length === 0 && agents.length === 0 && !targeted) return [];
  const spoke = agents.filter((agent) => interactsFrom(agent) !== undefined);
  const [first, ...others] = spoke;
  const connectedAt = first && interactsFrom(first);
  const recognition = text(flow.recognitionFailureReason);
  const requestedAt = transferredAt(bot) ?? earliest(queued.map(({ from }) => from)) ?? bot.to;
  const bridge: RecordDraft = handoff("1", undefined, {
    requestedAt,
    connectedAt,
    endedAt: first?.to,
    status: first ? "connected" : endedAt === undefined ? "requested" : "abandoned",
    agentId: first && text(first.participant.userId),
    queue: text(flow.transferTargetName) ?? queueOf(queued[0]) ?? queueOf(first),
    reasonRaw: recognition === undefined ? text(flow.exitReason) : "Recognition failure",
    recognitionFailureReason: recognition,
    transferType: text(flow.transferType),
    wrapUpCode: first?.segments.map((segment) => text(segment.wrapUpCode)).find((code) => code !== undefined),
  });
  const between = others
    .filter((agent) => text(agent.participant.userId) !== text(first?.participant.userId))
    .map((agent, i) =>
      handoff(String(i + 2), undefined, {
        from: "agent",
        requestedAt: agent.from,
        connectedAt: interactsFrom(agent),
        endedAt: agent.to,
        status: "connected",
        agentId: text(agent.participant.userId),
        queue: queueOf(agent),
      }),
    );
  return [bridge, ...between];
}

function transferredAt({ segments }: Session): string | undefined {
  const transfer = segments.findLast((segment) => /transfer/i.test(text(segment.disconnectType) ?? ""));
  return transfer && time(transfer.segmentEnd, "utc");
}

function queueOf(session: Session | undefined): string | undefined {
  return session?.segments.map((segment) => text(segment.queueId)).find((queue) => queue !== undefined);
}

function channelOf(session: Json, sessions: readonly Session[]): string | undefined {
  const message = sessions.map((one) => text(one.session.messageType)).find((type) => type !== undefined);
  return channelNamed(session.mediaType, message);
}

function customerOf(piece: Json): string | undefined {
  return objects(piece.participants)
    .filter((participant) => /^(customer|external)$/i.test(text(participant.purpose) ?? ""))
    .map((participant) => text(participant.externalContactId))
    .find((contact) => contact !== undefined);
}

function surveys(piece: Json, version: string | undefined): readonly RecordDraft[] {
  return objects(piece.surveys).flatMap((survey) => {
    const id = text(survey.surveyId) ?? "survey";
    const answeredAt = time(survey.surveyCompletedDate, "utc");
    const promoter = number(survey.surveyPromoterScore);
    const total = number(survey.oSurveyTotalScore);
    const sentAt = time(survey.surveySentDate, "utc");
    const sent = { type: "survey", updatedAt: version, sentAt } as const;
    return [
      ...(promoter === undefined
        ? []
        : [{ ...sent, surveyId: `${id}-nps`, kind: "nps", score: promoter, answeredAt }]),
      ...(total === undefined && promoter !== undefined && sentAt === undefined
        ? []
        : [{ ...sent, surveyId: id, ...(total === undefined ? {} : { score: total, answeredAt }) }]),
    ];
  });
}
