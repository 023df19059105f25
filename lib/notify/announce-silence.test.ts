import { afterAll, beforeAll, expect, test } from "vitest";
import { ensureCurrentGeneration } from "@/lib/store/generations";
import { createTestDatabase, type TestDatabase } from "@/lib/store/test-database";
import { announceSilence } from "./announce-silence";
import { deliverDue } from "./deliver";
import { addReader, servicesAt } from "./sample-services";
import { startMailServer, type TestMailServer } from "./test-receivers";

let db: TestDatabase;
let smtp: TestMailServer;

beforeAll(async () => {
  db = await createTestDatabase();
  await ensureCurrentGeneration(db, "UTC");
  smtp = await startMailServer();
  await addReader(db, "Ruth", "administrator", { digest: false, signals: true });
  // Every hour of four days; the surveys stop twelve hours before the conversations.
  await db.pool.query(
    `INSERT INTO source_hour (hour, last_at, source, type, received, created)
     SELECT h, h + interval '10 minutes', 'wren', type, 5, 5
     FROM generate_series('2026-11-16T00:00Z'::timestamptz, '2026-11-19T23:00Z', '1 hour') AS h,
          unnest(ARRAY['conversation', 'survey']) AS type
     WHERE type = 'conversation' OR h < '2026-11-19T12:00Z'`,
  );
});
afterAll(async () => {
  await smtp.close();
  await db.close();
});

test("a source that stops is told once, by what it stopped sending", async () => {
  for (const moment of ["2026-11-19T16:00:00Z", "2026-11-20T00:00:00Z", "2026-11-20T01:00:00Z"]) {
    await announceSilence(servicesAt(db, moment, smtp.url));
    await deliverDue(servicesAt(db, moment, smtp.url));
  }
  expect(smtp.mails.map(({ subject }) => subject)).toEqual([
    "Data: Surveys of wren stopped on 19 Nov, 11:10",
  ]);
  expect(smtp.mails[0]?.text).toContain("https://baton.example.org/data");
});
