import { createDayOf, createHourOf } from "@/lib/domain/day";
import { EMPTY_REASON_MAP, type ReasonMap } from "@/lib/domain/reason-map";
import type { MeasuringContext } from "@/lib/metrics/measure-conversation";
import type { Connection, Database } from "@/lib/store/database";
import type { Generation } from "@/lib/store/generations";
import { readReasonMap } from "@/lib/store/reason-map";
import { readIsAskedFor } from "./rating-sample";

const zones = new Map<string, Pick<MeasuringContext, "dayOf" | "hourOf">>();

/** How to measure in a reporting time zone, with a reason map. Throws a RangeError for an unknown time zone. */
export function measuringIn(timeZone: string, reasonMap: ReasonMap = EMPTY_REASON_MAP): MeasuringContext {
  let days = zones.get(timeZone);
  if (!days) {
    days = { dayOf: createDayOf(timeZone), hourOf: createHourOf(timeZone) };
    zones.set(timeZone, days);
  }
  return { ...days, reasonMap };
}

/** How to measure under a generation; `client` is the connection of the transaction that measures. */
export async function measuringUnder(
  db: Pick<Database, "pool">,
  client: Connection,
  { timeZone, reasonMapVersion }: Generation,
): Promise<MeasuringContext> {
  const reasonMap = await readReasonMap(db, reasonMapVersion, client);
  return { ...measuringIn(timeZone, reasonMap), isAskedFor: await readIsAskedFor(client) };
}
