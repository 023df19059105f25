import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { fixedClock } from "@/lib/domain/clock";
import { commitRecords } from "@/lib/ingest/samples/sample-records";
import { addReader, SAMPLE_KEYRING } from "@/lib/notify/sample-services";
import { recordsOfDay } from "@/lib/notify/sample-weeks";
import { startMailServer, type TestMailServer } from "@/lib/notify/test-receivers";
import { openDatabase } from "@/lib/store/database";
import { ensureCurrentGeneration } from "@/lib/store/generations";
import { runJobSoon } from "@/lib/store/job-queue";
import { createTestDatabase, type TestDatabase } from "@/lib/store/test-database";
import { announceDigest } from "./announce-digest";
import { deliverNotifications } from "./deliver-notifications";
import { runJobs } from "./run-jobs";

/** Monday at eight in Kathmandu, where the week is over since a quarter past six in the evening before (UTC). */
const DUE = Date.parse("2026-11-16T02:15:00Z") * 1000;

let db: TestDatabase;
let smtp: TestMailServer;

beforeAll(async () => {
  db = await createTestDatabase();
  await ensureCurrentGeneration(db, "Asia/Kathmandu");
  smtp = await startMailServer();
  await commitRecords(db, [...recordsOfDay("2026-11-04", 20), ...recordsOfDay("2026-11-11", 60)]);
  for (const name of ["Priya", "Tom", "Ruth"]) {
    await addReader(db, name, "manager", { digest: true, signals: false });
  }
});
afterEach(() => vi.unstubAllEnvs());
afterAll(async () => {
  await smtp.close();
  await db.close();
});

test("two processes on one database send the digest once to each, in the reporting time zone", async () => {
  vi.stubEnv("SMTP_URL", smtp.url);
  vi.stubEnv("MAIL_FROM", "Baton <baton@example.org>");
  const jobs = [announceDigest, deliverNotifications];
  const pools = [openDatabase(db.url), openDatabase(db.url)];
  const services = { keyring: SAMPLE_KEYRING, clock: fixedClock(DUE) };
  const runners = await Promise.all(pools.map((own) => runJobs(jobs, { ...services, db: own })));
  await Promise.all(pools.map((own) => runJobSoon(own, announceDigest.name)));
  await smtp.have(3);
  // Whatever is still due runs to its end before a runner has stopped.
  await runJobSoon(db, announceDigest.name);
  await Promise.all(runners.map((runner) => runner.stop()));
  await Promise.all(pools.map((own) => own.close()));
  const to = smtp.mails.flatMap(({ recipients }) => recipients).sort();
  expect(to).toEqual(["priya@example.org", "ruth@example.org", "tom@example.org"]);
});
