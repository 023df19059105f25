import type { ReasonCode, ReasonFamily } from "@/lib/domain/reason";
import type { Micros } from "@/lib/domain/record";
import { type FieldName, makeValue } from "./captured-fields";
import { agentsFor, type DemoAgent } from "./people";
import { fillIn } from "./phrases";
import type { Profile } from "./profile";
import type { Random } from "./random";
import { isoOf, type RawContext } from "./raw-record";
import { type Passing, type QueueName, type StoryField, USUAL_CODES } from "./stories";
import { matterOf, type Subject } from "./subject";
import { TOPICS } from "./topics";

/** A captured field, and whether the agent asked for it again, whoever noticed. */
export interface HandedField {
  readonly name: FieldName;
  readonly value: string;
  /** Null: the platform does not say. */
  readonly passed: keyof Passing | null;
  readonly askedAgain: boolean;
}

/** What happened in a hand-off from the bot: the truth, of which the records tell a part. */
export interface HandOff {
  readonly family: ReasonFamily;
  readonly code: ReasonCode | null;
  readonly failedAttempts: number;
  readonly customerAskedAt: Micros | null;
  readonly requestedAt: Micros;
  readonly status: "connected" | "abandoned" | "failed" | "requested";
  /** Set when it is connected. */
  readonly connection: { readonly at: Micros; readonly endedAt: Micros; readonly agent: DemoAgent } | null;
  readonly queue: QueueName;
  readonly toChannel: string;
  readonly fields: readonly HandedField[];
  readonly context: RawContext;
  /** Nothing of the context arrived. */
  readonly contextLost: boolean;
}

const SECOND = 1_000_000;

/** Plays through one hand-off of a conversation. */
export function playHandOff(profile: Profile, subject: Subject, random: Random): HandOff {
  const { story, hour } = profile;
  const family = pickFamily(profile, random);
  const code = pickCode(profile, family, random);
  const honoured = family === "customer_demand" && random.chance(story.demandHonoured);
  const failedAttempts = countFailedAttempts(profile, family, code, honoured, random);
  const { customerAskedAt, requestedAt } = timesOf(profile, code, honoured, failedAttempts, random);

  const toChannel = pickToChannel(profile, random);
  const wait = random.aroundMedian(35 + 190 * hour.busy ** 2, 0.8);
  const status = pickStatus(wait, random);
  const agent = random.pick(agentsFor(story.queue, profile.customer.language));
  const connectedAt = requestedAt + wait * SECOND;
  const handling = random.aroundMedian(400, 0.55);
  const connection =
    status === "connected" ? { at: connectedAt, endedAt: connectedAt + handling * SECOND, agent } : null;

  const contextLost = random.chance(0.004 + 0.075 * hour.busy ** 3);
  // Fields get lost on the way from one channel to another; the transcript can still arrive.
  const isLostOnTheWay = toChannel !== profile.channel && random.chance(0.2);
  const delay = contextLost ? null : random.aroundMedian(2 + 12 * hour.busy ** 3, 0.9);
  const isLate = delay !== null && delay > wait;
  const transcriptArrived = !contextLost && random.chance(0.96 - 0.08 * hour.busy);
  const fields = story.fields
    .filter((field) => random.chance(field.captured * capturedShare(family, code, honoured)))
    .map((field): HandedField => {
      const passed = pickPassing(field, profile, contextLost || isLostOnTheWay, random);
      const likelihood = askAgainLikelihood(
        passed,
        transcriptArrived,
        isLate,
        connection?.agent.ignoresContext ?? false,
      );
      const askedAgain = connection !== null && random.chance(likelihood);
      const value = makeValue(field.name, random, {
        customer: profile.customer.number,
        language: profile.customer.language,
        ...subject.local,
      });
      return { name: field.name, value, passed: random.chance(0.98) ? passed : null, askedAgain };
    });

  return {
    family,
    code,
    failedAttempts,
    customerAskedAt,
    requestedAt,
    status,
    connection,
    queue: story.queue,
    toChannel,
    fields,
    contextLost,
    context: contextLost
      ? { transcript: false, summary: false, reason: false }
      : writeContext(
          profile,
          subject,
          family,
          failedAttempts,
          requestedAt + (delay ?? 0) * SECOND,
          transcriptArrived,
          random,
        ),
  };
}

function pickFamily(profile: Profile, random: Random): ReasonFamily {
  const position = random.next();
  if (position < 0.027) return "operational";
  return position < 0.066 ? "unclassified" : random.pickWeighted(profile.story.families);
}

function pickCode({ story }: Profile, family: ReasonFamily, random: Random): ReasonCode | null {
  const codes = story.codes?.[family] ?? USUAL_CODES[family];
  return codes === undefined ? null : random.pickWeighted(codes);
}

/** How often the bot failed before it let go. Who asks at the start and is not heard gets four more attempts. */
function countFailedAttempts(
  { story }: Profile,
  family: ReasonFamily,
  code: ReasonCode | null,
  honoured: boolean,
  random: Random,
): number {
  if (code === "asked_at_start") return honoured ? 0 : random.chance(0.85) ? 4 : 3;
  const average = family === "bot_failure" ? story.failedAttempts : story.failedAttempts * 0.3;
  const attempts = Math.floor(average * random.between(0.5, 1.5) + random.next());
  return family === "bot_failure" ? Math.max(1, attempts) : attempts;
}

function timesOf(
  { at }: Profile,
  code: ReasonCode | null,
  honoured: boolean,
  failedAttempts: number,
  random: Random,
): { customerAskedAt: Micros | null; requestedAt: Micros } {
  const asksAt = at + random.between(5, 25) * SECOND;
  const talked = random.aroundMedian(95, 0.45) + failedAttempts * random.between(30, 60);
  const promptly = random.between(3, 48);
  const slowly = random.between(75, 150) + failedAttempts * random.between(25, 60);
  if (code === "asked_at_start") {
    return { customerAskedAt: asksAt, requestedAt: asksAt + (honoured ? promptly : slowly) * SECOND };
  }
  const requestedAt = at + (talked + 20) * SECOND;
  if (code !== "asked_midway") return { customerAskedAt: null, requestedAt };
  return { customerAskedAt: requestedAt, requestedAt: requestedAt + (honoured ? promptly : slowly) * SECOND };
}

/** Live chat stays where it began; some customers are rung back instead. */
function pickToChannel({ channel }: Profile, random: Random): string {
  if (channel === "voice" || channel === "email") return channel;
  return channel === "kiosk" || random.chance(0.11) ? "voice" : channel;
}

function pickStatus(wait: number, random: Random): HandOff["status"] {
  const position = random.next();
  if (position < 0.02) return "failed";
  if (position < 0.027) return "requested";
  return position < 0.04 + Math.min(0.12, wait / 6000) ? "abandoned" : "connected";
}

/** How much of what it usually collects the bot had by then. */
function capturedShare(family: ReasonFamily, code: ReasonCode | null, honoured: boolean): number {
  if (code === "asked_at_start") return honoured ? 0.1 : 0.5;
  if (code === "not_understood") return 0.75;
  return family === "operational" ? 0.6 : 1;
}

function pickPassing(field: StoryField, profile: Profile, isLost: boolean, random: Random): keyof Passing {
  const { release } = field;
  const applies = release !== undefined && profile.version >= release.from && profile.version <= release.to;
  const usual = random.pickWeighted(applies ? release.passing : field.passing);
  const isLeftInTranscript = usual === "structured" && random.chance(0.015 * profile.hour.busy);
  if (isLost) return "none";
  return isLeftInTranscript ? "transcript" : usual;
}

/** How likely an agent asks for a detail that the bot had. */
function askAgainLikelihood(
  passed: keyof Passing,
  transcriptArrived: boolean,
  isLate: boolean,
  ignoresContext: boolean,
): number {
  if (passed === "none" || (passed === "transcript" && !transcriptArrived))
    return ignoresContext ? 0.93 : 0.85;
  if (passed === "transcript") return ignoresContext ? 0.88 : 0.54;
  if (isLate) return 0.3;
  return ignoresContext ? 0.08 : 0.006;
}

function writeContext(
  profile: Profile,
  subject: Subject,
  family: ReasonFamily,
  failedAttempts: number,
  deliveredAt: Micros,
  transcript: boolean,
  random: Random,
): RawContext {
  const topic = TOPICS[profile.story.queryType ?? ""];
  const matter = topic === undefined ? WITHOUT_TOPIC : (matterOf(topic.matters, subject) ?? WITHOUT_TOPIC);
  const summary = capitalise(fillIn(matter.summary, subject.english));
  const summaryKind = random.next();
  const attempted = topic?.attempts.slice(0, failedAttempts) ?? [];
  const hasNextStep = matter.nextStep !== null && random.chance(family === "planned_escalation" ? 0.85 : 0.5);
  return {
    transcript,
    summary: summaryKind < 0.8 ? summary : summaryKind < 0.83,
    reason: random.chance(0.9),
    nextStep: hasNextStep ? fillIn(matter.nextStep, subject.english) : undefined,
    attempted: attempted.length > 0 ? attempted : undefined,
    deliveredAt: isoOf(deliveredAt),
  };
}

/** What the bot writes where it never found out what the customer wants. */
const WITHOUT_TOPIC: { readonly summary: string; readonly nextStep: string | null } = {
  summary: "Asked for a person without saying why",
  nextStep: null,
};

function capitalise(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
