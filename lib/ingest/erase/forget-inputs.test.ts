import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { fixedClock } from "@/lib/domain/clock";
import { committerFor } from "@/lib/ingest/commit/committer";
import { importRecords } from "@/lib/ingest/imports/import-records";
import { receivePayload } from "@/lib/ingest/payloads/receive-payload";
import { createKeyring } from "@/lib/secrets/keyring";
import { insertConnection } from "@/lib/store/connections";
import { listErasures } from "@/lib/store/erasures";
import { ensureCurrentGeneration } from "@/lib/store/generations";
import { insertSourceRule } from "@/lib/store/source-rules";
import { createTestDatabase, type TestDatabase } from "@/lib/store/test-database";
import { eraseCustomer } from "./erase-customer";

const keyring = createKeyring("a key of at least thirty-two characters");
const NOW = Date.UTC(2026, 10, 20, 12) * 1000;
const clock = fixedClock(NOW);
/** Ids as a chat platform counts them: they stand in anybody's input. */
const [ANNA, OF_ANNA] = ["12", "10"];
const MAPPING = JSON.stringify({
  conversationId: "$.id",
  records: [
    { type: "conversation", keys: { startedAt: "$.at", customerRef: "$.customer", outcome: "$.outcome" } },
  ],
});

let db: TestDatabase;
const services = () => ({ db, keyring, clock });

beforeAll(async () => {
  db = await createTestDatabase();
});
beforeEach(async () => {
  await db.pool.query(
    `TRUNCATE contact, link_pending, record, conversation, measure, total, total_pending, import, generation, erasure,
     blocked, erasure_step, comment, connection, source_rule CASCADE`,
  );
  await ensureCurrentGeneration(db, "UTC");
});
afterAll(() => db.close());

async function send(source: string, ...lines: readonly (object | string)[]) {
  await importRecords(services(), {
    input: (async function* () {
      yield Buffer.from(
        lines.map((line) => (typeof line === "string" ? line : JSON.stringify(line))).join("\n"),
      );
    })(),
    format: "ndjson",
    label: "test",
    via: "api",
    startedBy: null,
    defaultSource: source,
  });
  await committerFor(db).drain();
}

async function connect(source: string) {
  const connection = { name: source, platform: "generic-json", source, options: { mapping: MAPPING } };
  const stored = await insertConnection(db, { ...connection, createdAt: new Date(0) }, "hash");
  return async (payload: unknown, { paused = false } = {}) => {
    await receivePayload(services(), { ...stored, paused }, Buffer.from(JSON.stringify(payload)), "json");
    await committerFor(db).drain();
  };
}

const payload = (id: string, more: object) => ({ id, at: "2026-11-16T09:00:00Z", ...more });
const refused = (conversationId: string, comment: string) => ({
  type: "survey",
  conversationId,
  score: 9,
  scaleMin: 1,
  scaleMax: 5,
  comment,
});

/** Everything that is kept encrypted, in clear. */
async function kept(): Promise<string[]> {
  const { rows } = await db.pool.query<{ input: Buffer }>(
    "SELECT input FROM rejection UNION ALL SELECT body FROM connection_payload",
  );
  return rows.map(({ input }) => keyring.decrypt(input).toString());
}

/** The marks of what is left, in order. */
async function marksLeft(): Promise<string[]> {
  return (await kept()).flatMap((text) => /(?:stays|goes)-[a-z-]+/.exec(text)?.[0] ?? []).sort();
}

test("a short id takes nothing of another customer or source along, and nothing of the erased customer stays", async () => {
  const [shop, bank] = [await connect("shop"), await connect("bank")];
  await shop(payload(OF_ANNA, { customer: ANNA, note: "goes-understood" }));
  await shop(payload("11", { customer: "7", note: `stays-neighbour: order ${OF_ANNA}, ${ANNA} pieces` }));
  await bank(payload(OF_ANNA, { customer: "8", note: "stays-other-source" }));
  await shop({ what: `goes-not-understood ${OF_ANNA}` });
  await bank({ what: `stays-not-understood ${OF_ANNA}` });
  await bank({ what: "goes-by-reference", contact: ANNA });
  await shop(payload(OF_ANNA, { more: "goes-paused" }), { paused: true });
  await shop(payload("13", { customer: "7", note: `stays-paused ${OF_ANNA}` }), { paused: true });
  await shop(payload("14", { customer: ANNA, note: "goes-paused-by-reference" }), { paused: true });
  await shop([
    payload("15", { customer: "7", note: "goes-as-a-whole" }),
    payload(OF_ANNA, { customer: ANNA }),
  ]);

  await send(
    "shop",
    refused(OF_ANNA, "goes-refused"),
    refused("11", `stays-refused ${OF_ANNA} of ${ANNA}`),
    { ...refused(OF_ANNA, "stays-named-source"), source: "bank" },
    {
      type: "conversation",
      conversationId: "16",
      startedAt: "yesterday",
      customerRef: ANNA,
      topic: "goes-by-customer",
    },
    { type: "conversation", conversationId: "17", startedAt: `${OF_ANNA}`, topic: "stays-unstored" },
    { type: "survey", score: 9, comment: `goes-without-id ${OF_ANNA}` },
    `{"goes-broken": "${OF_ANNA}"`,
    '{"stays-broken": "100"',
  );
  await send("bank", refused(OF_ANNA, "stays-refused-elsewhere"), `{"stays-broken-elsewhere": "${OF_ANNA}"`);
  await send("bank", `{"goes-broken-with-source": "${OF_ANNA}", "source": "shop"`);
  await db.prisma.comment.create({
    data: {
      metric: "hand_offs",
      week: "2026-W42",
      text: `Down by ${OF_ANNA} points after ${ANNA} weeks`,
      createdAt: new Date(0),
    },
  });
  const before = await marksLeft();
  const goes = before.filter((mark) => mark.startsWith("goes"));
  expect(before).toHaveLength(21);

  await eraseCustomer(services(), ANNA, "Ruth");
  expect(await marksLeft()).toEqual(before.filter((mark) => mark.startsWith("stays")));
  expect(await listErasures(db.pool, 1)).toMatchObject([{ conversations: 1, refused: goes.length }]);
  expect((await kept()).filter((text) => text.includes(`"customer":"${ANNA}"`))).toEqual([]);
  expect((await db.prisma.comment.findFirstOrThrow()).text).toBe("Down by 10 points after 12 weeks");
});

test("payloads are found under the source that they were sent under, and behind any number of others", async () => {
  const chat = await connect("chat");
  await insertSourceRule(db.pool as never, { sent: "chat", source: "shop", by: "Ruth", at: new Date(0) });
  // Stored under the joined source; the payload knows its own only.
  await send("shop", {
    type: "conversation",
    conversationId: OF_ANNA,
    startedAt: "2026-11-16T09:00:00Z",
    customerRef: ANNA,
  });
  await send("shop", ...Array.from({ length: 2_300 }, (_, i) => `{"broken": "line ${i + 1000}"`));
  await chat(payload(OF_ANNA, { note: "goes-joined" }), { paused: true });
  await send("shop", `{"goes-last": "${OF_ANNA}"`);
  await eraseCustomer(services(), ANNA, "Ruth");
  expect(await marksLeft()).toEqual([]);
  expect(await kept()).toHaveLength(2_300);
});

test("a payload whose conversations are all stored is not opened", async () => {
  const shop = await connect("shop");
  await shop(payload("11", { customer: "7" }));
  // Were it opened, it would be found.
  await db.pool.query("UPDATE connection_payload SET body = $1", [
    keyring.encrypt(Buffer.from(JSON.stringify(payload("11", { customer: ANNA })))),
  ]);
  await eraseCustomer(services(), ANNA, "Ruth");
  expect(await db.prisma.connectionPayload.count()).toBe(1);
});
