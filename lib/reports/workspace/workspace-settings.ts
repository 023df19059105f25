import type { Actor } from "@/lib/access/actor";
import { requirePermission } from "@/lib/access/permissions";
import { systemClock } from "@/lib/access/system-clock";
import { AppError } from "@/lib/domain/app-error";
import { isTimeZone } from "@/lib/domain/day";
import {
  beginJourneyDays,
  beginTimeZone,
  finishMeasuringBesidePages,
} from "@/lib/ingest/measure/measure-again";
import { changeSampleShare, readSampleShare } from "@/lib/ingest/ratings/rating-sample";
import type { Database } from "@/lib/store/database";
import { buildingGeneration, currentGeneration } from "@/lib/store/generations";
import { writeSetting } from "@/lib/store/settings";
import { loadWorkspace, WORKSPACE_SETTINGS } from "./workspace";

/** What is set for the whole workspace. */
export interface WorkspaceSettings {
  readonly timeZone: string;
  /** The time zone that everything is being measured again in; null when nothing is. */
  readonly nextTimeZone: string | null;
  readonly maturityDays: number;
  /** How many days after its beginning a contact's further contacts count, as chosen last. */
  readonly journeyDays: number;
  /** Of how many hand-offs a rating is asked for: 0 to 1. */
  readonly ratingShare: number;
}

const LONGEST_MATURITY_DAYS = 90;
const LONGEST_JOURNEY_DAYS = 90;

/** The settings as they stand. Throws AppError 403 for all but administrators. */
export async function readWorkspaceSettings(db: Database, actor: Actor): Promise<WorkspaceSettings> {
  requirePermission(actor, "manage_settings");
  const [{ timeZone, maturityDays }, current, building, ratingShare] = await Promise.all([
    loadWorkspace(db),
    currentGeneration(db.pool),
    buildingGeneration(db.pool),
    readSampleShare(db),
  ]);
  const { journeyDays } = building ?? current;
  return { ratingShare, timeZone, maturityDays, journeyDays, nextTimeZone: building?.timeZone ?? null };
}

/**
 * Changes the reporting time zone. Answers at once: everything is measured again in the background, and the numbers
 * change together when that is done. Throws AppError 400 for an unknown time zone.
 */
export async function changeReportingTimeZone(db: Database, actor: Actor, timeZone: string): Promise<void> {
  requirePermission(actor, "manage_settings");
  if (!isTimeZone(timeZone)) {
    throw new AppError("invalid_value", `There is no time zone ${timeZone}. Write it as Europe/London.`, {
      parameter: "timeZone",
    });
  }
  await beginTimeZone(db, timeZone);
  // A process that ends meanwhile takes it up again at its next start.
  finishMeasuringBesidePages(db).catch((error: unknown) => console.error("Measuring again stopped.", error));
}

/**
 * Changes for how many days after its beginning a contact's further contacts count. Answers at once: everything is
 * measured again in the background, and the numbers change together when that is done. Throws AppError 400 outside 1
 * to 90.
 */
export async function changeJourneyDays(db: Database, actor: Actor, days: number): Promise<void> {
  requirePermission(actor, "manage_settings");
  if (!Number.isInteger(days) || days < 1 || days > LONGEST_JOURNEY_DAYS) {
    throw new AppError("invalid_value", `Give a whole number of days from 1 to ${LONGEST_JOURNEY_DAYS}.`, {
      parameter: "journeyDays",
    });
  }
  await beginJourneyDays(db, days);
  finishMeasuringBesidePages(db).catch((error: unknown) => console.error("Measuring again stopped.", error));
}

/** Changes for how many days after its end a period counts as provisional. Throws AppError 400 outside 0 to 90. */
export async function changeMaturityDays(db: Database, actor: Actor, days: number): Promise<void> {
  requirePermission(actor, "manage_settings");
  if (!Number.isInteger(days) || days < 0 || days > LONGEST_MATURITY_DAYS) {
    throw new AppError("invalid_value", `Give a whole number of days from 0 to ${LONGEST_MATURITY_DAYS}.`, {
      parameter: "maturityDays",
    });
  }
  await writeSetting(db.pool, WORKSPACE_SETTINGS.maturityDays, days);
}

/**
 * Changes of how many hand-offs a rating is asked for, in percent: of conversations that begin a minute from now or
 * later. Throws AppError 400 outside 0 to 100.
 */
export async function changeRatingShare(db: Database, actor: Actor, percent: number): Promise<void> {
  requirePermission(actor, "manage_settings");
  await changeSampleShare(db, percent / 100, systemClock);
}
