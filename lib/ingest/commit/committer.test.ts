import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { CanonicalRecord } from "@/lib/domain/record";
import { conversation, handoff, submissionOf } from "@/lib/ingest/samples/sample-records";
import { totalsDifferences } from "@/lib/ingest/samples/totals-differences";
import { ensureCurrentGeneration } from "@/lib/store/generations";
import { readImport } from "@/lib/store/read-imports";
import { createTestDatabase, type TestDatabase } from "@/lib/store/test-database";
import { ConversationState } from "./apply-records";
import { Committer, committerFor } from "./committer";

let db: TestDatabase;

beforeAll(async () => {
  db = await createTestDatabase({ maxConnections: 20 });
  await ensureCurrentGeneration(db, "UTC");
});

afterAll(() => db.close());

beforeEach(async () => {
  await db.pool.query(
    "TRUNCATE record, conversation, agent_conversation, measure, total, total_pending, facet_total, facet_pending, import CASCADE",
  );
});

async function count(table: "record" | "conversation" | "import"): Promise<number> {
  const { rows } = await db.pool.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`);
  return rows[0]?.n ?? 0;
}

/** The queue of a conversation's hand-off, as its records say in their order of receipt. */
async function queueOf(conversationId: string): Promise<string | undefined> {
  const { rows } = await db.pool.query<{ version: string | null; body: { queue?: string } }>(
    `SELECT r.version, r.body FROM record AS r JOIN conversation AS c ON c.id = r.conversation_id
     WHERE c.external_id = $1 AND r.type = 'handoff' ORDER BY r.id`,
    [conversationId],
  );
  const state = new ConversationState("default", conversationId);
  for (const { version, body } of rows) {
    const given = version === null ? null : Number(version);
    state.apply(handoff(conversationId, body, { version: given }));
  }
  return state.facts().handoffs[0]?.queue;
}

/** Many conversations that have nothing to do with each other. */
function crowd(name: string, size: number): CanonicalRecord[] {
  return Array.from({ length: size }, (_, i) => conversation(`${name}-${i}`));
}

describe("the order of an import", () => {
  test("is kept when its batches overlap: of equal versions the one received last wins", async () => {
    const committer = new Committer(db);
    const importId = randomUUID();
    const rounds = 6;
    // Each submission fills a transaction of its own, and all of them touch the same conversation.
    const submissions = Array.from({ length: rounds }, (_, round) =>
      submissionOf([...crowd(`r${round}`, 2600), handoff("shared", { queue: `q${round}` }, { version: 5 })], {
        importId,
      }),
    );
    await Promise.all(submissions.map((submission) => committer.submit(submission)));
    expect(await queueOf("shared")).toBe(`q${rounds - 1}`);
    await committer.drain();
    expect(await totalsDifferences(db)).toEqual([]);
  });

  test("is kept within a transaction that many submissions share", async () => {
    const committer = new Committer(db);
    await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        committer.submit(submissionOf([handoff("shared", { queue: `q${i}` })])),
      ),
    );
    expect(await queueOf("shared")).toBe("q49");
  });

  test("says that it is done, even when a large batch of it is still being stored as its last one ends", async () => {
    const committer = new Committer(db);
    for (let round = 0; round < 3; round++) {
      const importId = randomUUID();
      const under = { ...submissionOf(crowd(`large${round}`, 5000), { importId }), end: null };
      const last = submissionOf([conversation(`small${round}`)], { importId });
      await Promise.all([committer.submit(under), committer.submit(last)]);
      expect(await readImport(db.pool, importId)).toMatchObject({ state: "done", received: 5001 });
    }
  });
});

describe("submissions that share transactions", () => {
  test("each get their own counts", async () => {
    const committer = new Committer(db);
    const counts = await Promise.all([
      committer.submit(submissionOf(crowd("a", 3))),
      committer.submit(submissionOf([])),
      committer.submit(submissionOf([...crowd("b", 2), ...crowd("b", 2)])),
    ]);
    expect(counts.map(({ received, created, unchanged }) => [received, created, unchanged])).toEqual([
      [3, 3, 0],
      [0, 0, 0],
      [4, 2, 2],
    ]);
  });

  test("cost few transactions, however many come at once", async () => {
    const committer = new Committer(db);
    await Promise.all(
      Array.from({ length: 400 }, (_, i) => committer.submit(submissionOf(crowd(`c${i}`, 1)))),
    );
    expect(await count("conversation")).toBe(400);
    expect(await transactions()).toBeLessThan(20);
  });

  test("are taken again after a pause", async () => {
    const committer = new Committer(db);
    for (let i = 0; i < 3; i++) {
      await committer.submit(submissionOf(crowd(`p${i}`, 1)));
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(await count("conversation")).toBe(3);
  });

  test("go through one committer for each database", () => {
    expect(committerFor(db)).toBe(committerFor(db));
    expect(committerFor({ ...db })).not.toBe(committerFor(db));
  });
});

/** How many transactions stored the conversations that are there. */
async function transactions(): Promise<number> {
  const { rows } = await db.pool.query<{ n: number }>(
    "SELECT count(DISTINCT xmin::text)::int AS n FROM conversation",
  );
  return rows[0]?.n ?? 0;
}

describe("a submission that cannot be stored", () => {
  /** A rejection that its own import holds already. */
  const broken = () => {
    const submission = submissionOf(crowd(`broken-${randomUUID()}`, 2));
    const rejection = {
      importId: submission.header.id,
      line: 1,
      type: null,
      conversationId: null,
      code: "malformed_json",
      path: "",
      message: "no JSON",
      input: Buffer.from("x"),
      defaultSource: "bot",
    };
    return { ...submission, rejections: [rejection, rejection] };
  };

  test("fails alone: its neighbours in the transaction are stored, each once", async () => {
    const committer = new Committer(db);
    const results = await Promise.allSettled([
      committer.submit(submissionOf(crowd("before", 3))),
      committer.submit(broken()),
      committer.submit(submissionOf(crowd("after", 3))),
    ]);
    expect(results.map((result) => result.status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect([await count("conversation"), await count("record"), await count("import")]).toEqual([6, 6, 2]);
    expect(await totalsDifferences(db)).toEqual([]);
  });

  test("leaves nothing behind, and the next ones go on", async () => {
    const committer = new Committer(db);
    await expect(committer.submit(broken())).rejects.toThrow();
    await expect(committer.submit(broken())).rejects.toThrow();
    expect(await count("conversation")).toBe(0);
    await committer.submit(submissionOf(crowd("next", 2)));
    expect(await count("conversation")).toBe(2);
  });

  test("does not turn the order of the records around it", async () => {
    const committer = new Committer(db);
    const importId = randomUUID();
    const queue = (name: string) =>
      submissionOf([handoff("shared", { queue: name }, { version: 1 })], { importId });
    const big = (name: string, last: string) =>
      submissionOf([...crowd(name, 2600), handoff("shared", { queue: last }, { version: 1 })], { importId });
    const results = await Promise.allSettled([
      committer.submit(queue("first")),
      committer.submit(broken()),
      committer.submit(big("x", "second")),
      committer.submit(big("y", "third")),
    ]);
    expect(results.map((result) => result.status)).toEqual([
      "fulfilled",
      "rejected",
      "fulfilled",
      "fulfilled",
    ]);
    expect(await queueOf("shared")).toBe("third");
    expect(await totalsDifferences(db)).toEqual([]);
  });

  test("is told to whoever sent it when the database is gone, and does not stop the process", async () => {
    const gone = await createTestDatabase();
    await ensureCurrentGeneration(gone, "UTC");
    const committer = new Committer(gone);
    await committer.submit(submissionOf(crowd("a", 1)));
    await gone.close();
    const results = await Promise.allSettled([
      committer.submit(submissionOf(crowd("b", 1))),
      committer.submit(submissionOf(crowd("c", 1))),
    ]);
    expect(results.map((result) => result.status)).toEqual(["rejected", "rejected"]);
  });
});

/** A process that submits records one after the other and prints the id of each that is acknowledged. */
const SENDER = `
import { openDatabase } from "@/lib/store/database";
import { Committer } from "@/lib/ingest/commit/committer";
import { conversation, handoff, submissionOf } from "@/lib/ingest/samples/sample-records";

const db = openDatabase(process.env.DATABASE_URL ?? "");
const committer = new Committer(db);
const send = async (lane: number) => {
  for (let i = 0; ; i++) {
    const id = \`k-\${lane}-\${i}\`;
    await committer.submit(submissionOf([
      conversation(id, { queryType: \`t\${i % 3}\` }),
      handoff(id, { reason: "tool_error", requestedAt: i, context: { fields: [{ name: "email", reasked: i % 2 === 0 }] } }),
    ]));
    process.stdout.write(\`\${id}\\n\`);
  }
};
for (let lane = 0; lane < 8; lane++) void send(lane);
`;

describe("a process that is killed", () => {
  test("loses nothing that was acknowledged, and the totals are exact", async () => {
    const folder = await mkdtemp(path.join(tmpdir(), "baton-kill-"));
    try {
      const root = path.resolve(import.meta.dirname, "../../..");
      const script = path.join(folder, "sender.mts");
      const tsconfig = path.join(folder, "tsconfig.json");
      await writeFile(script, SENDER);
      await writeFile(tsconfig, JSON.stringify({ compilerOptions: { paths: { "@/*": [`${root}/*`] } } }));
      for (const enough of [1, 120]) {
        const acknowledged = await runUntilKilled(root, script, tsconfig, enough);
        expect(acknowledged.length).toBeGreaterThanOrEqual(enough);
        const { rows } = await db.pool.query<{ id: string; records: string; measured: boolean }>(
          `SELECT c.external_id AS id, count(r.id) AS records, bool_or(m.eligible = 1 AND m.repeated_hand_offs IS NOT NULL) AS measured
           FROM conversation AS c JOIN record AS r ON r.conversation_id = c.id
           LEFT JOIN measure AS m ON m.conversation_id = c.id GROUP BY c.external_id`,
        );
        const stored = new Map(rows.map((row) => [row.id, Number(row.records)]));
        for (const id of acknowledged) expect(stored.get(id) ?? 0, id).toBeGreaterThanOrEqual(2);
        for (const [id, records] of stored) expect(records % 2, id).toBe(0);
        expect(await totalsDifferences(db)).toEqual([]);
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

/** Starts the sender and kills it with SIGKILL as soon as it has said so many ids; what it said. */
async function runUntilKilled(
  root: string,
  script: string,
  tsconfig: string,
  enough: number,
): Promise<string[]> {
  const child = spawn(
    process.execPath,
    [path.join(root, "node_modules/tsx/dist/cli.mjs"), "--tsconfig", tsconfig, script],
    {
      cwd: root,
      env: { ...process.env, DATABASE_URL: db.url },
      stdio: ["ignore", "pipe", "inherit"],
      detached: true,
    },
  );
  const ended = new Promise((resolve) => child.once("close", resolve));
  const said: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    said.push(line);
    if (said.length === enough && child.pid) process.kill(-child.pid, "SIGKILL");
  }
  await ended;
  return said;
}
