import { counted } from "@/lib/metrics/counted";
import { formatCount, formatParts, formatValue } from "@/lib/metrics/format";
import type { Transition } from "@/lib/metrics/transition-key";
import type { ReportRow } from "@/lib/reports/report/report";
import { transitionName } from "./transition-names";

/** What a diagram comes down to. */
export interface SankeyClaim {
  /** `60.7% of 6,529 hand-offs and transfers took the whole context along.` */
  readonly claim: string;
  /** `Least of all web chat to voice, passed on between people: 7.1%, 3/42.` Null where nothing stands out. */
  readonly detail: string | null;
}

/** A transition with its row and how often it happened. */
interface Step {
  readonly transition: Transition;
  readonly row: ReportRow;
  readonly count: number;
}

/** Below so many a share is withheld, as everywhere. */
const FEWEST = 5;
/** A way with fewer is not held up as the worst. */
const FEWEST_TO_NAME = 30;

/** The sentence over a diagram; null where it would be about fewer than five. */
export function sankeyClaim(steps: readonly Step[]): SankeyClaim | null {
  const isReturns = steps.every(({ transition }) => transition.kind === "return");
  return isReturns ? returnsClaim(steps) : contextClaim(steps);
}

function contextClaim(steps: readonly Step[]): SankeyClaim | null {
  const known = steps.map(({ transition, row }) => {
    const { numerator, denominator } = row.values.transition_context_rate ?? {};
    return { transition, whole: numerator ?? 0, known: denominator ?? 0 };
  });
  const [whole, all] = [sum(known.map((one) => one.whole)), sum(known.map((one) => one.known))];
  if (all < FEWEST) return null;
  const [least] = known
    .filter((one) => one.known >= FEWEST_TO_NAME)
    .sort((a, b) => a.whole / a.known - b.whole / b.known);
  const stands = least && least.whole / least.known < whole / all ? least : null;
  return {
    claim: `${formatValue("percent", whole / all)} of ${counted(all, "hand-off or transfer", "hand-offs and transfers")} took the whole context along.`,
    detail:
      stands &&
      `Least of all ${lower(transitionName(stands.transition))}${stands.transition.kind === "transfer" ? ", passed on between people" : ""}: ${formatValue("percent", stands.whole / stands.known)}, ${formatParts(stands.whole, stands.known)}.`,
  };
}

function returnsClaim(steps: readonly Step[]): SankeyClaim | null {
  const all = sum(steps.map(({ count }) => count));
  if (all < FEWEST) return null;
  const others = steps.filter(({ transition }) => transition.from !== transition.to);
  const other = sum(others.map(({ count }) => count));
  const [most] = [...others].sort((a, b) => b.count - a.count);
  return {
    claim: `${formatValue("percent", other / all)} of ${counted(all, "further contact")} came in another channel than the one before.`,
    detail: most ? `Most often ${lower(transitionName(most.transition))}: ${formatCount(most.count)}.` : null,
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

/** A name in the middle of a sentence; what is written in capitals stays. */
function lower(name: string): string {
  return /^.\p{Lu}/u.test(name) ? name : name.charAt(0).toLowerCase() + name.slice(1);
}
