import { createDayOf, createHourOf } from "@/lib/domain/day";
import type { MeasuringContext } from "@/lib/metrics/measure-conversation";

const contexts = new Map<string, MeasuringContext>();

/** How to measure in a reporting time zone. Throws a RangeError for an unknown one. */
export function measuringIn(timeZone: string): MeasuringContext {
  let context = contexts.get(timeZone);
  if (!context) {
    context = { dayOf: createDayOf(timeZone), hourOf: createHourOf(timeZone) };
    contexts.set(timeZone, context);
  }
  return context;
}
