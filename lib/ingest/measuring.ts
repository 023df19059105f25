import { createDayOf, createHourOf } from "@/lib/domain/day";
import type { MeasuringContext } from "@/lib/metrics/measure-conversation";
import type { Connection, Database } from "@/lib/store/database";
import type { Generation } from "@/lib/store/generations";
import { readReasonMap } from "@/lib/store/reason-map";

type Days = Pick<MeasuringContext, "dayOf" | "hourOf">;

const zones = new Map<string, Days>();

/** Days and hours in a reporting time zone. Throws a RangeError for an unknown one. */
export function daysIn(timeZone: string): Days {
  let days = zones.get(timeZone);
  if (!days) {
    days = { dayOf: createDayOf(timeZone), hourOf: createHourOf(timeZone) };
    zones.set(timeZone, days);
  }
  return days;
}

/** How to measure under a generation; `client` is the connection of the transaction that measures. */
export async function measuringUnder(
  db: Pick<Database, "pool">,
  client: Connection,
  { timeZone, reasonMapVersion }: Generation,
): Promise<MeasuringContext> {
  return { ...daysIn(timeZone), reasonMap: await readReasonMap(db, reasonMapVersion, client) };
}
