import { createDayOf, createHourOf } from "@/lib/domain/day";
import { EMPTY_REASON_MAP, type ReasonMap } from "@/lib/domain/reason-map";
import { readIsAskedFor } from "@/lib/ingest/ratings/rating-sample";
import { DEFAULT_JOURNEY_DAYS } from "@/lib/metrics/journey";
import type { MeasuringContext } from "@/lib/metrics/measure-conversation";
import type { Connection, Database } from "@/lib/store/database";
import type { Generation } from "@/lib/store/generations";
import { readReasonMap } from "@/lib/store/reason-map";

const MICROS_PER_DAY = 86_400_000_000;
const zones = new Map<string, Pick<MeasuringContext, "dayOf" | "hourOf">>();

/** How to measure in a reporting time zone, with a reason map and a journey window. Throws a RangeError for an unknown time zone. */
export function measuringIn(
  timeZone: string,
  reasonMap: ReasonMap = EMPTY_REASON_MAP,
  journeyDays: number = DEFAULT_JOURNEY_DAYS,
): MeasuringContext {
  let days = zones.get(timeZone);
  if (!days) {
    days = { dayOf: createDayOf(timeZone), hourOf: createHourOf(timeZone) };
    zones.set(timeZone, days);
  }
  return { ...days, reasonMap, journeyWindow: journeyDays * MICROS_PER_DAY };
}

/** How to measure under a generation; `client` is the connection of the transaction that measures. */
export async function measuringUnder(
  db: Pick<Database, "pool">,
  client: Connection,
  { timeZone, reasonMapVersion, journeyDays }: Generation,
): Promise<MeasuringContext> {
  const reasonMap = await readReasonMap(db, reasonMapVersion, client);
  return { ...measuringIn(timeZone, reasonMap, journeyDays), isAskedFor: await readIsAskedFor(client) };
}
