import { z } from "zod";
import type { Actor, PersonActor } from "@/lib/access/actor";
import { checked, LABEL } from "@/lib/access/checked-input";
import { requirePermission } from "@/lib/access/permissions";
import { AppError } from "@/lib/domain/app-error";
import type { Clock } from "@/lib/domain/clock";
import { addDays, createDayOf } from "@/lib/domain/day";
import { formatInstant } from "@/lib/domain/instant";
import { isWeek, type Week, weekDays, weekOf } from "@/lib/domain/period";
import { ELSEWHERE } from "@/lib/metrics/counted-elsewhere";
import type { Workspace } from "@/lib/reports/workspace/workspace";
import type { Database } from "@/lib/store/database";
import {
  countHeld,
  deleteReportedWeek,
  type HeldCounts,
  type ReportedWeek,
  readReportedWeeks,
  writeReportedWeeks,
} from "@/lib/store/reported-weeks";
import { readSourceHours } from "@/lib/store/source-hours";
import { SOURCE_DAYS } from "./data-quality";

const DAY = 86_400_000;
const LISTED = 26;
const MOST_LINES = 520;
const COLUMNS = ["source", "week", "product", "conversations", "handoffs"] as const;

/** A reported week with what Baton holds of it. */
export interface Reconciled {
  readonly reported: ReportedWeek;
  readonly held: HeldCounts;
}

/** The latest reported weeks beside what Baton holds: one read of a week each. Throws AppError 403. */
export async function readReconciliation(
  db: Database,
  actor: Actor,
  { generation }: Pick<Workspace, "generation">,
): Promise<Reconciled[]> {
  requirePermission(actor, "manage_data");
  const reconciled: Reconciled[] = [];
  for (const reported of await readReportedWeeks(db.pool, LISTED)) {
    const held = await countHeld(db.pool, generation, reported.source, weekDays(reported.week));
    reconciled.push({ reported, held });
  }
  return reconciled;
}

/** What is usually typed: the sources that send or were compared before, and the latest finished weeks, newest first. */
export interface ReportedChoices {
  readonly sources: readonly string[];
  readonly weeks: readonly Week[];
}

/** The sources and weeks to choose from, at `now` (ms). Throws AppError 403. */
export async function readReportedChoices(
  db: Database,
  actor: Actor,
  { data, clock, timeZone }: Pick<Workspace, "data" | "clock" | "timeZone">,
  now: number,
): Promise<ReportedChoices> {
  requirePermission(actor, "manage_data");
  const [hours, before] = await Promise.all([
    readSourceHours(db.pool, new Date(now - SOURCE_DAYS * DAY)),
    readReportedWeeks(db.pool, LISTED),
  ]);
  const sources = [...hours, ...before].map(({ source }) => source);
  const running = weekDays(weekOf(createDayOf(timeZone)(clock.now())));
  const last = addDays(running.from, -1);
  const newest = data && data.to < last ? data.to : last;
  return {
    sources: [...new Set(sources)].sort(),
    weeks: Array.from({ length: LISTED }, (_, i) => weekOf(addDays(newest, -7 * i))),
  };
}

/** A reported week as it was typed. */
export interface TypedWeek {
  readonly source: string;
  readonly week: string;
  readonly product: string;
  readonly conversations: string;
  readonly handOffs: string;
}

const COUNT = z
  .string()
  .trim()
  .transform((text) => text.replace(/[\s,.’']/g, ""))
  .refine((text) => text === "" || /^\d{1,9}$/.test(text), "Give a whole number, or leave it empty.")
  .transform((text) => (text === "" ? null : Number(text)));
const WEEK = z
  .string()
  .trim()
  .refine((text) => isWeek(text), "Give a week, such as 2026-W46.");
const PRODUCT = z
  .string()
  .trim()
  .refine(
    (text) => text === "" || ELSEWHERE.some(({ product }) => product === text),
    `Give one of ${ELSEWHERE.map(({ product }) => product).join(", ")}, or leave it empty.`,
  );

type Kept = { readonly db: Database; readonly clock: Clock };

function checkedWeek(typed: TypedWeek, actor: PersonActor, clock: Clock): ReportedWeek {
  const conversations = checked(COUNT, "conversations", typed.conversations);
  const handOffs = checked(COUNT, "handOffs", typed.handOffs);
  if (conversations === null && handOffs === null) {
    throw new AppError("invalid_value", "Give at least one of the two numbers.", {
      parameter: "conversations",
    });
  }
  return {
    source: checked(LABEL, "source", typed.source),
    week: checked(WEEK, "week", typed.week),
    product: checked(PRODUCT, "product", typed.product),
    conversations,
    handOffs,
    enteredBy: actor.name,
    enteredAt: formatInstant(clock.now()),
  };
}

/** Keeps what a platform reported for a week; in place of what was kept before. Throws AppError 403, `invalid_value`. */
export async function keepReported({ db, clock }: Kept, actor: PersonActor, typed: TypedWeek): Promise<void> {
  requirePermission(actor, "manage_data");
  await writeReportedWeeks(db.pool, [checkedWeek(typed, actor, clock)]);
}

/**
 * Keeps many weeks from lines of CSV (comma, semicolon or tab) with the columns source, week, product, conversations
 * and handoffs, named in the first line in any order; all of them or none. Answers how many. Throws AppError 403,
 * `invalid_value` with the line that is wrong.
 */
export async function importReported({ db, clock }: Kept, actor: PersonActor, csv: string): Promise<number> {
  requirePermission(actor, "manage_data");
  const refuse = (message: string) => new AppError("invalid_value", message, { parameter: "csv" });
  const lines = csv.split(/\r?\n/).filter((line) => line.trim() !== "");
  const [head, ...rows] = lines;
  const separator = [";", "\t", ","].find((one) => head?.includes(one)) ?? ",";
  const cells = (line: string) => line.split(separator).map((cell) => cell.trim().replace(/^"(.*)"$/, "$1"));
  const names = cells(head ?? "").map((name) => name.toLowerCase().replace(/[^a-z]/g, ""));
  if (!names.includes("source") || !names.includes("week") || rows.length === 0) {
    throw refuse(`The first line names the columns: ${COLUMNS.join(", ")}. Below it, one week a line.`);
  }
  if (rows.length > MOST_LINES) throw refuse(`At most ${MOST_LINES} lines at once.`);
  const weeks = new Map<string, ReportedWeek>();
  for (const [i, row] of rows.entries()) {
    const values = cells(row);
    const value = (name: (typeof COLUMNS)[number]) => values[names.indexOf(name)] ?? "";
    try {
      const typed = { source: value("source"), week: value("week"), product: value("product") };
      const numbers = { conversations: value("conversations"), handOffs: value("handoffs") };
      const week = checkedWeek({ ...typed, ...numbers }, actor, clock);
      weeks.set(`${week.source}\u001f${week.week}`, week);
    } catch (error) {
      if (error instanceof AppError) throw refuse(`Line ${i + 2}: ${error.detail}`);
      throw error;
    }
  }
  await writeReportedWeeks(db.pool, [...weeks.values()]);
  return weeks.size;
}

/** Forgets what was reported for a week. Throws AppError 403, 404. */
export async function forgetReported(
  { db }: Pick<Kept, "db">,
  actor: Actor,
  key: { readonly source: string; readonly week: string },
): Promise<void> {
  requirePermission(actor, "manage_data");
  if (!(await deleteReportedWeek(db.pool, key.source, key.week)))
    throw new AppError("not_found", "Nothing is kept for this week.");
}
