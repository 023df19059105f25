import { createHmac } from "node:crypto";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "@/lib/access/actor";
import { systemClock } from "@/lib/access/system-clock";
import { fixedClock } from "@/lib/domain/clock";
import { committerFor } from "@/lib/ingest/commit/committer";
import { processIngest } from "@/lib/ingest/commit/services";
import chatwootOpened from "@/lib/ingest/connectors/fixtures/chatwoot-conversation-opened.json" with {
  type: "json",
};
import chatwootMessage from "@/lib/ingest/connectors/fixtures/chatwoot-message-created.json" with {
  type: "json",
};
import { expirePayloads } from "@/lib/ingest/payloads/keep-payloads";
import { processPayload } from "@/lib/ingest/payloads/process-payload";
import { replayPayloads, takeInArrived, takeUpWaiting } from "@/lib/ingest/payloads/replay-payloads";
import { totalsDifferences } from "@/lib/ingest/samples/totals-differences";
import {
  addConnection,
  addSecret,
  addSigningSecret,
  changeConnection,
  connectionSecrets,
  endSecret,
  pauseConnection,
  uploadExport,
} from "@/lib/reports/connections/connections";
import { deletePayloadsOf, listPayloads, readPayload } from "@/lib/store/connection-payloads";
import { findConnection } from "@/lib/store/connections";
import { database } from "@/lib/store/database";
import { ensureCurrentGeneration } from "@/lib/store/generations";
import { createTestDatabase, type TestDatabase } from "@/lib/store/test-database";
import { postPayload } from "./routes/post-payload";

const ADMIN: Actor = {
  kind: "person",
  id: "p",
  name: "P",
  email: "p@x.org",
  role: "administrator",
  agents: [],
};
const SIGNING = "chatwoot-signing-secret";

let db: TestDatabase;

beforeAll(async () => {
  db = await createTestDatabase();
  process.env.DATABASE_URL = db.url;
  process.env.BATON_KEY = "a key for the tests of connections, long enough";
  process.env.BATON_SECRET = "a secret for the tests of connections, long enough";
  await ensureCurrentGeneration(db, "UTC");
});

afterAll(async () => {
  await committerFor(database()).drain();
  await database().close();
  await db.close();
});

async function connect(platform: string, source: string, options = {}) {
  const { connection, secret } = await addConnection(
    db,
    ADMIN,
    { platform, name: source, source, options },
    systemClock,
  );
  const post = async (body: unknown, init: { headers?: object; query?: string; raw?: BodyInit } = {}) => {
    const response = await postPayload.answer(
      new Request(`http://localhost/api/v1/connectors/${platform}/${connection.id}${init.query ?? ""}`, {
        method: "POST",
        headers: { "Content-Type": "application/json", Authorization: `Bearer ${secret}`, ...init.headers },
        body: init.raw ?? JSON.stringify(body),
      }),
    );
    return { status: response.status, body: await response.json() };
  };
  return { id: connection.id, secret, post };
}

async function stateOf(id: string) {
  const connection = await findConnection(db, id);
  if (!connection) throw new Error("No connection.");
  const { received, understood, tests, notBot, irrelevant, problems } = connection;
  return { received, understood, tests, notBot, irrelevant, problems };
}

async function rows(source: string) {
  const { rows: found } = await db.pool.query(
    `SELECT c.external_id AS id, coalesce(m.handed_off, 0) AS handed, coalesce(m.eligible, 0) AS eligible
     FROM conversation AS c LEFT JOIN measure AS m ON m.conversation_id = c.id WHERE c.source = $1 ORDER BY 1`,
    [source],
  );
  return found;
}

const handedOff = {
  ...chatwootOpened,
  event: "conversation_status_changed",
  status: "open",
  timestamp: 1627063560,
  changed_attributes: [{ status: { previous_value: "pending", current_value: "open" } }],
};

describe("who may send", () => {
  test("the connection's secret in any of its places, and nobody else", async () => {
    const { post, secret } = await connect("chatwoot", "auth");
    const none = { Authorization: "" };
    expect((await post(chatwootOpened)).status).toBe(200);
    expect((await post(chatwootOpened, { headers: { ...none, "X-Baton-Secret": secret } })).status).toBe(200);
    expect((await post(chatwootOpened, { headers: none, query: `?secret=${secret}` })).status).toBe(200);
    expect(await post(chatwootOpened, { headers: none })).toMatchObject({
      status: 401,
      body: { code: "unauthenticated" },
    });
    expect(await post(chatwootOpened, { headers: { Authorization: "Bearer wrong" } })).toMatchObject({
      status: 401,
      body: { code: "invalid_key" },
    });
  });

  test("a signature under the platform's secret, within five minutes", async () => {
    const { post, id } = await connect("chatwoot", "signed");
    await addSigningSecret(await processIngest(), ADMIN, id, SIGNING);
    const raw = JSON.stringify(chatwootOpened);
    const signed = (seconds: number, over = raw) => ({
      Authorization: "",
      "X-Chatwoot-Timestamp": String(seconds),
      "X-Chatwoot-Signature": `sha256=${createHmac("sha256", SIGNING).update(`${seconds}.${over}`).digest("hex")}`,
    });
    const now = Math.floor(Date.now() / 1000);
    expect((await post(null, { raw, headers: signed(now) })).status).toBe(200);
    expect((await post(null, { raw, headers: signed(now, `${raw} `) })).status).toBe(401);
    const old = await post(null, { raw, headers: signed(now - 400) });
    expect(old.status).toBe(401);
    expect(old.body.detail).toContain("five minutes");
  });

  test("a new secret before the old one is ended, and never none", async () => {
    const { post, id, secret } = await connect("chatwoot", "rotated");
    const second = await addSecret(db, ADMIN, id, systemClock);
    const by = (sent: string) => post(chatwootOpened, { headers: { Authorization: `Bearer ${sent}` } });
    expect([(await by(secret)).status, (await by(second)).status]).toEqual([200, 200]);
    const [first] = await connectionSecrets(db, ADMIN, id);
    await endSecret(db, ADMIN, id, first?.id ?? "");
    expect([(await by(secret)).status, (await by(second)).status]).toEqual([401, 200]);
    const [last] = await connectionSecrets(db, ADMIN, id);
    await expect(endSecret(db, ADMIN, id, last?.id ?? "")).rejects.toThrow("only secret");
  });

  test("not under another platform's address, and not for an unknown platform", async () => {
    const { id, secret } = await connect("chatwoot", "elsewhere");
    const ask = (platform: string) =>
      postPayload.answer(
        new Request(`http://localhost/api/v1/connectors/${platform}/${id}`, {
          method: "POST",
          headers: { "Content-Type": "application/json", Authorization: `Bearer ${secret}` },
          body: "{}",
        }),
      );
    expect((await ask("copilot-studio")).status).toBe(401);
    expect((await ask("carrier-pigeon")).status).toBe(404);
  });
});

describe("what becomes of a payload", () => {
  test("it is in the numbers when the answer comes, and again changes nothing", async () => {
    const { post, id } = await connect("chatwoot", "counted");
    const first = await post(handedOff);
    expect(first.body).toMatchObject({ outcome: "understood", understood: 1, notBot: 0, repeated: false });
    expect(await rows("counted")).toEqual([{ id: "10", handed: 1, eligible: 1 }]);
    expect((await post(handedOff)).body).toMatchObject({ repeated: true, importId: first.body.importId });
    expect(await stateOf(id)).toMatchObject({ received: 1, understood: 1 });
    expect(await totalsDifferences(db)).toEqual([]);
  });

  test("what tells of no bot is counted as such, and taken in once the bot's part is known", async () => {
    const { post, id } = await connect("chatwoot", "held");
    expect((await post(chatwootMessage)).body).toMatchObject({
      outcome: "not_bot",
      notBot: 1,
      importId: null,
    });
    expect(await rows("held")).toEqual([]);
    expect(await stateOf(id)).toMatchObject({ notBot: 1, understood: 0 });
    await post(handedOff);
    expect(await stateOf(id)).toMatchObject({ received: 2, notBot: 0, understood: 2 });
    const { rows: messages } = await db.pool.query(
      "SELECT count(*)::int AS n FROM record AS r JOIN conversation AS c ON c.id = r.conversation_id WHERE c.source = 'held' AND r.type = 'message' AND r.part = '118'",
    );
    expect(messages).toEqual([{ n: 1 }]);
  });

  test("what was held is also taken in when the conversation came another way", async () => {
    const services = await processIngest();
    const { post, id } = await connect("chatwoot", "late");
    await post(chatwootMessage);
    await uploadExport(services, ADMIN, (await connect("chatwoot", "late")).id, {
      name: "conversations.json",
      bytes: Buffer.from("[]"),
    });
    await db.pool.query(
      "INSERT INTO conversation (source, external_id, arrived) VALUES ('late', '10', true)",
    );
    expect(await takeInArrived(services)).toBe(1);
    expect(await stateOf(id)).toMatchObject({ notBot: 0, understood: 1 });
  });

  test("what is not understood is kept with its error, encrypted, and can be replayed", async () => {
    const services = await processIngest();
    const { post, id } = await connect("generic-json", "mapped");
    const body = { session: "s-1", began: "2026-11-16T09:00:00Z", secretWord: "rosebud" };
    const first = await post(body);
    expect(first).toMatchObject({ status: 200, body: { outcome: "error", problems: 1 } });
    expect(first.body.problemList).toEqual([
      { where: "payload", message: "The path of conversationId finds nothing." },
    ]);
    const kept = await readPayload(db.pool, id, first.body.payloadId);
    expect(kept?.body.includes("rosebud")).toBe(false);
    expect(services.keyring.decrypt(kept?.body ?? Buffer.alloc(0)).toString()).toContain("rosebud");
    const mapping = JSON.stringify({
      conversationId: "$.session",
      records: [{ type: "conversation", keys: { startedAt: "$.began" } }],
    });
    await changeConnection(db, ADMIN, id, { name: "mapped", options: { mapping } });
    expect(await replayPayloads(services, { connectionId: id, since: new Date(0) })).toBe(1);
    expect(await stateOf(id)).toMatchObject({ received: 1, problems: 0, understood: 1 });
    expect(await rows("mapped")).toEqual([{ id: "s-1", handed: 0, eligible: 1 }]);
  });

  test("what a process left unmapped is taken up", async () => {
    const services = await processIngest();
    const { post, id } = await connect("chatwoot", "left");
    await post(handedOff);
    await db.pool.query(
      "UPDATE connection_payload SET state = 'waiting', understood = 0 WHERE connection_id = $1",
      [id],
    );
    expect(await takeUpWaiting(services)).toBe(0);
    const later = { ...services, clock: fixedClock(services.clock.now() + 3_600_000_000) };
    expect(await takeUpWaiting(later)).toBe(1);
  });

  test("a record that is refused is a problem of its payload", async () => {
    const mapping = JSON.stringify({
      conversationId: "$.id",
      records: [{ type: "conversation", keys: { startedAt: "$.at", outcome: "$.how" } }],
    });
    const { post } = await connect("generic-json", "refused", { mapping });
    const { body } = await post([
      { id: "a", at: 1780000000, how: "open" },
      { id: "b", at: 1780000000, how: "sideways" },
    ]);
    expect(body).toMatchObject({ outcome: "error", understood: 2, problems: 1 });
    expect(body.problemList[0]).toMatchObject({ where: "/outcome" });
  });

  test("a paused connection keeps payloads and counts them when it goes on", async () => {
    const services = await processIngest();
    const { post, id } = await connect("chatwoot", "paused");
    await pauseConnection(db, ADMIN, id, true);
    expect((await post(handedOff)).body).toMatchObject({ outcome: "paused", understood: 0 });
    expect(await rows("paused")).toEqual([]);
    await pauseConnection(db, ADMIN, id, false);
    await replayPayloads(services, { connectionId: id, since: new Date(0), states: ["paused", "waiting"] });
    expect(await rows("paused")).toEqual([{ id: "10", handed: 1, eligible: 1 }]);
  });

  test("payloads expire, and go with a customer who is erased", async () => {
    const services = await processIngest();
    const { post, id } = await connect("chatwoot", "expiring");
    await post(chatwootOpened);
    await post(chatwootMessage);
    expect(await listPayloads(db.pool, id, { limit: 10 })).toHaveLength(2);
    expect(await deletePayloadsOf(db.pool, [{ source: "expiring", conversationId: "10" }])).toBe(2);
    await post(chatwootOpened);
    const later = { ...services, clock: fixedClock(services.clock.now() + 29 * 86_400_000_000) };
    await expirePayloads(later);
    expect(await listPayloads(db.pool, id, { limit: 10 })).toHaveLength(1);
    await expirePayloads({ ...services, clock: fixedClock(services.clock.now() + 31 * 86_400_000_000) });
    expect(await listPayloads(db.pool, id, { limit: 10 })).toEqual([]);
    const connection = await findConnection(db, id);
    expect(connection && (await processPayload(services, connection, "1"))).toBeNull();
  });
});

test("Amazon Data Firehose gets the answer that it asks for", async () => {
  const { post, secret } = await connect("amazon-connect", "firehose");
  const record = {
    ContactId: "c-1",
    InitiationTimestamp: "2026-11-16T09:00:00Z",
    Attributes: { bot: "Ava" },
  };
  const body = {
    requestId: "r-1",
    timestamp: 1,
    records: [{ data: Buffer.from(JSON.stringify(record)).toString("base64") }],
  };
  const headers = {
    Authorization: "",
    "X-Amz-Firehose-Access-Key": secret,
    "X-Amz-Firehose-Request-Id": "r-1",
  };
  const answer = await post(body, { headers });
  expect(answer).toMatchObject({ status: 200, body: { requestId: "r-1", understood: 1 } });
  expect(answer.body.timestamp).toBeGreaterThan(1_700_000_000_000);
});

describe("forms of a body", () => {
  test("gzip, NDJSON, CSV and broken ones", async () => {
    const { post } = await connect("generic-json", "forms");
    const item = { id: "f-1", startedAt: "2026-11-16T09:00:00Z" };
    expect((await post(null, { raw: new Uint8Array(gzipSync(JSON.stringify(item))) })).body.outcome).toBe(
      "understood",
    );
    const ndjson = { "Content-Type": "application/x-ndjson" };
    const lines = `${JSON.stringify(item)}\n${JSON.stringify({ ...item, id: "f-2" })}\n`;
    expect((await post(null, { raw: lines, headers: ndjson })).body).toMatchObject({ understood: 2 });
    const csv = "id;startedAt\nf-3;2026-11-16T09:00:00Z\n";
    expect((await post(null, { raw: csv, headers: { "Content-Type": "text/csv" } })).body).toMatchObject({
      understood: 1,
    });
    expect((await post(null, { raw: "{broken" })).body).toMatchObject({
      outcome: "error",
      event: "not readable",
    });
    expect((await post(null, { raw: "x", headers: { "Content-Type": "image/png" } })).status).toBe(415);
  });
});
