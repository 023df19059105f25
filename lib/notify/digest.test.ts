import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { PersonActor } from "@/lib/access/actor";
import { commitRecords } from "@/lib/ingest/samples/sample-records";
import { setTarget } from "@/lib/reports/notes/targets";
import type { Digest } from "@/lib/reports/weekly/prepare-digest";
import { type Database, openDatabase } from "@/lib/store/database";
import { ensureCurrentGeneration } from "@/lib/store/generations";
import { listDeliveries, takeDueDeliveries, tryAgain } from "@/lib/store/notifications";
import { stopMail, writeWishes } from "@/lib/store/subscriptions";
import { createTestDatabase, type TestDatabase } from "@/lib/store/test-database";
import { announceDigest } from "./announce-digest";
import { deliverDue, WAITS } from "./deliver";
import { changeDigestTime } from "./notification-settings";
import type { NotifyServices } from "./notify-services";
import { readDigest } from "./read-digest";
import { addReader, SAMPLE_KEYRING, servicesAt } from "./sample-services";
import { recordsOfDay } from "./sample-weeks";
import { readStopToken } from "./stop-mail";
import { smtpRefusal, startMailServer, type TestMailServer } from "./test-receivers";

/** The first moment at which the digest of week 46 is due: Monday at eight. */
const DUE = "2026-11-16T08:00:00Z";

let db: TestDatabase;
let smtp: TestMailServer;
let priya: PersonActor;
let tom: PersonActor;

beforeAll(async () => {
  db = await createTestDatabase();
  await ensureCurrentGeneration(db, "UTC");
  smtp = await startMailServer();
  priya = await addReader(db, "Priya", "manager", { digest: true, signals: false });
  tom = await addReader(db, "Tom", "designer", { digest: true, signals: false });
  await addReader(db, "Lena", "agent", { digest: true, signals: true });
  await addReader(db, "Ruth", "administrator", { digest: false, signals: false });
  await commitRecords(db, [...recordsOfDay("2026-11-04", 20), ...recordsOfDay("2026-11-11", 60)]);
  const target = { metric: "repeat_information_rate", value: "15", owner: priya.id, dueOn: "" };
  await setTarget(db, priya, target, at(DUE).clock);
});
afterAll(async () => {
  await smtp.close();
  await db.close();
});
beforeEach(() => {
  smtp.mails.length = 0;
  smtp.answer = () => undefined;
});
afterEach(async () => {
  await db.pool.query("TRUNCATE notification, delivery");
  await db.pool.query("DELETE FROM setting WHERE key = 'digest_time'");
  await writeWishes(db, new Map([priya, tom].map(({ id }) => [id, { digest: true, signals: false }])));
});

function at(moment: string): NotifyServices {
  return servicesAt(db, moment, smtp.url);
}

/** So many seconds after {@link DUE}. */
function later(seconds: number): NotifyServices {
  return at(new Date(Date.parse(DUE) + seconds * 1000).toISOString());
}

const recipients = () => smtp.mails.flatMap((mail) => mail.recipients).sort();

/** Every figure that a digest shows. */
function figures(digest: Digest): string[] {
  const numbers = digest.numbers.flatMap(({ title, value, parts, interval, change, from, target }) => [
    title,
    value,
    parts,
    interval,
    change?.text,
    change?.interval,
    from,
    target,
  ]);
  const mix = digest.mix.flatMap(({ name, value, parts, change }) => [name, value, parts, change]);
  const findings = digest.findings.flatMap(({ claim, why, notes, signal, link }) => [
    claim,
    why,
    ...notes,
    signal?.text,
    link.text,
  ]);
  const list = [...numbers, ...mix, ...findings, digest.volume, digest.days, digest.maturity];
  return list.filter((text): text is string => typeof text === "string");
}

const flat = (text: string) => text.replace(/\s+/g, " ");

describe("the weekly digest", () => {
  test("goes to those who want it and may see it, with the same numbers in HTML and in plain text", async () => {
    await announceDigest(at(DUE));
    await deliverDue(at(DUE));
    expect(recipients()).toEqual(["priya@example.org", "tom@example.org"]);
    const digest = await readDigest(at(DUE), "2026-W46");
    if (!digest) throw new Error("There is a digest of week 46.");
    expect(digest.numbers.map(({ title }) => title)).toEqual([
      "Repeat information",
      "CSAT after hand-off",
      "CSAT contained",
      "Agent sentiment",
      "Hand-off rate",
    ]);
    expect(digest.numbers[0]).toMatchObject({
      value: "75.0%",
      parts: "60/80",
      target: "≤ 15%: 60.0 pts above",
    });
    const mail = smtp.mails.find((one) => one.recipients.includes("priya@example.org"));
    expect(mail?.subject).toBe("Week 46: Repeat information rose to 75.0%");
    expect(mail?.from?.text).toContain("baton@example.org");
    expect(mail?.headers.get("auto-submitted")).toBe("auto-generated");
    const text = flat(mail?.text ?? "");
    const html = flat(
      String(mail?.html)
        .replace(/<style>[\s\S]*?<\/style>|<!--[\s\S]*?-->/g, "")
        .replace(/<br[^>]*>|<\/t[dr]>/g, " ")
        .replace(/<[^>]+>/g, "")
        .replaceAll("&amp;", "&"),
    );
    expect(figures(digest).length).toBeGreaterThan(40);
    for (const figure of figures(digest)) {
      expect(text, figure).toContain(figure);
      expect(html, figure).toContain(figure.replaceAll("<", "&lt;"));
    }
    // And no number stands in one of them alone.
    const figuresIn = (said: string) => [...new Set(said.match(/\d+(?:[,.]\d+)*%?/g))].sort();
    const withoutAddresses = (said: string) => said.replace(/https:\/\/\S+/g, "");
    expect(figuresIn(html).filter((one) => !figuresIn(withoutAddresses(text)).includes(one))).toEqual([]);
  });

  test("every link is whole and leads to Baton; the one at the foot ends the digest for its reader", async () => {
    await announceDigest(at(DUE));
    await deliverDue(at(DUE));
    for (const mail of smtp.mails) {
      const links = [...String(mail.html).matchAll(/href="([^"]+)"/g)].map((match) => match[1] ?? "");
      expect(links.length).toBeGreaterThanOrEqual(8);
      for (const link of links) expect(link).toMatch(/^https:\/\/baton\.example\.org\/[^/]/);
    }
    const mail = smtp.mails.find((one) => one.recipients.includes("tom@example.org"));
    const token = /\/stop-mail\/(\S+)/.exec(mail?.text ?? "")?.[1] ?? "";
    expect(readStopToken(SAMPLE_KEYRING, token)).toEqual({ personId: tom.id, mail: "digest" });
    expect(readStopToken(SAMPLE_KEYRING, token.replace(tom.id, priya.id))).toBeNull();
    expect(readStopToken(SAMPLE_KEYRING, token.replace("digest", "signals"))).toBeNull();
    expect(JSON.stringify(mail?.headers.get("list"))).toContain("/stop-mail/");
  });

  test.each([
    ["before its hour", "2026-11-16T07:59:59Z", 0],
    ["at its hour", DUE, 2],
    ["a day late, when no process ran", "2026-11-17T07:59:59Z", 2],
    ["later than that", "2026-11-17T08:00:00Z", 0],
    ["of a week without data", "2026-11-30T08:00:00Z", 0],
  ])("%s", async (_, moment, count) => {
    await announceDigest(at(moment));
    await deliverDue(at(moment));
    expect(smtp.mails).toHaveLength(count);
  });

  test("goes out once, however often it is looked for, also when its hour is changed afterwards", async () => {
    for (const moment of [DUE, DUE, "2026-11-16T08:15:00Z"]) {
      await announceDigest(at(moment));
      await deliverDue(at(moment));
    }
    await changeDigestTime(db, priya, { weekday: "2", hour: "7" });
    await announceDigest(at("2026-11-17T07:00:00Z"));
    await deliverDue(at("2026-11-17T07:00:00Z"));
    expect(smtp.mails).toHaveLength(2);
  });

  test("is not sent to somebody who ended it after it was announced", async () => {
    await announceDigest(at(DUE));
    await stopMail(db, tom.id, "digest");
    await deliverDue(at(DUE));
    expect(recipients()).toEqual(["priya@example.org"]);
    const log = await listDeliveries(db, 10, false);
    expect(log.map(({ to, state }) => [to, state]).sort()).toEqual([
      ["Priya", "sent"],
      ["Tom", "dropped"],
    ]);
  });

  test("a process that dies in the middle leaves it to be sent after the wait, under the same Message-ID", async () => {
    await announceDigest(at(DUE));
    // The mail server takes the mail, and the process dies before it can write that down.
    await deliverDue(at(DUE));
    await db.pool.query(
      `UPDATE delivery SET state = 'waiting', next_at = last_at + interval '120 s' WHERE person_id = $1`,
      [tom.id],
    );
    const [first] = smtp.mails.filter((mail) => mail.recipients.includes("tom@example.org"));
    await deliverDue(later(119));
    expect(smtp.mails).toHaveLength(2);
    await deliverDue(later(120));
    expect(smtp.mails).toHaveLength(3);
    expect(smtp.mails[2]?.recipients).toEqual(["tom@example.org"]);
    expect(smtp.mails[2]?.messageId).toBe(first?.messageId);
  });

  test("what a process has taken no other one takes", async () => {
    await announceDigest(at(DUE));
    const choice = { at: new Date(DUE), most: 1, mails: true, waits: WAITS };
    const [one, other, none] = [
      await takeDueDeliveries(db, choice),
      await takeDueDeliveries(db, choice),
      await takeDueDeliveries(db, choice),
    ];
    expect(new Set([...one, ...other].map(({ personId }) => personId))).toEqual(new Set([priya.id, tom.id]));
    expect(none).toEqual([]);
  });

  test("processes that look at the same moment send it once", async () => {
    const pools = Array.from({ length: 4 }, () => openDatabase(db.url));
    const process = async (own: Database) => {
      await announceDigest({ ...at(DUE), db: own });
      await deliverDue({ ...at(DUE), db: own });
    };
    await Promise.all(pools.map(process));
    await Promise.all(pools.map((own) => own.close()));
    expect(recipients()).toEqual(["priya@example.org", "tom@example.org"]);
  });

  test("a mail server that is busy is tried again, ever more seldom; one that refuses is not", async () => {
    smtp.answer = ([to]) => {
      if (to === "tom@example.org") throw smtpRefusal(550, "No such person");
      throw smtpRefusal(451, "Try later");
    };
    await announceDigest(at(DUE));
    let seconds = 0;
    for (const wait of [0, ...WAITS]) {
      seconds += wait;
      await deliverDue(later(seconds));
    }
    const log = await listDeliveries(db, 10, true);
    const byName = new Map(log.map((one) => [one.to, one]));
    expect(byName.get("Tom")).toMatchObject({ state: "failed", attempts: 1 });
    expect(byName.get("Tom")?.problem).toContain("No such person");
    expect(byName.get("Priya")).toMatchObject({ state: "failed", attempts: 10, nextAt: null });
    expect(byName.get("Priya")?.problem).toContain("Try later");
    expect(seconds).toBeGreaterThan(3 * 86_400);

    // Somebody has mended it and asks to send again.
    smtp.answer = () => undefined;
    const tired = byName.get("Priya")?.id ?? "";
    expect(await tryAgain(db, tired, new Date(DUE))).toBe(true);
    expect(await tryAgain(db, tired, new Date(DUE))).toBe(false);
    await deliverDue(later(seconds));
    expect(recipients()).toEqual(["priya@example.org"]);
  });

  test("without a mail server nothing is announced, and nobody gets a pile later", async () => {
    await announceDigest(servicesAt(db, DUE, null));
    await deliverDue(at(DUE));
    expect(smtp.mails).toEqual([]);
  });
});
