import { lookup as resolve } from "node:dns";
import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { Webhook } from "standardwebhooks";
import { isPublicAddress } from "./public-address";

/** One attempt to tell a webhook something. */
export interface WebhookAttempt {
  readonly url: string;
  /** The same at every attempt: what the receiver knows a repetition by. */
  readonly id: string;
  readonly body: string;
  /** The keys that sign, `whsec_…`; while a key is being replaced there are two. */
  readonly secrets: readonly string[];
  readonly at: Date;
  /** This machine and its network may be reached. */
  readonly privateAddresses: boolean;
  readonly signal?: AbortSignal;
}

/** An attempt that the receiver did not answer with success. */
export class WebhookError extends Error {
  override name = "WebhookError";
}

/** For everything, from asking for the address to the last byte of the head of the answer, in milliseconds. */
const PATIENCE = 15_000;

/**
 * Sends one attempt, signed as Standard Webhooks has it. Redirects are not followed, and the address is checked as the
 * connection is made, so that a name that leads elsewhere a moment later gains nothing. Throws WebhookError, with a
 * sentence, for every answer but 2xx.
 */
export async function sendWebhook(attempt: WebhookAttempt): Promise<void> {
  const url = new URL(attempt.url);
  refuseAddress(url, attempt.privateAddresses);
  const stop = AbortSignal.timeout(PATIENCE);
  const signal = attempt.signal ? AbortSignal.any([stop, attempt.signal]) : stop;
  const status = await post(url, attempt, signal).catch((error: unknown) => {
    if (error instanceof WebhookError) throw error;
    const said = stop.aborted ? `no answer within ${PATIENCE / 1000} seconds` : reasonOf(error);
    throw new WebhookError(`It could not be reached: ${said}.`, { cause: error });
  });
  if (status >= 200 && status < 300) return;
  if (status >= 300 && status < 400) {
    throw new WebhookError(
      `It answered ${status}, and redirects are not followed. Give the address it leads to.`,
    );
  }
  throw new WebhookError(`It answered ${status}.`);
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.message || String((error as NodeJS.ErrnoException).code ?? error.name);
}

function refuseAddress({ protocol, hostname }: URL, privateAddresses: boolean): void {
  if (privateAddresses) return;
  if (protocol !== "https:") throw new WebhookError("Its address has to begin with https://.");
  const host = hostname.replace(/^\[|\]$/g, "");
  if (isIP(host) !== 0 && !isPublicAddress(host)) throw privateAddress(host);
}

function privateAddress(address: string): WebhookError {
  return new WebhookError(
    `${address} is not an address of the open internet. Set WEBHOOKS_TO_PRIVATE_ADDRESSES=true if Baton may reach it.`,
  );
}

/** Looks a name up, and refuses it when any of its addresses is private. */
const publicLookup: LookupFunction = (hostname, options, callback) => {
  resolve(hostname, { ...options, all: true }, (error, addresses) => {
    const closed = error ? undefined : addresses.find(({ address }) => !isPublicAddress(address));
    const problem = error ?? (closed ? privateAddress(closed.address) : null);
    if (problem) return callback(problem, "", 0);
    if (options.all) return callback(null, addresses);
    const [first] = addresses;
    callback(null, first?.address ?? "", first?.family ?? 0);
  });
};

function post(url: URL, attempt: WebhookAttempt, signal: AbortSignal): Promise<number> {
  const { id, at, body, secrets, privateAddresses } = attempt;
  const request = url.protocol === "https:" ? httpsRequest : httpRequest;
  return new Promise((answered, failed) => {
    const sending = request(
      url,
      {
        method: "POST",
        agent: false,
        signal,
        ...(privateAddresses ? {} : { lookup: publicLookup }),
        headers: {
          "Content-Type": "application/json",
          "Content-Length": Buffer.byteLength(body),
          "User-Agent": "Baton-Webhooks/1",
          "webhook-id": id,
          "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
          "webhook-signature": secrets.map((secret) => new Webhook(secret).sign(id, at, body)).join(" "),
        },
      },
      (response) => {
        // Whatever else it says is not read.
        response.destroy();
        answered(response.statusCode ?? 0);
      },
    );
    sending.on("error", failed);
    sending.end(body);
  });
}
