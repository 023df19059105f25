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
import { type Json, latest, list, object, objects, placeByTime, text, time } from "./platform-value";
import { sharedSecret } from "./signature";
import { NOT_SUPPLIED } from "./supplies";

/*
 * Rocket.Chat: omnichannel webhooks. A bot is an agent like any other, so its user names have to be told; a hand-off is
 * when the conversation goes from it to somebody else.
 */

const OPTIONS: readonly OptionSpec[] = [
  {
    key: "bots",
    label: "User names of bots",
    hint: "With commas between them. Rocket.Chat does not tell bots from people.",
    initial: "rocket.cat, bot",
  },
];

const HAND_OFF = "1";

/** Rocket.Chat. */
export const rocketChat: Connector = {
  platform: "rocket-chat",
  name: "Rocket.Chat",
  webhook: "Omnichannel webhooks: session start, queued, taken, forwarded, closed, and messages.",
  exportFile: null,
  signature: {
    secretName: "secret token of the webhook",
    hint: "What you enter in Rocket.Chat as secret token comes back in the header X-RocketChat-Livechat-Token.",
    check: sharedSecret("X-RocketChat-Livechat-Token"),
  },
  secretHeaders: ["X-RocketChat-Livechat-Token"],
  steps: [
    "Enter the user names of your bots below, under Options.",
    "In Rocket.Chat, open Omnichannel, Webhooks, and enter this address: {url}",
    "Enter as secret token: {secret}",
    "Tick chat start, chat queued, chat taken, forwarding, chat close, visitor message and agent message, and save.",
  ],
  options: OPTIONS,
  supplies: {
    ...NOT_SUPPLIED,
    started: ["yes", "When the conversation was created."],
    ended: ["yes", "When it was closed, where the bot kept it."],
    bot: ["yes", "The bot's user name; no version."],
    channel: ["no", "Not in the webhook: live chat."],
    language: ["no", "Not in the webhook."],
    queryType: ["partly", "The first tag."],
    outcome: ["yes", "Who served it when it was closed."],
    messages: ["partly", "Messages are sent one by one; no totals."],
    failedAttempts: ["no", "Not in Rocket.Chat."],
    transcriptLines: ["yes", "The messages."],
    requested: ["yes", "When the bot forwarded it, or a person took it."],
    connected: ["yes", "When a person took it."],
    reason: ["no", "Not in Rocket.Chat."],
    queue: ["yes", "The department."],
    agent: ["yes", "The person's user name."],
    fields: ["no", "Not in the webhook."],
    contextTranscript: ["yes", "Always: bot and agent share one room."],
    summary: ["no", "Not in Rocket.Chat."],
    survey: ["no", "Not in the webhook."],
    journey: ["no", "Not in the webhook."],
    test: ["no", "Not marked."],
  },
  reasons: [],
  readsWhole: false,
  map: (body, context) => mapEach(piecesOf(body), (piece, mapping) => read(piece, mapping, context)),
};

function read(piece: Json, mapping: Mapping, context: MapContext): Mapping {
  const type = text(piece.type);
  const id = text(piece._id);
  if (/^(LeadCapture|(Livechat)?OfflineMessage|LivechatEdit)/i.test(type ?? ""))
    return mapping.skip(type ?? "");
  if (type === undefined || id === undefined)
    throw new NotUnderstood("An omnichannel webhook has a type and an _id.");
  mapping.label(type);
  const bots = listOption(optionOf(context.options, OPTIONS, "bots"));
  const isBot = (user: unknown) => bots.has(text(object(user).username)?.toLowerCase() ?? "");
  const messages = objects(piece.messages);
  const lines = messages.flatMap((message) => line(message, bots));
  const old = piece.oldServedBy;
  const served = piece.servedBy ?? piece.agent;
  const startedAt = time(piece.createdAt, "utc");
  const at =
    latest([
      time(object(piece.servedBy).ts, "utc"),
      time(piece.closedAt, "utc"),
      ...messages.map(({ ts }) => time(ts, "utc")),
    ]) ??
    time(piece.lastMessageAt, "utc") ??
    startedAt ??
    context.receivedAt;
  const sawBot =
    isBot(served) ||
    isBot(old) ||
    isBot(piece.closer) ||
    messages.some((message) => isBotLine(message, bots));
  const human = humanSide(piece, type, at, isBot, messages, bots);
  if (!sawBot) return mapping.add(id, "follows", [...human, ...lines]);
  const begin = startedAt ?? at;
  const botUser = [served, old].find((user) => isBot(user));
  return mapping.add(id, "bot", [
    startedBy(begin),
    conversation(begin, versionAt(at, type === "LivechatSession" ? 2 : 1), {
      bot: text(object(botUser).username),
      channel: "web_chat",
      queryType: text(list(piece.tags)[0]),
      customerRef: text(object(piece.visitor)._id),
      ...outcome(piece, type, at, isBot),
    }),
    ...human,
    ...lines,
  ]);
}

/** Closed while the bot served it: contained. Given on by the bot: handed off. */
function outcome(piece: Json, type: string, at: string, isBot: (user: unknown) => boolean) {
  const served = piece.servedBy ?? piece.agent;
  if (isBot(piece.oldServedBy) && !isBot(served)) return { outcome: "handed_off" };
  if (type === "LivechatSession" || piece.closedAt !== undefined) {
    if (isBot(served)) return { outcome: "contained", endedAt: time(piece.closedAt, "utc") ?? at };
    return text(object(served).username) === undefined ? {} : { outcome: "handed_off" };
  }
  return isBot(served) ? { outcome: "open" } : {};
}

/** What tells of the hand-off and of the person; it counts where the bot's part is known. */
function humanSide(
  piece: Json,
  type: string,
  at: string,
  isBot: (user: unknown) => boolean,
  messages: readonly Json[],
  bots: ReadonlySet<string>,
): readonly RecordDraft[] {
  const served = object(piece.servedBy ?? piece.agent);
  const person = text(served.username) !== undefined && !isBot(served) ? text(served.username) : undefined;
  const takenAt = time(object(piece.servedBy).ts, "utc");
  // Forwarded to a department, the webhook names the old department alone and not who served it: the first time it
  // leaves the bot.
  const toDepartment = type === "LivechatSessionForwarded" && piece.oldServedBy === undefined;
  const leavesBot = (isBot(piece.oldServedBy) || toDepartment) && !isBot(served);
  const isTaken = type === "LivechatSessionTaken" && person !== undefined;
  const queue = text(object(piece.department).name) ?? text(piece.departmentName) ?? text(piece.departmentId);
  const said = messages.filter((message) => text(message.agentId) !== undefined && !isBotLine(message, bots));
  const records: RecordDraft[] = [];
  if (leavesBot || isTaken) {
    records.push(handoff(HAND_OFF, versionAt(at), { context: { transcript: true } }));
    // Where the bot handed off to: a person who passes it on later does not replace it.
    records.push({ ...requestedBy(HAND_OFF, takenAt ?? at), queue });
  }
  if (person !== undefined && (leavesBot || isTaken)) {
    records.push(connectedBy(HAND_OFF, takenAt ?? at, person));
  }
  // Who served when it was closed had taken over, though no other event was sent.
  if (type === "LivechatSession" && person !== undefined && takenAt !== undefined) {
    records.push(connectedBy(HAND_OFF, takenAt, person));
  }
  for (const message of said) {
    const repliedAt = time(message.ts, "utc");
    if (repliedAt !== undefined) records.push(connectedBy(HAND_OFF, repliedAt, text(message.username)));
  }
  return records;
}

function isBotLine(message: Json, bots: ReadonlySet<string>): boolean {
  const name = text(message.username) ?? text(object(message.u).username);
  return text(message.agentId) !== undefined && bots.has(name?.toLowerCase() ?? "");
}

function line(message: Json, bots: ReadonlySet<string>): RecordDraft[] {
  const said = text(message.msg, 16_000);
  const at = time(message.ts, "utc");
  if (said === undefined || at === undefined || message.closingMessage === true) return [];
  const sender =
    text(message.agentId) === undefined ? "customer" : isBotLine(message, bots) ? "bot" : "agent";
  const sequence = placeByTime(at, text(message._id));
  return [{ type: "message", sequence, sender, text: said, at }];
}
