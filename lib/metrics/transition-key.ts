/*
 * A transition is a step of a customer's journey from one channel to another: from the bot to a person, from one
 * person to the next, or from one contact to a later one. How each went stands in the key of its facet, so that one
 * entry a transition holds all that is asked of it.
 */

/** The bot passes the customer on; a person passes the customer on; the customer comes back later. */
export const TRANSITION_KINDS = ["hand_off", "transfer", "return"] as const;
export type TransitionKind = (typeof TRANSITION_KINDS)[number];

/** How much of the context went along; `linked`: a later contact whose source knew the one before. */
export const CONTEXT_MARKS = ["all", "some", "none", "linked", ""] as const;
export type ContextMark = (typeof CONTEXT_MARKS)[number];

/** Whether a detail was asked again; "" = nobody says. */
export const REPEAT_MARKS = ["yes", "no", ""] as const;
export type RepeatMark = (typeof REPEAT_MARKS)[number];

/** A channel that no record names. */
export const UNKNOWN_PLACE = "unknown";
/** Where a hand-off leads that reaches no person. */
export const NOBODY = "nobody";

/** A transition without how it went. `from` and `to` are channels, {@link UNKNOWN_PLACE} or {@link NOBODY}. */
export interface Transition {
  readonly kind: TransitionKind;
  readonly from: string;
  readonly to: string;
}

const SEPARATOR = "\u001f";

/** `hand_off:web_chat>voice`, as filters and tables name it. */
export function transitionValue({ kind, from, to }: Transition): string {
  return `${kind}:${from}>${to}`;
}

/** The inverse of {@link transitionValue}; null for anything else. */
export function parseTransition(value: string): Transition | null {
  const [, kind, from, to] = /^([a-z_]+):([a-z_]+)>([a-z_]+)$/.exec(value) ?? [];
  const known = TRANSITION_KINDS.find((one) => one === kind);
  return known && from && to ? { kind: known, from, to } : null;
}

/** The key of the facet `transition`. */
export function transitionKey(value: string, context: ContextMark, repeat: RepeatMark): string {
  return [value, context, repeat].join(SEPARATOR);
}

/** The parts of {@link transitionKey}. */
export function splitTransitionKey(key: string): {
  readonly value: string;
  readonly context: string;
  readonly repeat: string;
} {
  const [value = "", context = "", repeat = ""] = key.split(SEPARATOR);
  return { value, context, repeat };
}

/** Every key in which a transition may stand. */
export function keysOfTransition(value: string): readonly string[] {
  return CONTEXT_MARKS.flatMap((context) =>
    REPEAT_MARKS.map((repeat) => transitionKey(value, context, repeat)),
  );
}
