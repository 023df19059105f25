import type { Day } from "@/lib/domain/day";
import { familyOf, isOneOfThree, REASON_CODES, type ReasonFamily } from "@/lib/domain/reason";
import { applyReasonMap, type ReasonMap } from "@/lib/domain/reason-map";
import type { Attributes, ConversationBody, ConversationFacts, Micros } from "@/lib/domain/record";
import { bucketOf } from "@/lib/statistics/histogram-quantile";
import { arrivedParts, ingredientsOf, isInTime } from "./context-ingredients";
import { countedSurvey, isAnswered, isSatisfied, onFivePoints, scaledScore } from "./counted-survey";
import { isEligible } from "./eligible";
import { fieldKey } from "./field-key";
import {
  anyYes,
  askedAgain,
  botHandOffs,
  contextArrived,
  type FieldAnswers,
  fieldAnswers,
  type HandOff,
} from "./hand-off-facts";
import { DEFAULT_JOURNEY_DAYS, type Neighbours } from "./journey";
import { measureJourney } from "./measure-journey";
import { type Facet, type FacetSum, type MeasureId, SCORE_UNIT, type Sums } from "./measures";

/** What a conversation is grouped and filtered by; null = not known. */
export interface MeasuredDimensions {
  readonly source: string;
  readonly bot: string | null;
  readonly bot_version: string | null;
  readonly channel: string | null;
  readonly language: string | null;
  readonly query_type: string | null;
  readonly reason: string | null;
  readonly reason_code: string | null;
  readonly reason_raw: string | null;
  readonly queue: string | null;
  readonly context_arrived: string | null;
  readonly context_transcript: string | null;
  readonly context_summary: string | null;
  readonly context_reason: string | null;
  readonly context_fields: string | null;
  readonly context_timing: string | null;
}

/** One conversation as the reports see it. */
export interface Measured {
  readonly day: Day;
  readonly hour: number;
  readonly startedAt: Micros;
  readonly dimensions: MeasuredDimensions;
  readonly attributes: Attributes | undefined;
  readonly sums: Sums;
  readonly facets: readonly FacetSum[];
  /** What of its journey it was measured with. */
  readonly neighbours: Neighbours | null;
}

/** What measuring depends on besides the facts: the reporting time zone (days and hours) and the reason map. */
export interface MeasuringContext {
  readonly dayOf: (at: Micros) => Day;
  readonly hourOf: (at: Micros) => number;
  readonly reasonMap: ReasonMap;
  /** Whether a rating of a hand-off is asked for (drawn by lot, see lib/ingest/ratings/rating-sample.ts); nobody's where absent. */
  readonly isAskedFor?: IsAskedFor;
  /** How long after its beginning a contact's further contacts count; as many days as it is by default where absent. */
  readonly journeyWindow?: Micros;
}

/** Whether the lot fell on a hand-off of a conversation that began at `startedAt`. */
export type IsAskedFor = (
  handOff: { readonly source: string; readonly conversationId: string; readonly handoffId: string },
  startedAt: Micros,
) => boolean;

const CSAT = "csat";
const DEFAULT_WINDOW: Micros = DEFAULT_JOURNEY_DAYS * 86_400_000_000;
const HONOURED_WITHIN: Micros = 60_000_000;
const codes: ReadonlySet<string> = new Set(REASON_CODES);

/**
 * All measures of one conversation and everything attached to it; null while its own record has not arrived.
 * A conversation that is not eligible has dimensions but adds nothing to any sum of ours; one that is no test adds to
 * what other vendors count. `neighbours` is what the link step
 * has found about it so far; null = nothing.
 */
export function measureConversation(
  facts: ConversationFacts,
  context: MeasuringContext,
  neighbours: Neighbours | null = null,
): Measured | null {
  const { conversation } = facts;
  if (!conversation) return null;
  const handOffs = botHandOffs(applyReasonMap(facts, context.reasonMap));
  const sums = new SumCollector();
  if (conversation.test !== true) measureAsElsewhere(sums, conversation, handOffs);
  if (isEligible(conversation)) {
    measureOutcome(sums, conversation, handOffs);
    for (const handOff of handOffs) {
      measureHandOff(sums, handOff);
      const { handoffId } = handOff;
      const isAsked =
        handoffId !== null &&
        handOff.reached &&
        context.isAskedFor?.({ ...identityOf(facts), handoffId }, conversation.startedAt);
      if (!isAsked) continue;
      sums.add("asked_hand_offs");
      if (handOff.ratings.length > 0) sums.add("asked_rated_hand_offs");
    }
    measureSurveys(sums, facts, conversation, handOffs);
    measureJourney(sums, facts, conversation, handOffs, neighbours, context.journeyWindow ?? DEFAULT_WINDOW);
  }
  return {
    day: context.dayOf(conversation.startedAt),
    hour: context.hourOf(conversation.startedAt),
    startedAt: conversation.startedAt,
    dimensions: dimensionsOf(facts.source, conversation, handOffs[0]),
    attributes: conversation.attributes,
    sums: sums.sums,
    facets: sums.facets(),
    neighbours,
  };
}

function identityOf({ source, conversationId }: ConversationFacts) {
  return { source, conversationId };
}

/** Reason, queue and what arrived are those of the first hand-off. */
function dimensionsOf(
  source: string,
  conversation: ConversationBody,
  first: HandOff | undefined,
): MeasuredDimensions {
  return {
    source,
    bot: conversation.bot ?? null,
    bot_version: conversation.botVersion ?? null,
    channel: conversation.channel ?? null,
    language: conversation.language ?? null,
    query_type: conversation.queryType ?? null,
    reason: first?.family ?? null,
    reason_code: first && codes.has(first.reason) ? first.reason : null,
    reason_raw: first?.body.reasonRaw ?? null,
    queue: first?.body.queue ?? null,
    context_arrived: first ? contextArrived(first) : null,
    ...ingredientsOf(first),
  };
}

/** What the rules of other vendors are made of (lib/metrics/counted-elsewhere.ts): open and silent conversations, too. */
function measureAsElsewhere(
  sums: SumCollector,
  conversation: ConversationBody,
  handOffs: readonly HandOff[],
): void {
  sums.add("started");
  if (conversation.customerMessages !== 0 || handOffs.length > 0) sums.add("engaged");
  if (handOffs.length > 0) sums.add("escalated");
  if (handOffs.length > 0) sums.add("escalations", handOffs.length);
}

function measureOutcome(
  sums: SumCollector,
  conversation: ConversationBody,
  handOffs: readonly HandOff[],
): void {
  const first = handOffs[0];
  sums.add("eligible");
  if (!first) {
    sums.add(conversation.outcome === "abandoned" ? "abandoned" : "contained");
    return;
  }
  sums.add("handed_off");
  if (first.family === "bot_failure") sums.add("first_bot_failure");
  if (first.reason === "asked_at_start") sums.add("first_asked_at_start");
  const withBot = duration(conversation.startedAt, first.body.requestedAt);
  if (withBot !== null) {
    sums.add("bot_time_known");
    sums.addFacet("bot_time", String(bucketOf(withBot)), 0);
  }
}

/** The time between two points; null when one is not known or the difference is impossible. */
function duration(from: Micros | undefined, to: Micros | undefined): Micros | null {
  return from === undefined || to === undefined || to < from ? null : to - from;
}

function measureHandOff(sums: SumCollector, handOff: HandOff): void {
  const { body, family, status } = handOff;
  sums.add("hand_offs");
  if (isOneOfThree(family)) {
    sums.add("three_family_hand_offs");
    sums.add(`${family}_hand_offs` as MeasureId);
  }
  if (family === "unclassified") sums.add("unclassified_hand_offs");
  if (family !== "operational") sums.add("not_operational_hand_offs");
  if (status !== null) sums.add("status_known_hand_offs");
  if (handOff.reached) sums.add("reached_hand_offs");
  if (status === "connected") {
    sums.add("connected_hand_offs");
    const waited = duration(body.requestedAt, body.connectedAt);
    if (waited !== null) {
      sums.add("wait_time_known");
      sums.addFacet("wait_time", String(bucketOf(waited)), 0);
    }
  }
  if (family === "bot_failure" && handOff.failedAttempts !== undefined) {
    sums.add("failure_attempts_known");
    if (handOff.failedAttempts <= 1) sums.add("failure_one_attempt");
  }
  if (handOff.failedAttempts !== undefined) measureFailedAttempts(sums, family, handOff.failedAttempts);
  const honouredAfter = duration(body.customerAskedAt, body.requestedAt);
  if (family === "customer_demand" && honouredAfter !== null) {
    sums.add("demand_timed");
    if (honouredAfter <= HONOURED_WITHIN) sums.add("demand_honoured");
  }
  if (handOff.reached) measureArrival(sums, handOff);
  measureFields(sums, handOff);
  measureRatings(sums, handOff);
}

/** What of the context reached the agent, of hand-offs that reached one. */
function measureArrival(sums: SumCollector, handOff: HandOff): void {
  const arrived = contextArrived(handOff);
  if (arrived !== null) {
    sums.add("context_known");
    if (arrived !== "none") sums.add("context_came");
  }
  const { transcript, summary, reason } = arrivedParts(handOff);
  if (transcript !== undefined) sums.add("transcript_known");
  if (transcript) sums.add("transcript_came");
  if (summary !== undefined) sums.add("summary_known");
  if (summary) sums.add("summary_came");
  if (reason !== undefined) sums.add("reason_told_known");
  if (reason) sums.add("reason_told");
  const inTime = isInTime(handOff);
  if (inTime !== undefined) sums.add("delivery_timed");
  if (inTime) sums.add("delivered_in_time");
}

function measureFailedAttempts(sums: SumCollector, family: ReasonFamily, failedAttempts: number): void {
  const key = String(failedAttempts);
  sums.addFacet("failed_attempts", key, 0);
  if (family === "bot_failure") sums.addFacet("failed_attempts", key, 1);
  if (family === "planned_escalation") sums.addFacet("failed_attempts", key, 2);
  if (family === "customer_demand") sums.addFacet("failed_attempts", key, 3);
}

function measureFields(sums: SumCollector, handOff: HandOff): void {
  const answers = handOff.fields.map((field) => askedAgain(field, handOff));
  const assessable = handOff.reached && handOff.fields.length > 0;
  const assessed = assessable && answers.some((answer) => answer !== undefined);
  if (assessable) sums.add("assessable_hand_offs");
  if (assessed) sums.add("assessed_hand_offs");
  if (assessed && answers.includes(true)) sums.add("repeated_hand_offs");
  if (assessed) measureSources(sums, handOff);
  handOff.fields.forEach((field, i) => {
    const answer = answers[i];
    const key = fieldKey(field.name, field.passed ?? null);
    sums.addFacet("field", key, 0);
    if (field.passed !== undefined) sums.add("fields_pass_known");
    if (field.passed === "structured") sums.add("fields_structured");
    if (!assessed || answer === undefined) return;
    sums.add("fields_answered");
    sums.addFacet("field", key, 1);
    if (answer) {
      sums.add("fields_asked_again");
      sums.addFacet("field", key, 2);
    }
  });
}

/** Which sources assessed a hand-off, and whether they say the same about it as a whole. */
function measureSources(sums: SumCollector, handOff: HandOff): void {
  const answers = handOff.fields.map((field) => fieldAnswers(field, handOff));
  const says = (source: keyof FieldAnswers) => anyYes(answers.map((answer) => answer[source]));
  const [platform, agent, transcript] = [says("platform"), says("agent"), says("transcript")];
  if (platform !== undefined) sums.add("platform_assessed_hand_offs");
  if (agent !== undefined) sums.add("agent_assessed_hand_offs");
  if (transcript !== undefined) sums.add("transcript_assessed_hand_offs");
  if (platform !== undefined && transcript !== undefined) {
    sums.add("platform_transcript_compared");
    if (platform === transcript) sums.add("platform_transcript_agreed");
  }
  const others = anyYes([platform, transcript]);
  if (agent === undefined || others === undefined) return;
  sums.add("agent_compared");
  if (agent === others) sums.add("agent_agreed");
  for (const rating of handOff.ratings) {
    if (rating.reaskedFields) sums.addFacet("rating_agent", rating.agentId, 3);
  }
}

function measureRatings(sums: SumCollector, handOff: HandOff): void {
  if (handOff.reached && handOff.ratings.length > 0) sums.add("rated_hand_offs");
  for (const rating of handOff.ratings) {
    if (rating.usefulness !== undefined) {
      sums.add("ratings_with_usefulness");
      sums.addFacet("rating_agent", rating.agentId, 0);
      sums.add(`ratings_${rating.usefulness}`);
    }
    if (rating.used !== undefined) {
      sums.add("ratings_with_use");
      sums.addFacet("rating_agent", rating.agentId, 1);
      sums.add(`ratings_${rating.used}`);
    }
    if (rating.correctedReason !== undefined && isOneOfThree(handOff.family)) {
      sums.add("reasons_checked");
      sums.addFacet("rating_agent", rating.agentId, 2);
      if (familyOf(rating.correctedReason) === handOff.family) sums.add("reasons_agreed");
    }
  }
}

function measureSurveys(
  sums: SumCollector,
  facts: ConversationFacts,
  conversation: ConversationBody,
  handOffs: readonly HandOff[],
): void {
  const post = handOffs.some((handOff) => handOff.reached);
  const contained = handOffs.length === 0 && conversation.outcome !== "abandoned";
  if (!post && !contained) return;
  const arm = post ? "post" : "contained";
  const surveys = facts.surveys.filter((survey) => (survey.kind ?? CSAT) === CSAT);
  if (surveys.some((survey) => survey.sentAt !== undefined || isAnswered(survey)))
    sums.add(`${arm}_surveyed`);
  const counted = countedSurvey(surveys);
  if (!counted) return;
  sums.add(`${arm}_answered`);
  if (post && counted.hadToRepeat !== undefined) {
    sums.add("repeat_reports_known");
    if (counted.hadToRepeat) sums.add("repeat_reports");
  }
  const scaled = scaledScore(counted);
  if (scaled === null) return;
  const points = onFivePoints(scaled);
  sums.add(`${arm}_scored`);
  sums.addFacet("csat_score", String(Math.floor(points)), post ? 0 : 1);
  if (isSatisfied(scaled)) sums.add(`${arm}_satisfied`);
  sums.add(`${arm}_score`, Math.round(points * SCORE_UNIT));
  sums.add(`${arm}_score_squares`, Math.round(points * points * SCORE_UNIT));
}

/** Gathers sums and facets of one conversation. */
class SumCollector {
  readonly sums: Sums = {};
  private readonly byFacet = new Map<
    string,
    { facet: Facet; key: string; counts: [number, number, number, number] }
  >();

  add(measure: MeasureId, amount = 1): void {
    this.sums[measure] = (this.sums[measure] ?? 0) + amount;
  }

  addFacet(facet: Facet, key: string, which: 0 | 1 | 2 | 3): void {
    const id = `${facet}\u001f${key}`;
    let entry = this.byFacet.get(id);
    if (!entry) {
      entry = { facet, key, counts: [0, 0, 0, 0] };
      this.byFacet.set(id, entry);
    }
    entry.counts[which] += 1;
  }

  facets(): FacetSum[] {
    return [...this.byFacet.values()];
  }
}
