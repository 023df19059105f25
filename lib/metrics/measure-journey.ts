import type { ConversationBody, ConversationFacts, Micros } from "@/lib/domain/record";
import { countedSurvey, isSatisfied, scaledScore } from "./counted-survey";
import { askedAgain, botHandOffs, contextArrived, type HandOff } from "./hand-off-facts";
import { type ContactBefore, contactOf, type Neighbours } from "./journey";
import type { MeasureId } from "./measures";
import {
  type ContextMark,
  NOBODY,
  type RepeatMark,
  type Transition,
  transitionKey,
  transitionValue,
  UNKNOWN_PLACE,
} from "./transition-key";

/** Where measures and transitions are added up. */
export interface JourneySums {
  add(measure: MeasureId): void;
  addFacet(facet: "transition", key: string, which: 0 | 1 | 2): void;
}

const CSAT = "csat";

/**
 * What an eligible conversation adds to the journeys: whether a further contact can be seen and was, and its
 * transitions. `handOffs` are its bot hand-offs; `window` is how long after its beginning a further contact counts.
 */
export function measureJourney(
  sums: JourneySums,
  facts: ConversationFacts,
  conversation: ConversationBody,
  handOffs: readonly HandOff[],
  neighbours: Neighbours | null,
  window: Micros,
): void {
  const { next, before } = neighbours ?? {};
  // Without a customer and outside any link nobody could see a further contact: unknown is not "none".
  const isFollowable =
    conversation.customerHash !== undefined || next !== undefined || before?.by === "source";
  const isFollowed = next !== undefined && next - conversation.startedAt <= window;
  if (isFollowable) {
    sums.add("followable");
    if (handOffs.length > 0) {
      sums.add("followable_handed_off");
      if (isFollowed) sums.add("followed_handed_off");
    } else if (conversation.outcome !== "abandoned") {
      sums.add("followable_contained");
      if (!isFollowed) sums.add("durably_contained");
    }
  }
  measureTransitions(sums, facts, conversation, handOffs, beforeWithin(before, conversation, window));
}

/** The contact before, where it is one of the same journey: the source says so, or it began within the window. */
export function beforeWithin(
  before: ContactBefore | undefined,
  { startedAt }: Pick<ConversationBody, "startedAt">,
  window: Micros,
): ContactBefore | null {
  if (!before) return null;
  return before.by === "source" || startedAt - before.at <= window ? before : null;
}

function measureTransitions(
  sums: JourneySums,
  facts: ConversationFacts,
  conversation: ConversationBody,
  handOffs: readonly HandOff[],
  before: ContactBefore | null,
): void {
  const transfers = handOffs.length === 0 && facts.handoffs.length === 0 ? NONE : transfersOf(facts);
  if (handOffs.length === 0 && transfers.length === 0 && !before) return;
  const scored = csatOf(facts, conversation, handOffs);
  const add = (transition: Transition, context: ContextMark, repeat: RepeatMark) => {
    const key = transitionKey(transitionValue(transition), context, repeat);
    sums.add("transitions");
    sums.addFacet("transition", key, 0);
    if (context === "all" || context === "some" || context === "none") {
      sums.add("transitions_context_known");
      if (context === "all") sums.add("transitions_context_whole");
    }
    if (repeat !== "") sums.add("transitions_assessed");
    if (repeat === "yes") sums.add("transitions_repeated");
    if (scored === null) return;
    sums.add("transitions_scored");
    sums.addFacet("transition", key, 1);
    if (!scored) return;
    sums.add("transitions_satisfied");
    sums.addFacet("transition", key, 2);
  };
  const began = conversation.channel ?? UNKNOWN_PLACE;
  if (before) {
    const step = { kind: "return", from: before.place ?? UNKNOWN_PLACE, to: began } as const;
    add(step, before.by === "source" ? "linked" : "", collectedAgain(before, facts));
  }
  let place: string = began;
  for (const handOff of handOffs) {
    const { fromChannel, toChannel } = handOff.body;
    const to = handOff.reached ? (toChannel ?? UNKNOWN_PLACE) : NOBODY;
    add(
      { kind: "hand_off", from: fromChannel ?? began, to },
      contextArrived(handOff) ?? "",
      repeatOf(handOff),
    );
    if (handOff.reached) place = to;
  }
  for (const transfer of transfers) {
    const { fromChannel, toChannel } = transfer.body;
    const to = transfer.reached ? (toChannel ?? UNKNOWN_PLACE) : NOBODY;
    add(
      { kind: "transfer", from: fromChannel ?? place, to },
      contextArrived(transfer) ?? "",
      repeatOf(transfer),
    );
    if (transfer.reached) place = to;
  }
}

const NONE: readonly HandOff[] = [];

/** The hand-offs between people, read as those of the bot are. */
function transfersOf(facts: ConversationFacts): readonly HandOff[] {
  const handoffs = facts.handoffs.filter(({ from }) => from === "agent");
  if (handoffs.length === 0) return NONE;
  return botHandOffs({ ...facts, handoffs: handoffs.map((body) => ({ ...body, from: "bot" })) });
}

/** Whether the person who was reached asked for a captured detail again, as far as anybody says. */
function repeatOf(handOff: HandOff): RepeatMark {
  if (!handOff.reached) return "";
  const answers = handOff.fields
    .map((field) => askedAgain(field, handOff))
    .filter((answer) => answer !== undefined);
  if (answers.length === 0) return "";
  return answers.includes(true) ? "yes" : "no";
}

/** Whether a later contact collected a detail that the one before already had; "" where one of them collected none. */
function collectedAgain(before: ContactBefore, facts: ConversationFacts): RepeatMark {
  const own = contactOf(facts)?.fields ?? [];
  if (before.fields.length === 0 || own.length === 0) return "";
  return own.some((name) => before.fields.includes(name)) ? "yes" : "no";
}

/** Whether the customer was satisfied when the contact was over; null without a counted, scaled answer. */
function csatOf(
  facts: ConversationFacts,
  conversation: ConversationBody,
  handOffs: readonly HandOff[],
): boolean | null {
  const counts =
    handOffs.length === 0
      ? conversation.outcome !== "abandoned"
      : handOffs.some((handOff) => handOff.reached);
  if (!counts || facts.surveys.length === 0) return null;
  const counted = countedSurvey(facts.surveys.filter((survey) => (survey.kind ?? CSAT) === CSAT));
  const scaled = counted ? scaledScore(counted) : null;
  return scaled === null ? null : isSatisfied(scaled);
}
