import type { Connector, RecordDraft } from "./connector";
import { conversation, handoff, versionAt } from "./drafts";
import { type Mapping, mapEach, NotUnderstood } from "./mapping";
import { piecesOf } from "./pieces";
import {
  isObject,
  type Json,
  latest,
  moment,
  number,
  object,
  objects,
  plainText,
  scalar,
  text,
  time,
} from "./platform-value";
import { bodySignature } from "./signature";
import { NOT_SUPPLIED } from "./supplies";

/*
 * LivePerson: conversations of the Messaging Interactions API (conversationHistoryRecords). The words "undefined" and
 * "null" stand for nothing, and times that have not come are -1.
 */

const CHANNELS: { readonly [source: string]: string } = {
  shark: "web_chat",
  web: "web_chat",
  app: "in_app",
  sms: "sms",
  whatsapp: "messaging",
  whatsappbusiness: "messaging",
  applebusinesschat: "messaging",
  abc: "messaging",
  line: "messaging",
  facebook: "social",
  instagram: "social",
  twitter: "social",
  email: "email",
  voice: "voice",
};

/** LivePerson. */
export const livePerson: Connector = {
  platform: "liveperson",
  name: "LivePerson",
  webhook: "Conversations of the Messaging Interactions API, posted by a job of yours.",
  exportFile: "Answers of the Messaging Interactions API as JSON.",
  signature: {
    secretName: "app secret",
    hint: "Of the app that sends (Connector webhooks): LivePerson signs with it in X-Liveperson-Signature.",
    check: bodySignature("X-Liveperson-Signature", "sha1", "base64", "sha1="),
  },
  steps: [
    "In LivePerson, make an API key with the permission Engagement History, Messaging Interactions.",
    "Every hour, let a scheduled job ask /messaging_history/api/account/…/conversations/search for the last hours, with contentToRetrieve set to all.",
    "Send each page as it is with POST to {url}",
    "Send the headers Content-Type: application/json and Authorization: Bearer {secret} with it. Overlaps do no harm.",
  ],
  options: [],
  supplies: {
    ...NOT_SUPPLIED,
    started: ["yes", "Start of the conversation."],
    ended: ["partly", "End of the conversation, where the bot kept it."],
    bot: ["yes", "The bot's agent name; no version."],
    channel: ["yes", "The source of the conversation."],
    language: ["partly", "Where the campaign's locale is there."],
    queryType: ["yes", "The first intent that the bot recognised, else a business case."],
    outcome: ["yes", "Who took part, and whether it is closed."],
    messages: ["yes", "Counted from the message records."],
    failedAttempts: ["no", "Not in the history."],
    transcriptLines: ["yes", "The message records."],
    requested: ["yes", "The transfer by the bot."],
    connected: ["yes", "When the first person joined."],
    reason: ["partly", "Only what your bot writes as action reason; a transfer's reason is a mechanism."],
    queue: ["yes", "The skill it was transferred to."],
    agent: ["yes", "The person's agent id."],
    fields: ["partly", "Customer details (SDEs) are known; how they reached the agent is not."],
    contextTranscript: ["yes", "Always: bot and agent share one conversation."],
    summary: ["yes", "The summary's text."],
    survey: ["partly", "The satisfaction rate has no fixed scale and stays unscaled."],
    journey: ["no", "Not in the history."],
    test: ["no", "Not marked."],
  },
  reasons: [],
  readsWhole: false,
  map: (body) => mapEach(piecesOf(body, "conversationHistoryRecords"), read),
};

function read(record: Json, mapping: Mapping): Mapping {
  const info = object(record.info);
  const id = text(info.conversationId);
  const startedAt = time(info.startTimeL) ?? time(info.startTime);
  if (id === undefined || startedAt === undefined) {
    throw new NotUnderstood("A conversation needs info with conversationId and startTimeL.");
  }
  mapping.label("conversation");
  const people = objects(record.agentParticipants).map((one) => ({
    one,
    kind: kindOf(one),
    at: time(one.timeL) ?? time(one.time),
  }));
  const bots = people.filter(({ kind }) => kind === "bot");
  const earlier = (a: Participant, b: Participant) => (moment(a.at) ?? 0) - (moment(b.at) ?? 0);
  const [firstBot] = [...bots].sort(earlier);
  if (!firstBot) return mapping.add(id, "none", []);
  const kinds = new Map(people.map(({ one, kind }) => [text(one.agentId) ?? "", kind]));
  const humans = people.filter(({ kind, one }) => kind === "human" && !isOnlooker(one, record)).sort(earlier);
  // A bot that comes after the person (a survey) hands nothing off.
  const [firstHuman] = humans;
  const isAfter =
    firstHuman && (moment(firstBot.at) ?? 0) > (moment(firstHuman.at) ?? Number.POSITIVE_INFINITY);
  if (isAfter) return mapping.add(id, "none", []);
  const endedAt = time(info.endTimeL) ?? time(info.endTime);
  const messages = objects(record.messageRecords);
  const transfers = objects(record.transfers);
  const byBot = transfers.find((transfer) => kinds.get(text(transfer.sourceAgentId) ?? "") === "bot");
  const isHandedOff = humans.length > 0 || byBot !== undefined;
  const version = versionAt(
    endedAt ??
      latest([
        startedAt,
        ...messages.map(({ timeL }) => time(timeL)),
        ...transfers.map(({ timeL }) => time(timeL)),
      ]),
    endedAt === undefined ? 0 : 1,
  );
  return mapping.add(id, "bot", [
    conversation(startedAt, version, {
      bot: text(firstBot.one.agentFullName) ?? text(firstBot.one.agentNickname) ?? text(firstBot.one.agentId),
      channel: channelOf(info),
      language: text(object(record.campaign).locale),
      queryType: queryType(messages, record),
      customerRef: text(
        // Both spellings stand in the documentation.
        [...objects(record.consumerParticipants), ...objects(record.consumerParticipant)][0]?.participantId,
      ),
      customerMessages: messages.filter((message) => /^consumer$/i.test(text(message.sentBy) ?? "")).length,
      botMessages: messages.filter((message) => senderOf(message, kinds) === "bot").length,
      endedAt: isHandedOff ? undefined : endedAt,
      outcome: isHandedOff ? "handed_off" : endedAt === undefined ? "open" : "contained",
    }),
    ...(isHandedOff ? handOffs(record, byBot, humans, transfers, kinds, version, endedAt) : []),
    ...surveys(record, version),
    ...messages.flatMap((message, i) => line(message, i, kinds)),
  ]);
}

interface Participant {
  readonly one: Json;
  readonly at: string | undefined;
}

function handOffs(
  record: Json,
  byBot: Json | undefined,
  humans: readonly Participant[],
  transfers: readonly Json[],
  kinds: ReadonlyMap<string, string>,
  version: string | undefined,
  endedAt: string | undefined,
): readonly RecordDraft[] {
  const [first] = humans;
  const summary = text(object(record.summary).text, 4000);
  const cause = objects(record.messageRecords)
    .map(actionReason)
    .findLast((reason) => reason !== undefined);
  const bridge = handoff("1", version, {
    requestedAt: byBot && time(byBot.timeL),
    connectedAt: first?.at,
    status: first ? "connected" : endedAt === undefined ? "requested" : "abandoned",
    queue: text(byBot?.targetSkillName) ?? text(byBot?.targetSkillId),
    agentId: first && text(first.one.agentId),
    reasonRaw: cause,
    context: { transcript: true, ...(summary === undefined ? {} : { summary }), fields: details(record) },
  });
  const between = transfers
    .filter((transfer) => kinds.get(text(transfer.sourceAgentId) ?? "") === "human")
    .map((transfer, i) =>
      handoff(String(i + 2), version, {
        from: "agent",
        requestedAt: time(transfer.timeL),
        queue: text(transfer.targetSkillName),
        agentId:
          kinds.get(text(transfer.assignedAgentId) ?? "") === "human"
            ? text(transfer.assignedAgentId)
            : undefined,
      }),
    );
  return [bridge, ...between];
}

/** A reader or a manager who looked in: nobody who took over, unless the conversation was assigned to them too. */
function isOnlooker(participant: Json, record: Json): boolean {
  return (
    /^(reader|manager)$/i.test(text(participant.permission) ?? "") &&
    !objects(record.interactions).some(
      ({ assignedAgentId }) => text(assignedAgentId) === text(participant.agentId),
    )
  );
}

/** What the bot's author wrote as the reason of an action. */
function actionReason(message: Json): string | undefined {
  const data = object(message.contextData);
  const entries = [data, ...objects(data.structuredMetadata)];
  return entries
    .map((entry) =>
      object(
        object(entry.actionReason).reason === undefined
          ? object(entry.botResponse).actionReason
          : entry.actionReason,
      ),
    )
    .map((reason) => text(reason.reason) ?? text(reason.reasonId))
    .find((reason) => reason !== undefined);
}

function queryType(messages: readonly Json[], record: Json): string | undefined {
  const intents = messages.flatMap((message) =>
    objects(object(message.contextData).structuredMetadata).flatMap((entry) => {
      const response = object(entry.botResponse);
      return [
        ...objects(response.intents).map(({ id, name }) => text(id) ?? text(name)),
        text(businessCase(response.businessCases)),
      ];
    }),
  );
  return intents.find((intent) => intent !== undefined) ?? text(businessCase(record.businessCases));
}

function businessCase(cases: unknown): unknown {
  return Array.isArray(cases) ? (isObject(cases[0]) ? cases[0].name : cases[0]) : undefined;
}

/** Customer details that were known: the flat values of the structured data entities. */
function details(record: Json): readonly object[] {
  return objects(object(record.sdes).events).flatMap((event) =>
    Object.entries(event)
      .filter(([, value]) => isObject(value))
      .flatMap(([, holder]) => Object.entries(object(Object.values(object(holder)).find(isObject) ?? holder)))
      .flatMap(([name, value]) => {
        const said = scalar(value);
        return said === undefined || /time|type$/i.test(name)
          ? []
          : [{ name: name.slice(0, 256), value: said }];
      }),
  );
}

function surveys(record: Json, version: string | undefined): readonly RecordDraft[] {
  const rate = number(object(record.info).csatRate);
  const answers = objects(record.conversationSurveys).flatMap((survey) => objects(survey.surveyData));
  const repeat = answers.find(({ question }) => /repeat/i.test(text(question) ?? ""));
  const free = answers.find(({ question }) => /free text|comment/i.test(text(question) ?? ""));
  if (rate === undefined && answers.length === 0) return [];
  return [
    {
      type: "survey",
      updatedAt: version,
      ...(rate === undefined ? {} : { score: rate }),
      comment: text(free?.answer, 4000),
      hadToRepeat: yesNo(repeat?.answer),
    },
  ];
}

function yesNo(answer: unknown): boolean | undefined {
  const word = text(answer)?.toLowerCase();
  return word === "yes" ? true : word === "no" ? false : undefined;
}

function kindOf(participant: Json): "bot" | "human" | "system" {
  const name = text(participant.userTypeName)?.toLowerCase();
  const type = text(participant.userType);
  if (name === "bot" || type === "2") return "bot";
  return name === "system" || type === "0" ? "system" : "human";
}

function senderOf(
  message: Json,
  kinds: ReadonlyMap<string, string>,
): "customer" | "bot" | "agent" | "system" {
  if (/^consumer$/i.test(text(message.sentBy) ?? "")) return "customer";
  const kind = kinds.get(text(message.participantId) ?? "");
  return kind === "bot" ? "bot" : kind === "human" ? "agent" : "system";
}

function line(message: Json, place: number, kinds: ReadonlyMap<string, string>): RecordDraft[] {
  const said =
    plainText(object(object(message.messageData).msg).text) ?? text(object(message.messageData).msg, 16_000);
  return said === undefined
    ? []
    : [
        {
          type: "message",
          sequence: number(message.seq) ?? place,
          sender: senderOf(message, kinds),
          text: said,
          at: time(message.timeL) ?? time(message.time),
        },
      ];
}

function channelOf(info: Json): string | undefined {
  const source = (text(info.source) ?? text(info.integration))?.toLowerCase().replace(/[\s_]/g, "");
  return source === undefined ? undefined : (CHANNELS[source] ?? source);
}
