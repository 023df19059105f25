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
import type { Connector } from "./connector";
import { conversation, startedBy, versionAt } from "./drafts";
import { type Mapping, mapEach, NotUnderstood } from "./mapping";
import { earliest, type Json, object, objects, stableNumber, text } from "./platform-value";
import { NOT_SUPPLIED } from "./supplies";

/*
 * Bot Framework: the activities that a bot or its middleware forwards, above all the hand-off protocol
 * (handoff.initiate, handoff.status).
 */

const HAND_OFF = "1";

/** Bot Framework hand-off events. */
export const botFramework: Connector = {
  platform: "bot-framework",
  name: "Bot Framework hand-off events",
  webhook: "Activities, one or several: handoff.initiate, handoff.status, messages.",
  exportFile: "Activities as JSON or NDJSON.",
  signature: null,
  steps: [
    "In your bot's transcript middleware or in the hub that takes hand-offs, send each activity as JSON with POST to {url}",
    "Send the header Authorization: Bearer {secret} with it.",
    "At least the events handoff.initiate and handoff.status are needed; with the messages Baton also knows conversations that stay with the bot.",
  ],
  options: [],
  supplies: {
    ...NOT_SUPPLIED,
    started: ["partly", "The earliest activity that was sent."],
    ended: ["partly", "The activity endOfConversation."],
    bot: ["yes", "The bot's name in the activities; no version."],
    channel: ["yes", "The channel of the activities."],
    language: ["partly", "The locale of the customer's messages."],
    queryType: ["no", "Not in the protocol."],
    outcome: ["partly", "A hand-off is known; contained and abandoned cannot be told apart."],
    messages: ["no", "Activities come one by one, without totals."],
    failedAttempts: ["no", "Not in the protocol."],
    transcriptLines: ["yes", "Where messages are sent."],
    requested: ["yes", "handoff.initiate."],
    connected: ["yes", "handoff.status with the state accepted."],
    reason: ["partly", "What your bot puts into the event's value as reason."],
    queue: ["partly", "What your bot puts into the event's value as queue or skill."],
    agent: ["no", "Not in the protocol."],
    fields: ["yes", "The other entries of the event's value."],
    contextTranscript: ["partly", "Yes where the event carries a transcript."],
    summary: ["partly", "Where Copilot Studio wrote a note to the agent."],
    survey: ["no", "Not in the protocol."],
    journey: ["no", "Not in the protocol."],
    test: ["no", "Not marked."],
  },
  reasons: [
    { raw: EXPLICIT_TRANSFER, reason: "planned_escalation" },
    { raw: IMPLICIT_TRANSFER, reason: "unclassified" },
  ],
  readsWhole: false,
  map: (body) => mapEach(pieces(body), readActivity),
};

function pieces(body: unknown): readonly unknown[] {
  const inside = activitiesOf(body);
  return inside.length > 0 ? inside : Array.isArray(body) ? body : [body];
}

function readActivity(activity: Json, mapping: Mapping): Mapping {
  const name = activityName(activity);
  if (name === "") throw new NotUnderstood("An activity has a type and, for events, a name.");
  const id = text(object(activity.conversation).id) ?? text(object(activity.value).va_ConversationId);
  if (id === undefined)
    throw new NotUnderstood("The activity does not say of which conversation it is (conversation.id).");
  const at = activityTime(activity);
  if (name === "typing" || name === "trace") return mapping.skip(name);
  mapping.label(name);
  if (name === "handoff.status") return mapping.add(id, "follows", statusChanged(activity, HAND_OFF));
  if (at === undefined) throw new NotUnderstood("The activity has no timestamp.");
  const value = object(activity.value);
  // Older bots send an activity of the type handoff in place of the event.
  const isHandOff = name === "handoff.initiate" || name === "handoff";
  const transcript = objects(activity.attachments).find(({ name: attachment }) =>
    /^transcript$/i.test(text(attachment) ?? ""),
  );
  const said = transcript ? activitiesOf(transcript.content) : [];
  const begin = earliest([at, ...said.map(activityTime)]) ?? at;
  const sequence = stableNumber(text(activity.id) ?? at);
  const isTest = text(activity.channelId) === "emulator";
  return mapping.add(
    id,
    "bot",
    [
      conversation(begin, versionAt(at, isHandOff ? 1 : 0), {
        bot: text(value.va_BotName) ?? botName(activity),
        channel: channelOf(activity.channelId),
        language: text(value.va_Language) ?? text(activity.locale),
        ...(isHandOff ? { outcome: "handed_off" } : {}),
        ...(name === "endOfConversation" ? { endedAt: at } : {}),
        ...(isTest ? { test: true } : {}),
      }),
      startedBy(begin),
      ...(isHandOff ? initiated(activity, HAND_OFF) : []),
      ...(said.length > 0 ? linesOf(said) : []),
      ...lines([activity], sequence),
      ...csat([activity]),
    ],
    isTest,
  );
}

/** Lines inside a hand-off's transcript take the places they would have had by themselves. */
function linesOf(activities: readonly Json[]) {
  return activities.flatMap((activity) =>
    lines([activity], stableNumber(text(activity.id) ?? activityTime(activity) ?? "")),
  );
}

function botName(activity: Json): string | undefined {
  return senderOf(activity) === "bot" ? text(object(activity.from).name) : undefined;
}
