import { describe, expect, it } from "vitest";
import { CONNECTORS } from "@/lib/ingest/connectors/registry";
import { connectionLight, preparePayloads, prepareSteps, prepareSupplies } from "./prepare-connections";

const NOW = Date.UTC(2026, 10, 22, 12) * 1000;
const hoursAgo = (hours: number) => new Date(NOW / 1000 - hours * 3_600_000);

describe("the light of a connection", () => {
  it.each([
    [{ paused: true, lastReceivedAt: hoursAgo(1) }, "off", "Paused"],
    [{ paused: false, lastReceivedAt: null }, "off", "Nothing received yet"],
    [{ paused: false, lastReceivedAt: hoursAgo(0) }, "on", "Received just now"],
    [{ paused: false, lastReceivedAt: hoursAgo(0.25) }, "on", "Received 15 minutes ago"],
    [{ paused: false, lastReceivedAt: hoursAgo(1) }, "on", "Received 1 hour ago"],
    [{ paused: false, lastReceivedAt: hoursAgo(47) }, "on", "Received 47 hours ago"],
    [{ paused: false, lastReceivedAt: hoursAgo(72) }, "quiet", "Silent for 3 days"],
  ] as const)("%o is %s: %s", (connection, tone, text) => {
    expect(connectionLight(connection, NOW)).toEqual({ tone, text });
  });
});

it("summarises a payload by its first problem, else by what it held", () => {
  const payload = {
    id: "7",
    connectionId: "c",
    receivedAt: hoursAgo(1),
    deliveries: 3,
    lastDeliveredAt: hoursAgo(0),
    format: "json",
    size: 10,
    state: "understood",
    label: "conversation_updated",
    understood: 2,
    tests: 0,
    notBot: 1,
    irrelevant: 0,
    problems: 0,
    problemList: [],
    importId: null,
    mappedAt: null,
  } as const;
  expect(preparePayloads([payload], "UTC")[0]).toMatchObject({
    href: "/data/connections/c/payloads/7",
    summary: "2 understood, 1 not a bot conversation",
    deliveries: "delivered 3 times",
    isError: false,
  });
  const broken = { ...payload, state: "error", problems: 1, problemList: [["payload", "No id."]] } as const;
  expect(preparePayloads([broken], "UTC")[0]).toMatchObject({
    summary: "No id.",
    state: "Error",
    isError: true,
  });
});

it("puts the address into every platform's steps", () => {
  for (const connector of CONNECTORS) {
    const steps = prepareSteps(connector, "https://b.example/x");
    expect(steps.join(" ")).toContain("https://b.example/x");
    expect(steps.join(" ")).not.toContain("{secret}");
    expect(prepareSupplies(connector).every(({ sentence }) => sentence.endsWith("."))).toBe(true);
  }
});
