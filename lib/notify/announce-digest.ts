import { dateOf } from "@/lib/access/system-clock";
import type { Week } from "@/lib/domain/period";
import { weekDays } from "@/lib/domain/period";
import { runReport } from "@/lib/reports/report/run-report";
import { weekAfter } from "@/lib/reports/weekly/weekly";
import type { Workspace } from "@/lib/reports/workspace/workspace";
import type { Database } from "@/lib/store/database";
import { insertNotifications } from "@/lib/store/notifications";
import { digestDueAt, latestEndedWeek } from "./digest-time";
import { readDigestTime } from "./notification-settings";
import { BATON, type NotifyServices, readersOf, workspaceOf } from "./notify-services";

/** A digest that could not go out at its time, because no process ran, is made up for so long, in microseconds. */
const MADE_UP_FOR = 86_400_000_000;

/** What the notification of a digest keeps: the numbers are read when it is sent. */
export interface DigestPayload {
  readonly week: Week;
}

/**
 * Has the digest of a week sent when its time has come: once for each week, to whoever wants it then. Never of a week
 * without data.
 */
export async function announceDigest(services: NotifyServices): Promise<void> {
  const { db, clock } = services;
  const readers = await readersOf(services, "digest");
  if (readers.length === 0) return;
  const workspace = await workspaceOf(services);
  const now = workspace.clock.now();
  const time = await readDigestTime(db);
  const ended = latestEndedWeek(now, workspace.timeZone);
  for (const week of [weekAfter(ended, -1), ended]) {
    const due = digestDueAt(week, time, workspace.timeZone);
    if (now < due || now >= due + MADE_UP_FOR || !(await hasData(db, workspace, week))) continue;
    const payload: DigestPayload = { week };
    const people = readers.map(({ id }) => id);
    await insertNotifications(
      db,
      [{ kind: "digest", key: `digest:${week}`, payload, people, webhooks: [] }],
      dateOf(clock),
    );
  }
}

async function hasData(db: Database, workspace: Workspace, week: Week): Promise<boolean> {
  const report = await runReport(db, BATON, workspace, {
    metrics: ["conversations"],
    period: weekDays(week),
    by: [],
    filters: [],
    compare: null,
  });
  return Boolean(report.rows[0]?.values.conversations?.value);
}
