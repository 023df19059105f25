import { familyOf, REASON_CODES, type ReasonCode } from "@/lib/domain/reason";
import type { Micros } from "@/lib/domain/record";
import { DEMO_ANCHOR } from "./calendar";
import { DEMO_AGENT_ID } from "./demo-users";
import { phrasesIn } from "./dialogue";
import type { HandOff } from "./hand-off";
import type { Profile } from "./profile";
import type { Random } from "./random";
import { isoOf, type RawContextRating, type RawSurvey } from "./raw-record";

/** What the survey tool sends about one conversation: the invitation, and the answer where there was one. */
export interface SurveyOutcome {
  readonly sentAt: Micros;
  readonly answeredAt: Micros | null;
  readonly record: Pick<RawSurvey, "score" | "scaleMin" | "scaleMax" | "comment" | "hadToRepeat">;
}

const SECOND = 1_000_000;
const HOUR = 3600 * SECOND;
const DAY = 24 * HOUR;

/** The survey after a conversation that reached a person (`handOff`) or stayed with the bot (null). */
export function playSurvey(
  profile: Profile,
  handOff: HandOff | null,
  endedAt: Micros,
  random: Random,
): SurveyOutcome | null {
  if (!random.chance(handOff === null ? 0.68 : 0.94)) return null;
  const sentAt = endedAt + random.between(2, 30) * 60 * SECOND;
  const answeredAt = sentAt + Math.min(9 * DAY, random.aroundMedian(1.6, 1.5) * HOUR);
  const askedAgain = handOff?.fields.some((field) => field.askedAgain) ?? false;
  const isSatisfied = random.chance(likelihoodOfSatisfaction(profile, handOff, askedAgain));
  const score = isSatisfied ? (random.chance(0.57) ? 5 : 4) : random.pick([3, 3, 3, 2, 2, 1, 1, 1]);
  const saysRepeat = random.chance(0.88);
  const hadToRepeat = random.chance(askedAgain ? 0.8 : 0.07);
  const comment = random.chance(0.24)
    ? pickComment(profile, handOff, isSatisfied, askedAgain, random)
    : undefined;
  // The tool behind the social channels says stars, but not of how many.
  const scale = profile.channel === "social" ? {} : { scaleMin: 1, scaleMax: 5 };
  if (!random.chance(handOff === null ? 0.125 : 0.147)) return { sentAt, answeredAt: null, record: {} };
  const saysWhetherRepeated = handOff !== null && saysRepeat;
  return {
    sentAt,
    answeredAt,
    record: { score, ...scale, comment, hadToRepeat: saysWhetherRepeated ? hadToRepeat : undefined },
  };
}

function likelihoodOfSatisfaction({ story }: Profile, handOff: HandOff | null, askedAgain: boolean): number {
  if (handOff === null || handOff.connection === null) return story.satisfied.contained;
  const wait = (handOff.connection.at - handOff.requestedAt) / SECOND;
  const askedFor =
    handOff.customerAskedAt === null ? 0 : (handOff.requestedAt - handOff.customerAskedAt) / SECOND;
  return (
    story.satisfied.afterHandOff -
    (askedAgain ? 0.28 : 0) -
    (wait > 240 ? 0.1 : 0) -
    (askedFor > 60 ? 0.14 : 0) -
    (handOff.connection.agent.ignoresContext ? 0.05 : 0)
  );
}

function pickComment(
  profile: Profile,
  handOff: HandOff | null,
  isSatisfied: boolean,
  askedAgain: boolean,
  random: Random,
): string {
  const { comments } = phrasesIn(profile.customer.language);
  if (handOff === null) return random.pick(isSatisfied ? comments.contained : comments.containedUnsatisfied);
  if (isSatisfied) return random.pick(comments.satisfied);
  return random.pick(askedAgain ? comments.repeated : comments.unsatisfied);
}

const RATING_COMMENTS = [
  "Summary was spot on.",
  "Had to scroll through everything to find the number.",
  "Wrong queue, the rest was fine.",
  "Transcript came after I had said hello.",
  "Summary did not match what the customer wanted.",
];

/** What the agent thought of the context, where the agent said so; null otherwise. */
export function playRating(
  profile: Profile,
  handOff: HandOff,
  random: Random,
): Omit<RawContextRating, "source" | "conversationId"> | null {
  const { connection } = handOff;
  if (connection === null) return null;
  const { agent } = connection;
  // The demo's agent has not come round to rating the last two days: that is what the queue is for.
  const isWaiting = agent.id === DEMO_AGENT_ID && profile.at > DEMO_ANCHOR - 2.5 * DAY;
  const ratingRate = isWaiting ? 0.12 : agent.ratingRate;
  if (!random.chance(ratingRate)) return null;

  const askedAgain = handOff.fields.filter((field) => field.askedAgain).map((field) => field.name as string);
  const isUseful = random.chance(likelihoodOfUseful(handOff, askedAgain.length > 0));
  const isPartly = random.chance(handOff.contextLost ? 0.25 : 0.65);
  const ratedAt = connection.endedAt + random.aroundMedian(25, 1.3) * 60 * SECOND;
  const names = random.chance(0.04) ? [...askedAgain, "date_of_birth"] : askedAgain;
  return {
    type: "context_rating",
    handoffId: "1",
    agentId: agent.id,
    usefulness: random.chance(0.96) ? (isUseful ? "useful" : isPartly ? "partly" : "not_useful") : undefined,
    used: handOff.contextLost ? undefined : pickUse(agent.ignoresContext, random),
    reaskedFields: random.chance(0.78) ? names : undefined,
    correctedReason: random.chance(0.14) ? correctReason(handOff, random) : undefined,
    comment: random.chance(0.06) ? random.pick(RATING_COMMENTS) : undefined,
    ratedAt: isoOf(ratedAt),
  };
}

function likelihoodOfUseful(handOff: HandOff, askedAgain: boolean): number {
  if (handOff.contextLost) return 0.06;
  const base = askedAgain ? 0.46 : 0.795;
  return handOff.connection?.agent.ignoresContext === true ? base - 0.12 : base;
}

function pickUse(ignoresContext: boolean, random: Random): string {
  return random.pickWeighted(
    ignoresContext ? { used: 16, skimmed: 29, ignored: 55 } : { used: 78, skimmed: 18, ignored: 4 },
  );
}

/** What the agent found to be the reason: mostly of the family that the bot gave. */
function correctReason(handOff: HandOff, random: Random): ReasonCode {
  const sameFamily = REASON_CODES.filter((code) => familyOf(code) === handOff.family);
  return random.pick(sameFamily.length > 0 && random.chance(0.7) ? sameFamily : REASON_CODES);
}
