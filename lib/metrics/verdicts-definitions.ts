import type { Action, Verdict } from "./verdicts";
import type { Quadrant } from "./verdicts-reading";
import {
  FIELD_FACTOR,
  FIELD_LEAST,
  FIELD_MOST,
  LEAST_UNITS,
  MOST,
  TOO_MANY_ATTEMPTS,
} from "./verdicts-thresholds";

/** A reading in words. */
export interface ReadingDefinition {
  readonly label: string;
  /** `many hand off, context is lost`. */
  readonly short: string;
  /** What it means, in a sentence. */
  readonly meaning: string;
}

/** What each quadrant means. */
export const READING_DEFINITIONS: { readonly [Q in Quadrant]: ReadingDefinition } = {
  broken_integration: {
    label: "Broken integration",
    short: "many hand off, context is lost",
    meaning:
      "The bot hands off more often than usual, and customers more often than usual have to say again what it already knew.",
  },
  arrives_blind: {
    label: "Arrives blind",
    short: "few hand off, but without context",
    meaning:
      "The bot hands off less often than usual, but those who are handed off more often than usual have to say everything again.",
  },
  well_scoped: {
    label: "Well scoped",
    short: "many hand off, by design",
    meaning:
      "The bot hands off more often than usual and passes on what it knows: it does its part and knows its limit.",
  },
  healthy: {
    label: "Healthy",
    short: "few hand off, cleanly",
    meaning: "The bot hands off less often than usual, and passes on what it knows when it does.",
  },
};

/** What stands where there is no reading. */
export const NO_READING = "Not enough data";

/** An action in words. */
export interface ActionDefinition {
  readonly label: string;
  /** When the rule holds, in a sentence. */
  readonly rule: string;
  /** Why the line is where it is. */
  readonly why: string;
  /** What to do then. */
  readonly todo: string;
}

const percent = (share: number) => `${Math.round(share * 100)}%`;

/** What each rule says, in the order in which they are read. */
export const ACTION_DEFINITIONS: { readonly [A in Action]: ActionDefinition } = {
  fix_field: {
    label: "Fix the field",
    rule: `One captured field is asked again at least ${FIELD_FACTOR === 2 ? "twice" : `${FIELD_FACTOR} times`} as often as all other captured details; at least ${percent(FIELD_LEAST)}, and ${percent(FIELD_MOST)} is always enough.`,
    why: "Asked about one field alone, what is wrong is the way of that field from the bot to the desk, not the bot.",
    todo: "Follow the field from the bot to the agent’s screen: it is lost, or it arrives where nobody looks.",
  },
  honour_request: {
    label: "Honour the request",
    rule: `Fewer than ${percent(MOST)} of the customers who ask for a person are handed off within 60 seconds.`,
    why: "Who asks and is kept waiting more often than not learns that the bot is in the way.",
    todo: "Hand off when the customer asks, without another try.",
  },
  hand_off_sooner: {
    label: "Hand off sooner",
    rule: `More than ${percent(MOST)} of the hand-offs because the bot failed come after ${TOO_MANY_ATTEMPTS} or more failed attempts.`,
    why: "A second attempt can mend a slip of the pen. A third makes the customer pay for what the bot cannot do.",
    todo: "Hand off after the first or second failed attempt, and find out what fails.",
  },
  route_to_people: {
    label: "Route to people",
    rule: `Fewer than ${percent(MOST)} of the conversations stay with the bot, and fewer than ${percent(MOST)} of the hand-offs with a reason are bot failures.`,
    why: "Where most conversations end with people, and by plan or on request, the bot is a detour for most customers.",
    todo: "Let the bot collect what people need, then pass on at once.",
  },
  train_bot: {
    label: "Train the bot",
    rule: `More than ${percent(MOST)} of the hand-offs with a reason are bot failures.`,
    why: "Where failures outnumber everything else, what the bot cannot do is the reason for handing off.",
    todo: "Look at the codes and at what customers wrote last: that is what it has to learn.",
  },
};

/** What stands where no action is called for. */
export const NO_ACTION_LABELS: {
  readonly [A in Exclude<Verdict["action"], Action>]: { readonly label: string; readonly rule: string };
} = {
  no_action: { label: "No action", rule: "No rule holds, and each of them could be judged." },
  too_few: {
    label: "Too few to say",
    rule: `No rule holds for certain, and at least one is past its line while its 95% interval reaches over it or it rests on fewer than ${LEAST_UNITS}; or there are fewer than ${LEAST_UNITS} hand-offs.`,
  },
};

/** The label of a verdict. */
export function verdictLabel(action: Verdict["action"]): string {
  return action === "no_action" || action === "too_few"
    ? NO_ACTION_LABELS[action].label
    : ACTION_DEFINITIONS[action].label;
}

/** How the rules are to be read, in sentences. */
export const VERDICT_NOTES: readonly string[] = [
  "The reading compares a query type with the values of all query types together (with the target, where repeat information has one). It is not certain while a 95% interval crosses one of the two lines.",
  `A rule holds only when the whole 95% interval of each of its numbers is past the line and each rests on at least ${LEAST_UNITS}.`,
  "The rules are read from top to bottom: what customers feel and what is mended soonest comes first. The first that holds is the verdict; others that hold are named beside it.",
  "A verdict is where to look, not a judgement of anybody’s work. The numbers it rests on stand beside it and lead to their conversations.",
];
