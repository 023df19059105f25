import { NOBODY, type Transition, type TransitionKind, UNKNOWN_PLACE } from "@/lib/metrics/transition-key";
import { valueName } from "@/lib/reports/report/prepare-names";

/** What the kinds of transitions are called. */
export const TRANSITION_NAMES: { readonly [K in TransitionKind]: string } = {
  hand_off: "Hand-off by the bot",
  transfer: "Transfer between people",
  return: "Further contact",
};

/** A channel in words; those that no record names, and nobody at all, as what they are. */
export function placeName(place: string): string {
  if (place === UNKNOWN_PLACE) return "Channel not known";
  if (place === NOBODY) return "Reached nobody";
  return valueName("channel", place);
}

/** `Web chat to voice`, `SMS to nobody`. */
export function transitionName({ from, to }: Transition): string {
  if (to === NOBODY) return `${placeName(from)} to nobody`;
  const target = placeName(to);
  const isAcronym = /^.\p{Lu}/u.test(target);
  return `${placeName(from)} to ${isAcronym ? target : target.charAt(0).toLowerCase() + target.slice(1)}`;
}
