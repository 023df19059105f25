import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { PersonActor } from "@/lib/access/actor";
import { commitRecords } from "@/lib/ingest/samples/sample-records";
import { ensureCurrentGeneration } from "@/lib/store/generations";
import { createTestDatabase, type TestDatabase } from "@/lib/store/test-database";
import { announceSignals } from "./announce-signals";
import { deliverDue } from "./deliver";
import type { NotifyServices } from "./notify-services";
import { addReader, servicesAt } from "./sample-services";
import { recordsOfDay } from "./sample-weeks";
import { startMailServer, startWebReceiver, type TestMailServer, type TestWebServer } from "./test-receivers";
import { eventSchema } from "./webhook-events";
import { addWebhook } from "./webhooks";

let db: TestDatabase;
let smtp: TestMailServer;
let web: TestWebServer;
let ruth: PersonActor;

beforeAll(async () => {
  db = await createTestDatabase();
  await ensureCurrentGeneration(db, "UTC");
  [smtp, web] = await Promise.all([startMailServer(), startWebReceiver()]);
  await addReader(db, "Priya", "manager", { digest: false, signals: true });
  ruth = await addReader(db, "Ruth", "administrator", { digest: false, signals: false });
  await commitRecords(db, [...recordsOfDay("2026-11-04", 20), ...recordsOfDay("2026-11-11", 60)]);
});
afterAll(async () => {
  await Promise.all([smtp.close(), web.close()]);
  await db.close();
});
afterEach(async () => {
  smtp.mails.length = 0;
  web.requests.length = 0;
  await db.pool.query("TRUNCATE notification, delivery, webhook");
});

const at = (moment: string): NotifyServices => servicesAt(db, moment, smtp.url);

async function run(moment: string): Promise<void> {
  await announceSignals(at(moment));
  await deliverDue(at(moment));
}

describe("alerts on signals", () => {
  test("one mail names them all, once, after the week had time to be complete", async () => {
    await run("2026-11-16T05:59:00Z");
    expect(smtp.mails).toHaveLength(0);
    await run("2026-11-16T06:05:00Z");
    await run("2026-11-16T07:05:00Z");
    expect(smtp.mails).toHaveLength(1);
    const [mail] = smtp.mails;
    expect(mail?.subject).toBe("Week 46: Repeat information rose to 75.0%");
    expect(mail?.text).toContain("up, 50.0 pts worse, signal; +35.2 to +61.6");
    expect(String(mail?.html)).toContain("50.0 pts worse, signal");
    expect(mail?.text).toContain("https://baton.example.org/?week=2026-W46");
  });

  test("a webhook is told each signal in the shape that is described", async () => {
    await addWebhook({ ...at("2026-11-16T06:00:00Z"), privateWebhooks: true }, ruth, {
      url: `${web.url}/hook`,
      events: ["review.signal"],
    });
    await run("2026-11-16T06:05:00Z");
    await run("2026-11-16T06:05:00Z");
    expect(web.requests).toHaveLength(1);
    const body: unknown = JSON.parse(web.requests[0]?.body ?? "");
    expect(eventSchema("review.signal").parse(body)).toMatchObject({
      type: "review.signal",
      timestamp: "2026-11-16T06:05:00.000Z",
      data: {
        week: "2026-W46",
        from: "2026-11-09",
        to: "2026-11-15",
        metric: "repeat_information_rate",
        rule: "change",
        direction: "up",
        judgement: "worse",
        value: 0.75,
        numerator: 60,
        denominator: 80,
        change: { difference: 0.5 },
      },
    });
  });

  test("what a late record makes a signal is told when it is found, and what was told is not told again", async () => {
    await run("2026-11-16T06:05:00Z");
    expect(smtp.mails).toHaveLength(1);
    const late = recordsOfDay("2026-11-12", 60).filter(({ type }) => type !== "context_rating");
    await commitRecords(db, late);
    await run("2026-11-17T06:05:00Z");
    expect(smtp.mails.slice(1).every((mail) => !mail.subject?.includes("Repeat information"))).toBe(true);
    // Nor in the next week, in which nothing happens.
    await run("2026-11-23T06:05:00Z");
    const told = smtp.mails.filter((mail) => mail.text?.includes("Repeat information"));
    expect(told).toHaveLength(1);
  });

  test("nobody wants it: nothing is looked for", async () => {
    await db.pool.query("UPDATE subscription SET signals = false");
    await run("2026-11-16T06:05:00Z");
    const { rows } = await db.pool.query("SELECT FROM notification");
    expect(rows).toHaveLength(0);
  });
});
