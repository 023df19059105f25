import fc from "fast-check";
import { expect } from "vitest";
import { foldBodies } from "@/lib/domain/fold-records";
import { formatInstant } from "@/lib/domain/instant";
import type { CanonicalRecord } from "@/lib/domain/record";
import type { Connector, ConnectorOptions, Mapped } from "@/lib/ingest/connectors/connector";
import { redact } from "@/lib/ingest/redact/redact";
import { normaliseRecord } from "@/lib/ingest/validate/normalise";
import { createKeyring } from "@/lib/secrets/keyring";

/*
 * What a connector's payloads come to, for tests: mapped, sorted by what is known of the bot, checked and normalised
 * like any record, and folded. No database.
 */

const keyring = createKeyring("a master key for the tests of connectors, long enough");
const RECEIVED_AT = "2026-11-16T09:00:00Z";

/** One conversation as it stands after some payloads; times as ISO 8601. */
export interface FoldedConversation {
  readonly conversation?: { readonly [key: string]: unknown };
  readonly handoffs: { readonly [handoffId: string]: { readonly [key: string]: unknown } };
  readonly surveys: { readonly [surveyId: string]: { readonly [key: string]: unknown } };
  /** `customer: hello`, in order. */
  readonly messages: readonly string[];
}

/** What payloads of one connection come to. */
export interface Folded {
  readonly conversations: { readonly [conversationId: string]: FoldedConversation };
  readonly notBot: readonly string[];
  readonly problems: readonly string[];
}

/** Maps payloads one by one, in the order given. */
export function mapAll(
  connector: Connector,
  payloads: readonly unknown[],
  options: ConnectorOptions = {},
): Mapped[] {
  return payloads.map((payload) => connector.map(payload, { receivedAt: RECEIVED_AT, options }));
}

/** What payloads come to, received in the order given. Every record must be accepted, and every key be known. */
export function foldPayloads(
  connector: Connector,
  payloads: readonly unknown[],
  options: ConnectorOptions = {},
): Folded {
  const mapped = mapAll(connector, payloads, options);
  const pieces = mapped.flatMap(({ conversations }) => conversations);
  const withBot = new Set(
    pieces.filter(({ part }) => part === "bot").map(({ conversationId }) => conversationId),
  );
  const taken = pieces.filter(
    ({ part, conversationId }) => part === "bot" || (part === "follows" && withBot.has(conversationId)),
  );
  const byKey = new Map<string, CanonicalRecord[]>();
  for (const { conversationId, records } of taken) {
    for (const draft of records) {
      const result = normaliseRecord(JSON.parse(JSON.stringify({ ...draft, conversationId })), {
        defaultSource: "test",
        keyring,
        redact,
      });
      if (!result.ok) throw new Error(`${JSON.stringify(draft)}: ${result.rejection.message}`);
      expect(result.ignoredKeys, JSON.stringify(draft)).toEqual([]);
      const key = JSON.stringify([conversationId, result.record.type, result.record.part]);
      byKey.set(key, [...(byKey.get(key) ?? []), result.record]);
    }
  }
  return {
    conversations: folded(byKey),
    notBot: [...new Set(pieces.map(({ conversationId }) => conversationId))]
      .filter((id) => !withBot.has(id))
      .sort(),
    problems: mapped.flatMap(({ problems }) => problems.map(({ where, message }) => `${where}: ${message}`)),
  };
}

function folded(byKey: ReadonlyMap<string, readonly CanonicalRecord[]>): Folded["conversations"] {
  const all: {
    [id: string]: {
      conversation?: { readonly [key: string]: unknown };
      handoffs: { [id: string]: { readonly [key: string]: unknown } };
      surveys: { [id: string]: { readonly [key: string]: unknown } };
      lines: [number, string][];
    };
  } = {};
  for (const [key, records] of [...byKey].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [id = "", type = "", part = ""]: string[] = JSON.parse(key);
    // Records of one key are of one type.
    const body = readable(foldBodies(records as never));
    all[id] ??= { handoffs: {}, surveys: {}, lines: [] };
    const found = all[id];
    if (type === "conversation") found.conversation = body;
    else if (type === "handoff") found.handoffs[part] = body;
    else if (type === "survey") found.surveys[part] = body;
    else if (type === "message") found.lines.push([Number(part), `${body.sender}: ${body.text}`]);
  }
  return Object.fromEntries(
    Object.entries(all).map(([id, { lines, ...rest }]) => [
      id,
      { ...rest, messages: lines.sort(([a], [b]) => a - b).map(([, line]) => line) },
    ]),
  );
}

function readable(body: object): { readonly [key: string]: unknown } {
  return Object.fromEntries(
    Object.entries(body).map(([key, value]) => {
      if (key.endsWith("At") && typeof value === "number") return [key, formatInstant(value)];
      if (key === "customerHash") return [key, "hash"];
      return [key, key === "context" ? withoutHashes(value) : value];
    }),
  );
}

function withoutHashes(context: {
  readonly fields?: readonly { readonly valueHash?: string; readonly valueForms?: string }[];
}) {
  return {
    ...context,
    ...(context.fields && {
      fields: context.fields.map(({ valueHash: _, valueForms: __, ...field }) => field),
    }),
  };
}

/** Fails unless the payloads come to the same in any order and with any repetition. */
export function expectAnyOrder(
  connector: Connector,
  payloads: readonly unknown[],
  options: ConnectorOptions = {},
): void {
  const expected = sorted(foldPayloads(connector, payloads, options));
  const order = fc.tuple(
    fc.shuffledSubarray([...payloads.keys()], { minLength: payloads.length }),
    fc.array(fc.nat(payloads.length - 1), { maxLength: payloads.length }),
  );
  fc.assert(
    fc.property(order, ([once, again]) => {
      const received = [...once, ...again].map((i) => payloads[i]);
      expect(sorted(foldPayloads(connector, received, options))).toEqual(expected);
    }),
    { numRuns: 100, seed: 20261122 },
  );
}

/** Problems and field lists as sets: their order is that of arrival. */
function sorted({ conversations, notBot, problems }: Folded) {
  const text = JSON.stringify(conversations, (key, value) =>
    key === "fields" && Array.isArray(value)
      ? [...value].sort((a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1))
      : value && typeof value === "object" && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
        : value,
  );
  return { conversations: JSON.parse(text), notBot, problems: [...new Set(problems)].sort() };
}
