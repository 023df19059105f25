import type { Interval } from "./interval";

/**
 * Between which values a share would lie if everybody who was asked had answered: low if all who kept silent would have
 * said no, high if all would have said yes. Null when nobody was asked.
 * Throws a RangeError unless 0 ≤ yes ≤ answered ≤ asked.
 *
 * Source: C. F. Manski, "Nonparametric bounds on treatment effects", American Economic Review 80 (1990) 319–323: the
 * worst-case bounds of a mean under missing answers.
 */
export function nonResponseBounds(yes: number, answered: number, asked: number): Interval | null {
  if (!(yes >= 0 && yes <= answered && answered <= asked)) {
    throw new RangeError(`Not answers: ${yes} of ${answered} of ${asked}`);
  }
  if (asked === 0) return null;
  return { low: yes / asked, high: (yes + asked - answered) / asked };
}
