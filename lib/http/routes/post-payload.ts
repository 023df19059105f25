import { z } from "zod";
import { clientAddress } from "@/lib/access/client-address";
import { accessConfiguration } from "@/lib/access/configuration";
import { processRateLimits } from "@/lib/access/rate-limits";
import { AppError } from "@/lib/domain/app-error";
import { processIngest } from "@/lib/ingest/commit/services";
import type { Connector } from "@/lib/ingest/connectors/connector";
import { CONNECTORS, connectorOf } from "@/lib/ingest/connectors/registry";
import { authenticateConnection, SECRET_HEADER } from "@/lib/ingest/payloads/authenticate-connection";
import {
  formatOfMediaType,
  LARGEST_PAYLOAD,
  UnreadablePayload,
  unpacked,
} from "@/lib/ingest/payloads/read-payload";
import { type Receipt, receivePayload } from "@/lib/ingest/payloads/receive-payload";
import { readBytes } from "../body";
import { queryOf } from "../query";
import { declareRoute } from "../route";

/** Platforms send JSON under many names. */
const MEDIA_TYPES = [
  "application/json",
  "application/cloudevents+json",
  "application/x-ndjson",
  "text/csv",
  "text/plain",
  "application/x-www-form-urlencoded",
];

const receiptSchema = z
  .object({
    payloadId: z.string().describe("The kept payload, until it expires"),
    outcome: z
      .enum(["waiting", "understood", "test", "not_bot", "irrelevant", "error", "paused"])
      .describe("error: kept with its problems, and can be replayed; paused: kept and not counted yet"),
    event: z.string().describe("What the platform calls it"),
    understood: z.int().describe("Conversations that it told something of"),
    test: z.int().describe("Test conversations among them are counted here instead"),
    notBot: z.int().describe("Conversations in which no part of a bot is known"),
    irrelevant: z.int().describe("Pieces with nothing in them that Baton counts"),
    problems: z.int(),
    problemList: z.array(z.object({ where: z.string(), message: z.string() })).describe("The first 20"),
    importId: z.string().nullable(),
    repeated: z.boolean().describe("The same bytes came before; nothing was counted again"),
    requestId: z.string().optional().describe("Amazon Data Firehose wants its own back"),
    timestamp: z.int().optional().describe("Milliseconds since 1970; with requestId"),
  })
  .meta({ id: "PayloadReceipt" });

const addressSchema = z.object({
  platform: z.string().describe(`One of ${CONNECTORS.map(({ platform }) => platform).join(", ")}`),
  connection: z.string().describe("The connection's id, as its page shows it"),
});

/** `POST /api/v1/connectors/{platform}/{connection}`: a platform's own webhook body or export, as it is. */
export const postPayload = declareRoute({
  method: "POST",
  path: "/api/v1/connectors/{platform}/{connection}",
  summary: "Receive what a platform sends: its own webhook body or export, as it is",
  description: `Authenticated by the platform's signature or by the connection's secret (Authorization: Bearer …, ${SECRET_HEADER}, or ?secret=). Kept encrypted, mapped to records and in the numbers when this answers. Sending again changes nothing. What is not understood is kept with its problems and answered 200 too, because sending it again would not help.`,
  action: "public",
  security: "connection",
  params: addressSchema,
  query: queryOf(
    z.object({
      secret: z
        .string()
        .optional()
        .describe("The connection's secret, for platforms that cannot send headers"),
      bodySHA256: z.string().optional().describe("Added by Twilio to what it signs"),
    }),
  ),
  body: "stream",
  takes: MEDIA_TYPES,
  output: receiptSchema,
  answers: {
    401: { description: "Neither a valid signature nor the connection's secret" },
    413: { description: "The body is larger than 32 MiB" },
  },
  async handler({ params, query, request }) {
    const connector = connectorOf(params.platform);
    if (!connector) throw unknownPlatform(params.platform);
    const raw = await readBytes(request, LARGEST_PAYLOAD);
    const services = await processIngest();
    const connection = await checked(request, params.connection, () =>
      authenticateConnection(services, {
        connector,
        connectionId: params.connection,
        secret: sentSecret(request, query.secret, connector),
        request: {
          headers: request.headers,
          urls: addresses(request),
          body: raw,
          now: services.clock.now() / 1000,
        },
      }),
    );
    const format = formatOfMediaType(request.headers.get("content-type") ?? "");
    const receipt = receiptBody(await receivePayload(services, connection, unpackedBody(raw), format));
    const requestId = request.headers.get("x-amz-firehose-request-id");
    // Firehose takes an answer without these two for a failure, and sends again.
    if (requestId === null) return receipt;
    return { ...receipt, requestId, timestamp: Math.floor(services.clock.now() / 1000) };
  },
});

/** Checks who sends, and refuses to after too many failures from one address at one connection. */
async function checked<Result>(
  request: Request,
  connection: string,
  check: () => Promise<Result>,
): Promise<Result> {
  const limits = processRateLimits();
  const subject = `${clientAddress(request.headers)} ${connection.slice(0, 36)}`;
  limits.refuseAfterFailures(subject);
  try {
    return await check();
  } catch (error) {
    if (error instanceof AppError && error.status === 401) limits.failures.take(subject);
    throw error;
  }
}

function unknownPlatform(platform: string): AppError {
  const allowed = CONNECTORS.map((connector) => connector.platform);
  return new AppError("not_found", `There is no platform ${platform.slice(0, 50)} here.`, { allowed });
}

function unpackedBody(raw: Buffer): Buffer {
  try {
    return unpacked(raw);
  } catch (error) {
    if (error instanceof UnreadablePayload) throw new AppError("too_large", error.message);
    throw error;
  }
}

function sentSecret(request: Request, inAddress: string | undefined, connector: Connector): string | null {
  const bearer = /^bearer +(\S+) *$/i.exec(request.headers.get("authorization") ?? "")?.[1];
  const own = connector.secretHeaders?.map((name) => request.headers.get(name)).find((sent) => sent !== null);
  return bearer ?? request.headers.get(SECRET_HEADER) ?? own ?? inAddress ?? null;
}

/** The addresses that a signature may cover: the public one, the one asked for, and the one a proxy was asked for. */
function addresses(request: Request): string[] {
  const { pathname, search, origin } = new URL(request.url);
  const header = (name: string) => request.headers.get(name)?.split(",")[0]?.trim();
  const host = header("x-forwarded-host") ?? header("host");
  const scheme = header("x-forwarded-proto");
  const { publicUrl } = accessConfiguration();
  const origins = [
    ...(publicUrl === undefined ? [] : [new URL(publicUrl).origin]),
    ...(host === undefined
      ? []
      : (scheme === undefined ? ["https", "http"] : [scheme]).map((s) => `${s}://${host}`)),
    origin,
  ];
  return [...new Set(origins)].map((start) => `${start}${pathname}${search}`);
}

function receiptBody(receipt: Receipt): z.input<typeof receiptSchema> {
  return {
    payloadId: receipt.id,
    outcome: receipt.state,
    event: receipt.label,
    understood: receipt.understood,
    test: receipt.tests,
    notBot: receipt.notBot,
    irrelevant: receipt.irrelevant,
    problems: receipt.problems,
    problemList: receipt.problemList.map(([where, message]) => ({ where, message })),
    importId: receipt.importId,
    repeated: receipt.repeated,
  };
}

/** `GET /api/v1/connectors/{platform}/{connection}`: platforms ask whether anybody is there before they send. */
export const getPayloadAddress = declareRoute({
  method: "GET",
  path: "/api/v1/connectors/{platform}/{connection}",
  summary: "Whether something is received at this address",
  description: "Some platforms ask with GET or HEAD before they send. Says nothing of the connection itself.",
  action: "public",
  params: addressSchema,
  output: z.object({ platform: z.string(), takes: z.string() }),
  async handler({ params }) {
    const connector = connectorOf(params.platform);
    if (!connector) throw unknownPlatform(params.platform);
    return { platform: connector.platform, takes: "POST" };
  },
});
