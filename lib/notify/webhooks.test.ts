import { Webhook } from "standardwebhooks";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { PersonActor } from "@/lib/access/actor";
import { commitRecords } from "@/lib/ingest/samples/sample-records";
import { closeWeek } from "@/lib/reports/notes/frozen-review";
import { loadWorkspace } from "@/lib/reports/workspace/workspace";
import { createKeyring } from "@/lib/secrets/keyring";
import { ensureCurrentGeneration } from "@/lib/store/generations";
import { listDeliveries, tryAgain } from "@/lib/store/notifications";
import { createTestDatabase, type TestDatabase } from "@/lib/store/test-database";
import { listWebhooks } from "@/lib/store/webhooks";
import { announceEvents } from "./announce-events";
import { deliverDue, WAITS } from "./deliver";
import { addReader, servicesAt } from "./sample-services";
import { recordsOfDay } from "./sample-weeks";
import { sendWebhook } from "./send-webhook";
import { type ReceivedRequest, startWebReceiver, type TestWebServer } from "./test-receivers";
import { eventSchema } from "./webhook-events";
import { addWebhook, endWebhook, rotateSecret, testWebhook } from "./webhooks";

/** Signatures are of the present: the library that checks them takes no others. */
const START = Date.now();

let db: TestDatabase;
let web: TestWebServer;
let ruth: PersonActor;
let priya: PersonActor;

beforeAll(async () => {
  db = await createTestDatabase();
  await ensureCurrentGeneration(db, "UTC");
  web = await startWebReceiver();
  ruth = await addReader(db, "Ruth", "administrator", { digest: false, signals: false });
  priya = await addReader(db, "Priya", "manager", { digest: false, signals: false });
  await commitRecords(db, [...recordsOfDay("2026-11-04", 20), ...recordsOfDay("2026-11-11", 60)]);
});
afterAll(async () => {
  await web.close();
  await db.close();
});
afterEach(async () => {
  web.requests.length = 0;
  web.status = 204;
  await db.pool.query("TRUNCATE notification, delivery, webhook, frozen_review");
});

/** So many seconds after the start. */
function later(seconds: number) {
  const services = servicesAt(db, new Date(START + seconds * 1000).toISOString(), null);
  return { ...services, privateWebhooks: true };
}

/** A webhook that is told of closed weeks; answers its key and id. */
async function hook(path = "/hook"): Promise<{ secret: string; id: string }> {
  const secret = await addWebhook(later(0), ruth, { url: web.url + path, events: ["review.closed"] });
  const id = (await listWebhooks(db)).at(-1)?.id ?? "";
  return { secret, id };
}

const verify = (secret: string, { body, headers }: ReceivedRequest) =>
  new Webhook(secret).verify(body, headers);

describe("webhooks", () => {
  test("the receiver verifies what it gets with the Standard Webhooks library; the key is kept encrypted", async () => {
    const { secret, id } = await hook();
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    await testWebhook(later(0), ruth, id);
    await deliverDue(later(0));
    const [request] = web.requests;
    if (!request) throw new Error("Nothing came.");
    expect(eventSchema("webhook.test").parse(verify(secret, request))).toMatchObject({
      type: "webhook.test",
    });
    expect(request.headers["webhook-id"]).toMatch(/^msg_[0-9a-f-]{36}$/);
    expect(() => verify(secret, { ...request, body: request.body.replace("test", "tast") })).toThrow();
    const { rows } = await db.pool.query<{ secret: Buffer }>("SELECT secret FROM webhook");
    expect(rows[0]?.secret.includes(Buffer.from(secret.slice("whsec_".length)))).toBe(false);
  });

  test("a new key signs at once, the old one beside it for a day", async () => {
    const { secret: old, id } = await hook();
    const fresh = await rotateSecret(later(0), ruth, id);
    expect(fresh).not.toBe(old);
    for (const seconds of [1, 86_401]) {
      await testWebhook(later(seconds), ruth, id);
      await deliverDue(later(seconds));
    }
    const [during, afterwards] = web.requests;
    if (!during || !afterwards) throw new Error("Two were sent.");
    expect(during.headers["webhook-signature"]?.split(" ")).toHaveLength(2);
    verify(fresh, during);
    verify(old, during);
    expect(afterwards.headers["webhook-signature"]?.split(" ")).toHaveLength(1);
  });

  test("what is not answered with success is tried for three days, then kept to be sent again", async () => {
    const { id } = await hook();
    await testWebhook(later(0), ruth, id);
    web.status = 500;
    let seconds = 0;
    await deliverDue(later(0));
    for (const wait of WAITS) {
      await deliverDue(later(seconds + wait - 1));
      seconds += wait;
      await deliverDue(later(seconds));
    }
    expect(web.requests).toHaveLength(10);
    expect(new Set(web.requests.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
    const [dead] = await listDeliveries(db, 10, true);
    expect(dead).toMatchObject({ state: "failed", attempts: 10, problem: "It answered 500." });
    web.status = 204;
    await tryAgain(db, dead?.id ?? "", new Date(START));
    await deliverDue(later(seconds));
    expect(web.requests).toHaveLength(11);
    expect(await listDeliveries(db, 10, true)).toEqual([]);
  });

  test("a redirect is not followed", async () => {
    const { id } = await hook();
    web.status = 302;
    await testWebhook(later(0), ruth, id);
    await deliverDue(later(0));
    expect(web.requests.map(({ path }) => path)).toEqual(["/hook"]);
    const [waiting] = await listDeliveries(db, 10, false);
    expect(waiting?.problem).toContain("redirects are not followed");
  });

  test.each([
    "http://93.184.216.34/hook",
    "https://127.0.0.1/hook",
    "https://[::1]/hook",
    "https://[::ffff:127.0.0.1]/hook",
    "https://169.254.169.254/latest/meta-data",
    "https://2130706433/",
    "https://0x7f.1/",
    "https://localhost/hook",
  ])("%s is not asked unless private addresses are allowed", async (url) => {
    const attempt = { url, id: "msg_1", body: "{}", secrets: ["whsec_MTIz"], at: new Date(START) };
    await expect(sendWebhook({ ...attempt, privateAddresses: false })).rejects.toThrow(
      /open internet|begin with https/,
    );
  });

  test("takes no address without TLS, with a password, or that is none", async () => {
    const add = (url: string) =>
      addWebhook({ ...later(0), privateWebhooks: false }, ruth, { url, events: ["review.closed"] });
    await expect(add("http://example.org/hook")).rejects.toMatchObject({ code: "invalid_value" });
    await expect(add("https://me:secret@example.org/")).rejects.toMatchObject({ code: "invalid_value" });
    await expect(add("example.org")).rejects.toMatchObject({ code: "invalid_value" });
    await expect(
      addWebhook(later(0), priya, { url: "https://example.org", events: ["review.closed"] }),
    ).rejects.toMatchObject({ code: "forbidden" });
  });

  test("a closed week is told once, with its numbers as they were kept", async () => {
    const { secret } = await hook();
    const closedAt = later(1);
    const workspace = { ...(await loadWorkspace(db)), clock: closedAt.clock };
    await closeWeek(db, priya, workspace, new URLSearchParams("week=2026-W46&channel=web_chat"));
    for (const seconds of [2, 3]) {
      await announceEvents(later(seconds));
      await deliverDue(later(seconds));
    }
    expect(web.requests).toHaveLength(1);
    const [request] = web.requests;
    if (!request) throw new Error("Nothing came.");
    expect(eventSchema("review.closed").parse(verify(secret, request))).toMatchObject({
      data: {
        week: "2026-W46",
        filters: [{ dimension: "channel", value: "web_chat" }],
        metrics: { repeat_information_rate: { value: 0.75, numerator: 60, denominator: 80 } },
      },
    });
  });

  test("a webhook hears of nothing that happened before it was made, nor after it was removed", async () => {
    const workspace = { ...(await loadWorkspace(db)), clock: later(-60).clock };
    await closeWeek(db, priya, workspace, new URLSearchParams("week=2026-W46"));
    const { id } = await hook();
    await announceEvents(later(1));
    await testWebhook(later(1), ruth, id);
    await endWebhook(later(2), ruth, id);
    await deliverDue(later(3));
    expect(web.requests).toEqual([]);
    expect((await listDeliveries(db, 10, false)).map(({ state }) => state)).toEqual(["dropped"]);
  });

  test("a key that cannot be read any more is said, not tried for days", async () => {
    const { id } = await hook();
    await testWebhook(later(0), ruth, id);
    await deliverDue({
      ...later(0),
      keyring: createKeyring("another key of thirty-two characters or more", 1),
    });
    const [failed] = await listDeliveries(db, 10, true);
    expect(failed?.problem).toContain("encrypted with another key");
  });
});
