import type { RecordDraft } from "./connector";
import { connectedBy, handoff, requestedBy, versionAt } from "./drafts";
import { isObject, type Json, number, object, objects, structuredFields, text, time } from "./platform-value";

/*
 * Activities of the Bot Framework protocol, which Copilot Studio's transcripts, Dynamics 365 and the Bot Framework
 * share (https://github.com/microsoft/botframework-sdk/blob/main/specs/botframework-activity/botframework-activity.md,
 * hand-off events: …/specs/botframework-activity/botframework-handoff.md).
 */

/** Who sent an activity: roles are numbers in Dataverse (0 bot, 1 user) and words elsewhere. */
export function senderOf(activity: Json): "customer" | "bot" | undefined {
  const said = roleOf(activity.from);
  if (said !== undefined) return said;
  // Many channels say only the receiver's role.
  const receiver = roleOf(activity.recipient);
  return receiver === undefined ? undefined : receiver === "bot" ? "customer" : "bot";
}

function roleOf(account: unknown): "customer" | "bot" | undefined {
  const { role } = object(account);
  if (role === 1 || role === "1" || /^user$/i.test(text(role) ?? "")) return "customer";
  return role === 0 || role === "0" || /^(bot|skill)$/i.test(text(role) ?? "") ? "bot" : undefined;
}

/** When an activity happened; the protocol writes UTC. */
export function activityTime(activity: Json): string | undefined {
  return time(activity.timestamp, "utc") ?? time(activity.localTimestamp);
}

/** The name of an event or the type of a trace's value: `handoff.initiate`, `SessionInfo`. */
export function activityName(activity: Json): string {
  return text(activity.valueType) ?? text(activity.name) ?? text(activity.type) ?? "";
}

/** Where it took place. */
export function channelOf(channelId: unknown): string | undefined {
  const id = text(channelId)?.toLowerCase();
  return id === undefined ? undefined : (CHANNELS[id] ?? id);
}

const CHANNELS: { readonly [id: string]: string } = {
  directline: "web_chat",
  webchat: "web_chat",
  "pva-studio": "web_chat",
  lcw: "web_chat",
  livechat: "web_chat",
  msteams: "messaging",
  whatsapp: "messaging",
  telegram: "messaging",
  line: "messaging",
  slack: "messaging",
  facebook: "social",
  instagram: "social",
  email: "email",
  sms: "sms",
  twilio: "sms",
  telephony: "voice",
  voice: "voice",
  ivr: "voice",
};

/** The variables that Copilot Studio itself puts into every hand-off; all others are the bot's own. */
const OWN_VARIABLES = /^(va_|msdyn_|ms_)/i;

/** Words for a hand-off whose cause no code tells (shipped in the reason maps of the connectors that use them). */
export const EXPLICIT_TRANSFER = "Explicit transfer";
export const IMPLICIT_TRANSFER = "Implicit transfer (Escalate topic)";

/** `handoff.initiate`: the bot asks for a person. */
export function initiated(activity: Json, handoffId: string, said: Json = {}): RecordDraft[] {
  const at = activityTime(activity);
  const value = object(activity.value);
  const topic = text(value.va_LastTopic);
  const note = text(value.va_AgentMessage, 4000);
  const transcript = objects(activity.attachments).some(({ name }) => /^transcript$/i.test(text(name) ?? ""));
  return [
    handoff(handoffId, versionAt(at), {
      reasonRaw: text(value.va_HandoffReason) ?? text(value.reason) ?? causeOf(topic),
      reasonText: text(value.reasonText, 2000),
      lastTopic: topic,
      queue: text(value.Queue) ?? text(value.queue) ?? text(value.Skill) ?? text(value.skill),
      context: {
        ...(transcript ? { transcript: true } : {}),
        ...(note === undefined ? {} : { summary: note }),
        fields: fieldsOf(value),
      },
      ...said,
    }),
    ...(at === undefined ? [] : [requestedBy(handoffId, at)]),
  ];
}

function causeOf(topic: string | undefined): string | undefined {
  if (topic === undefined) return undefined;
  return /(^|\.|\s)escalat/i.test(topic) ? IMPLICIT_TRANSFER : EXPLICIT_TRANSFER;
}

function fieldsOf(value: Json) {
  const own = Object.entries(value).filter(
    ([key]) => !OWN_VARIABLES.test(key) && !NOT_FIELDS.has(key.toLowerCase()),
  );
  return structuredFields(Object.fromEntries(own));
}

const NOT_FIELDS: ReadonlySet<string> = new Set(["queue", "skill", "reason", "reasontext"]);

/** `handoff.status`: what became of the request: `accepted`, `failed` or `completed`. */
export function statusChanged(activity: Json, handoffId: string): RecordDraft[] {
  const at = activityTime(activity);
  const state = text(object(activity.value).state)?.toLowerCase();
  if (state === "accepted" && at !== undefined) return [connectedBy(handoffId, at, undefined)];
  if (state === "accepted") return [handoff(handoffId, undefined, { status: "connected" })];
  if (state === "completed") return [handoff(handoffId, versionAt(at), { endedAt: at })];
  return state === "failed" ? [handoff(handoffId, versionAt(at), { status: "failed" })] : [];
}

/** The lines of a transcript; their places are those of the activities. */
export function lines(activities: readonly Json[], firstSequence: number): RecordDraft[] {
  return activities.flatMap((activity, i) => {
    const sender = senderOf(activity);
    const said = text(activity.text, 16_000);
    if (text(activity.type) !== "message" || sender === undefined || said === undefined) return [];
    return [{ type: "message", sequence: firstSequence + i, sender, text: said, at: activityTime(activity) }];
  });
}

/** The satisfaction survey of Copilot Studio: a score from 1 to 5. */
export function csat(activities: readonly Json[]): RecordDraft[] {
  const asked = activities.find((activity) => activityName(activity) === "CSATSurveyRequest");
  const answer = activities.findLast((activity) => activityName(activity) === "CSATSurveyResponse");
  if (!asked && !answer) return [];
  const value = answer ? object(answer.value) : {};
  const score = number(value.score) ?? number(value.rating) ?? number(answer?.value);
  const answeredAt = answer ? activityTime(answer) : undefined;
  return [
    {
      type: "survey",
      sentAt: asked ? activityTime(asked) : undefined,
      updatedAt: versionAt(answeredAt ?? (asked && activityTime(asked)), score === undefined ? 0 : 1),
      ...(score === undefined || score < 1 || score > 5
        ? {}
        : { score, scaleMin: 1, scaleMax: 5, answeredAt, comment: text(value.comment, 4000) }),
    },
  ];
}

/** The objects of a list that may also be an object with the list inside. */
export function activitiesOf(content: unknown): readonly Json[] {
  const read = object(content);
  return isObject(read) && Array.isArray(read.activities) ? objects(read.activities) : objects(content);
}
