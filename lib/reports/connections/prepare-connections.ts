import type { Micros } from "@/lib/domain/record";
import type { Connector } from "@/lib/ingest/connectors/connector";
import { connectorOf } from "@/lib/ingest/connectors/registry";
import { SUPPLY_LABELS, type SupplyKey } from "@/lib/ingest/connectors/supplies";
import { counted } from "@/lib/metrics/counted";
import { formatFullMoment } from "@/lib/metrics/format-time";
import type { PayloadState, StoredPayload } from "@/lib/store/connection-payloads";
import type { PayloadCounts, StoredConnection, StoredSecret } from "@/lib/store/connections";

/*
 * What the pages of connections show, decided here.
 */

const count = new Intl.NumberFormat("en-GB");
const HOUR: Micros = 3_600_000_000;
const DAY = 24 * HOUR;
/** Longer without a payload than this, the light says so. */
const QUIET_AFTER = 2 * DAY;

/** The light of a connection: its colour, and the same in words. */
export interface Light {
  readonly tone: "on" | "quiet" | "off";
  readonly text: string;
}

/** Whether a connection receives. */
export function connectionLight(
  connection: Pick<StoredConnection, "paused" | "lastReceivedAt">,
  now: Micros,
): Light {
  if (connection.paused) return { tone: "off", text: "Paused" };
  if (!connection.lastReceivedAt) return { tone: "off", text: "Nothing received yet" };
  const age = now - connection.lastReceivedAt.getTime() * 1000;
  return age > QUIET_AFTER
    ? { tone: "quiet", text: `Silent for ${ago(age)}` }
    : { tone: "on", text: age < 60_000_000 ? "Received just now" : `Received ${ago(age)} ago` };
}

/** `5 minutes`, `3 hours`, `12 days`. */
function ago(age: Micros): string {
  const [number, unit] =
    age >= 2 * DAY
      ? ([Math.floor(age / DAY), "day"] as const)
      : age >= HOUR
        ? ([Math.floor(age / HOUR), "hour"] as const)
        : ([Math.max(1, Math.floor(age / 60_000_000)), "minute"] as const);
  return counted(number, unit);
}

/** A row of the list of connections. */
export interface ConnectionRow {
  readonly id: string;
  readonly href: string;
  readonly name: string;
  readonly platform: string;
  readonly source: string;
  readonly light: Light;
  readonly received: string;
  readonly understood: string;
  readonly notBot: string;
  readonly problems: string;
  readonly hasProblems: boolean;
}

/** The list of connections. */
export function prepareConnections(connections: readonly StoredConnection[], now: Micros): ConnectionRow[] {
  return connections.map((connection) => ({
    id: connection.id,
    href: connectionHref(connection.id),
    name: connection.name,
    platform: connectorOf(connection.platform)?.name ?? connection.platform,
    source: connection.source,
    light: connectionLight(connection, now),
    received: count.format(connection.received),
    understood: count.format(connection.understood),
    notBot: count.format(connection.notBot),
    problems: count.format(connection.problems),
    hasProblems: connection.problems > 0,
  }));
}

/** The page of a connection. */
export function connectionHref(id: string): string {
  return `/data/connections/${id}`;
}

/** What a connection has received so far, line by line, with what each line means. */
export function prepareTotals(connection: PayloadCounts & { readonly received: number }) {
  return [
    {
      label: "Payloads",
      value: count.format(connection.received),
      note: "each counted once, however often it came",
    },
    {
      label: "Understood",
      value: count.format(connection.understood),
      note: "conversations, once for each payload that told of them",
    },
    {
      label: "Not a bot conversation",
      value: count.format(connection.notBot),
      note: "kept apart; taken in as soon as a bot’s part of the conversation is known",
    },
    {
      label: "Test traffic",
      value: count.format(connection.tests),
      note: "stored as tests, and in no number",
    },
    {
      label: "Nothing to count",
      value: count.format(connection.irrelevant),
      note: "events that are not about conversations",
    },
    {
      label: "Problems",
      value: count.format(connection.problems),
      note: "kept with their error, to be replayed",
    },
  ];
}

const STATES: { readonly [S in PayloadState]: string } = {
  waiting: "Being read",
  understood: "Understood",
  test: "Test",
  not_bot: "Not a bot conversation",
  irrelevant: "Nothing to count",
  error: "Error",
  paused: "Kept while paused",
};

/** A row of the list of payloads. */
export interface PayloadRow {
  readonly id: string;
  readonly href: string;
  readonly received: string;
  readonly label: string;
  readonly state: string;
  readonly isError: boolean;
  readonly summary: string;
  readonly deliveries: string | null;
}

/** A list of payloads. */
export function preparePayloads(payloads: readonly StoredPayload[], timeZone: string): PayloadRow[] {
  return payloads.map((payload) => ({
    id: payload.id,
    href: `${connectionHref(payload.connectionId)}/payloads/${payload.id}`,
    received: formatFullMoment(payload.receivedAt.getTime() * 1000, timeZone),
    label: payload.label || "Not read yet",
    state: STATES[payload.state],
    isError: payload.state === "error",
    summary: payload.problemList[0]?.[1] ?? summaryOf(payload),
    deliveries: payload.deliveries > 1 ? `delivered ${count.format(payload.deliveries)} times` : null,
  }));
}

function summaryOf(payload: PayloadCounts): string {
  const parts = [
    [payload.understood, "understood"],
    [payload.tests, "test"],
    [payload.notBot, "not a bot conversation"],
    [payload.irrelevant, "nothing to count"],
  ] as const;
  return parts
    .filter(([number]) => number > 0)
    .map(([number, word]) => `${count.format(number)} ${word}`)
    .join(", ");
}

/** A line of what a platform supplies. */
export interface SupplyRow {
  readonly label: string;
  readonly supplied: "yes" | "partly" | "no";
  readonly word: string;
  readonly sentence: string;
}

/** What a platform supplies and what it does not, in the order of the table. */
export function prepareSupplies(connector: Pick<Connector, "supplies">): SupplyRow[] {
  const words = { yes: "Yes", partly: "Partly", no: "No" } as const;
  return (Object.keys(SUPPLY_LABELS) as SupplyKey[]).map((key) => {
    const [supplied, sentence] = connector.supplies[key];
    return { label: SUPPLY_LABELS[key], supplied, word: words[supplied], sentence };
  });
}

/** The steps with the connection's own address in them. */
export function prepareSteps(connector: Pick<Connector, "steps">, url: string): string[] {
  return connector.steps.map((step) => step.replaceAll("{url}", url).replaceAll("{secret}", "YOUR_SECRET"));
}

/** A secret as it is listed. */
export interface SecretRow {
  readonly id: string;
  readonly kind: string;
  readonly made: string;
  readonly used: string;
}

/** The secrets that hold. */
export function prepareSecrets(
  secrets: readonly StoredSecret[],
  connector: Pick<Connector, "name">,
  timeZone: string,
): SecretRow[] {
  const moment = (at: Date) => formatFullMoment(at.getTime() * 1000, timeZone);
  return secrets.map((secret) => ({
    id: secret.id,
    kind: secret.hash === null ? `Signing secret of ${connector.name}` : "Made by Baton",
    made: moment(secret.createdAt),
    used: secret.lastUsedAt ? moment(secret.lastUsedAt) : "Never",
  }));
}

/** A platform that can be connected. */
export interface PlatformChoice {
  readonly platform: string;
  readonly name: string;
  /** `Webhooks and export files`. */
  readonly ways: string;
  readonly href: string;
}

/** The platforms in the order in which they are offered. */
export function preparePlatforms(connectors: readonly Connector[]): readonly PlatformChoice[] {
  return connectors.map(({ platform, name, webhook, exportFile }) => ({
    platform,
    name,
    ways: [webhook && "Webhooks", exportFile && (webhook ? "export files" : "Export files")]
      .filter(Boolean)
      .join(" and "),
    href: `/data/connections/new?${new URLSearchParams({ platform })}`,
  }));
}
