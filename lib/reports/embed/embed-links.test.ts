import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { KeyActor, PersonActor } from "@/lib/access/actor";
import { createApiKey, revokeApiKey } from "@/lib/access/api-keys";
import { changeOrigins, frameAncestors, readOrigins } from "@/lib/access/embed-origins";
import { registerPerson } from "@/lib/access/people";
import { fixedClock } from "@/lib/domain/clock";
import {
  commitRecords,
  conversation,
  handoff,
  rating,
  SAMPLE_START,
} from "@/lib/ingest/samples/sample-records";
import { giveRating } from "@/lib/reports/rating/give-rating";
import { createKeyring } from "@/lib/secrets/keyring";
import { insertAgentLink } from "@/lib/store/agent-links";
import { ensureCurrentGeneration } from "@/lib/store/generations";
import { createTestDatabase, type TestDatabase } from "@/lib/store/test-database";
import { createEmbedLink, endEmbedLink, linkOfSession, openLink } from "./embed-links";
import { rateByLink, readPanel } from "./read-panel";

const keyring = createKeyring("a key of at least thirty-two characters");
const MINUTE = 60_000_000;
const ABOUT = { source: "default", conversationId: "c-1", handoffId: "1", agentId: "a-1" };
const RATED = {
  usefulness: "partly",
  used: "used",
  reaskedFields: ["postcode"],
  correctedReason: null,
  comment: null,
} as const;

let db: TestDatabase;
let key: KeyActor;
const at = (minutes: number) => ({ db, keyring, clock: fixedClock(SAMPLE_START + minutes * MINUTE) });
const said = { ...RATED, reaskedFields: ["postcode"] };

beforeAll(async () => {
  db = await createTestDatabase();
  await ensureCurrentGeneration(db, "UTC");
  const { stored } = await createApiKey(db, { name: "Desk", scopes: ["embed"] });
  key = { kind: "key", id: stored.id, name: "Desk", scopes: ["embed"] };
});
afterAll(() => db.close());

const code = (expected: string) => expect.objectContaining({ code: expected });

describe("a link for one hand-off and one agent", () => {
  it("opens with its secret alone, again for five minutes, and not later", async () => {
    const link = await createEmbedLink(at(0), key, ABOUT);
    await expect(openLink(at(1), link.id, `${link.secret}x`)).rejects.toEqual(code("not_found"));
    await expect(openLink(at(1), "00000000-0000-4000-8000-000000000000", link.secret)).rejects.toEqual(
      code("not_found"),
    );
    const session = await openLink(at(100), link.id, link.secret);
    await openLink(at(104), link.id, link.secret);
    await expect(openLink(at(106), link.id, link.secret)).rejects.toEqual(code("link_expired"));
    // The panel that is open goes on, for eight hours.
    expect(await linkOfSession(at(300), link.id, session.token)).toMatchObject(ABOUT);
    await expect(linkOfSession(at(100 + 481), link.id, session.token)).rejects.toEqual(code("link_expired"));
    await expect(linkOfSession(at(101), link.id, `${session.token}x`)).rejects.toEqual(code("not_found"));
    const other = await createEmbedLink(at(0), key, ABOUT);
    await expect(linkOfSession(at(101), other.id, session.token)).rejects.toEqual(code("not_found"));
  });

  it("waits eight hours to be opened, and is over when it or its key is revoked", async () => {
    const late = await createEmbedLink(at(0), key, ABOUT);
    await expect(openLink(at(481), late.id, late.secret)).rejects.toEqual(code("link_expired"));

    const revoked = await createEmbedLink(at(0), key, ABOUT);
    const session = await openLink(at(1), revoked.id, revoked.secret);
    const stranger: KeyActor = { ...key, id: "00000000-0000-4000-8000-000000000000" };
    await expect(endEmbedLink(at(2), stranger, revoked.id)).rejects.toEqual(code("not_found"));
    await endEmbedLink(at(2), key, revoked.id);
    await expect(linkOfSession(at(3), revoked.id, session.token)).rejects.toEqual(code("link_expired"));
    await expect(openLink(at(3), revoked.id, revoked.secret)).rejects.toEqual(code("link_expired"));

    const { stored } = await createApiKey(db, { name: "Gone", scopes: ["embed"] });
    const orphan = await createEmbedLink(at(0), { ...key, id: stored.id }, ABOUT);
    await revokeApiKey(db, stored.id);
    await expect(openLink(at(1), orphan.id, orphan.secret)).rejects.toEqual(code("not_found"));
  });

  it("keeps nothing of its secret in the database", async () => {
    const link = await createEmbedLink(at(0), key, ABOUT);
    await openLink(at(1), link.id, link.secret);
    const { rows } = await db.pool.query("SELECT to_json(l)::text AS text FROM embed_link AS l");
    expect(JSON.stringify(rows)).not.toContain(link.secret);
  });

  it("waits for its hand-off, shows it with the agent's own rating alone, and takes a rating", async () => {
    const link = await createEmbedLink(at(0), key, ABOUT);
    const session = await openLink(at(1), link.id, link.secret);
    const stored = await linkOfSession(at(1), link.id, session.token);
    expect(await readPanel(db, stored, "UTC")).toBeNull();
    await expect(rateByLink(at(1), stored, said)).rejects.toEqual(code("conflict"));

    await commitRecords(db, [
      handoff("c-1", {
        status: "connected",
        agentId: "a-1",
        reason: "tool_error",
        context: {
          summary: "Wants a refund",
          fields: [
            { name: "postcode", passed: "structured" },
            { name: "email", passed: "none" },
          ],
        },
      }),
      rating("c-1", "a-2", { usefulness: "useful", used: "used" }),
    ]);
    // Its conversation has still not arrived; the brief is there all the same.
    const panel = await readPanel(db, stored, "UTC");
    expect(panel).toMatchObject({ title: "Wants a refund", isRated: false, isBare: false });
    expect(panel?.doNotAsk.map(({ name }) => name)).toEqual(["postcode"]);
    expect(panel?.mayAsk.map(({ name }) => name)).toEqual(["email"]);

    expect(await rateByLink(at(2), stored, said)).toEqual(said);
    expect(await readPanel(db, stored, "UTC")).toMatchObject({ isRated: true, rating: said });
    expect((await rateByLink(at(3), stored, null)).usefulness).toBeNull();
  });
});

describe("a rating on the agent's own page", () => {
  it("is taken for an own hand-off and for no other", async () => {
    await commitRecords(db, [conversation("c-1", { customerMessages: 2 })]);
    const id = await registerPerson(db, {
      name: "Lena",
      email: "l@example.org",
      role: "agent",
      password: "long enough 12",
    });
    await insertAgentLink(db, { source: "default", agentId: "a-1", personId: id });
    const agents = [{ source: "default", agentId: "a-1" }];
    const lena: PersonActor = { kind: "person", id, name: "Lena", email: "", role: "agent", agents };
    expect(await giveRating(at(5), lena, ABOUT, said)).toMatchObject({ usefulness: "partly" });
    expect(await giveRating(at(6), lena, ABOUT, null)).toBeNull();
    await expect(giveRating(at(5), lena, { ...ABOUT, agentId: "a-2" }, said)).rejects.toEqual(
      code("not_found"),
    );
    await expect(
      giveRating(
        at(5),
        { ...lena, agents: [{ source: "default", agentId: "a-9" }] },
        { ...ABOUT, agentId: "a-9" },
        said,
      ),
    ).rejects.toEqual(code("not_found"));
    await expect(giveRating(at(5), { ...lena, role: "manager" }, ABOUT, said)).rejects.toEqual(
      code("forbidden"),
    );
  });
});

describe("the sites that may show a panel", () => {
  it("are those of the link's key, also when the link is over; nothing else may be framed", async () => {
    const admin: PersonActor = {
      kind: "person",
      id: "",
      name: "",
      email: "",
      role: "administrator",
      agents: [],
    };
    const saved = await changeOrigins(
      db,
      admin,
      key.id,
      "https://Desk.example.com/\nhttps://*.zdusercontent.com",
    );
    expect(saved).toEqual(["https://desk.example.com", "https://*.zdusercontent.com"]);
    const link = await createEmbedLink(at(0), key, ABOUT);
    await endEmbedLink(at(1), key, link.id);
    const ancestors = (path: string) => frameAncestors(() => db, path);
    expect(await ancestors(`/embed/context/${link.id}`)).toEqual(saved);
    expect(await ancestors("/embed/context/00000000-0000-4000-8000-000000000000")).toEqual([]);
    expect(await ancestors("/rate")).toEqual([]);
    await expect(changeOrigins(db, { ...admin, role: "manager" }, key.id, "")).rejects.toEqual(
      code("forbidden"),
    );
  });

  it.each([
    "http://desk.example.com",
    "https://*",
    "https://desk.example.com/path",
    "*",
    "https://a.example.com; script-src *",
  ])("are never %s", (text) => {
    expect(() => readOrigins(text)).toThrow("is no site");
  });
});
