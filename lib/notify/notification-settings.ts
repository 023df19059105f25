import { z } from "zod";
import type { Actor, PersonActor } from "@/lib/access/actor";
import { checked } from "@/lib/access/checked-input";
import { PERMISSIONS, requirePermission } from "@/lib/access/permissions";
import type { Database } from "@/lib/store/database";
import { readSetting, writeSetting } from "@/lib/store/settings";
import {
  listReaders,
  type MAILS,
  type Reader,
  stopMail,
  type Wishes,
  writeWishes,
} from "@/lib/store/subscriptions";
import type { DigestTime } from "./digest-time";

const SETTING = "digest_time";

/** Monday at eight, before the review. */
const USUAL: DigestTime = { weekday: 1, hour: 8 };

const kept = z.object({ weekday: z.int().min(1).max(7), hour: z.int().min(0).max(23) });
const WEEKDAY = z.coerce.number().int().min(1, "Choose a weekday.").max(7, "Choose a weekday.");
const HOUR = z.coerce.number().int().min(0, "Choose an hour.").max(23, "Choose an hour.");

/** When the digest goes out. */
export async function readDigestTime(db: Database): Promise<DigestTime> {
  const found = kept.safeParse(await readSetting(db.pool, SETTING));
  return found.success ? found.data : USUAL;
}

/** Changes when the digest goes out. @throws AppError 403; `invalid_value` about `weekday` or `hour` */
export async function changeDigestTime(
  db: Database,
  actor: Actor,
  input: { readonly weekday: string; readonly hour: string },
): Promise<void> {
  requirePermission(actor, "manage_notifications");
  const weekday = checked(WEEKDAY, "weekday", input.weekday);
  await writeSetting(db.pool, SETTING, { weekday, hour: checked(HOUR, "hour", input.hour) });
}

/** Everybody who may be sent e-mails, with what they want. Throws AppError 403. */
export async function readersFor(db: Database, actor: Actor): Promise<Reader[]> {
  requirePermission(actor, "manage_notifications");
  return allReaders(db);
}

/** Everybody who may be sent e-mails: who is active and sees the reports. For jobs, which act for nobody. */
export async function allReaders(db: Database): Promise<Reader[]> {
  return listReaders(db, PERMISSIONS.receive_mails.roles);
}

/** A reader as the person on whose behalf a review is read. */
export function actorOf({ id, name, email, role }: Reader): PersonActor {
  return { kind: "person", id, name, email, role, agents: [] };
}

/**
 * Decides who is sent what. Ids of people who may not be sent anything are passed over.
 *
 * @param chosen ids of people, by e-mail; everybody who is not in it is not sent that e-mail any more
 * @throws AppError 403
 */
export async function chooseReaders(
  db: Database,
  actor: Actor,
  chosen: { readonly [M in (typeof MAILS)[number]]: readonly string[] },
): Promise<void> {
  const readers = await readersFor(db, actor);
  const wishes = readers.map(({ id }): [string, Wishes] => [
    id,
    { digest: chosen.digest.includes(id), signals: chosen.signals.includes(id) },
  ]);
  await writeWishes(db, new Map(wishes));
}

/** What the actor is sent. Throws AppError 403. */
export async function ownWishes(db: Database, actor: PersonActor): Promise<Wishes> {
  requirePermission(actor, "receive_mails");
  const own = (await allReaders(db)).find(({ id }) => id === actor.id);
  return own?.wishes ?? { digest: false, signals: false };
}

/** Decides what the actor is sent. Throws AppError 403. */
export async function changeOwnWishes(db: Database, actor: PersonActor, wishes: Wishes): Promise<void> {
  requirePermission(actor, "receive_mails");
  await writeWishes(db, new Map([[actor.id, wishes]]));
}

/** Ends an e-mail for a person who followed the link in one. */
export async function stopMailOf(
  db: Database,
  personId: string,
  mail: (typeof MAILS)[number],
): Promise<void> {
  await stopMail(db, personId, mail);
}
