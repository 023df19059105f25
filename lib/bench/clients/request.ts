import type { Agent, IncomingMessage } from "node:http";
import { request as httpRequest } from "node:http";
import { text } from "node:stream/consumers";

/** Where and as whom a client asks. */
export interface Target {
  readonly url: string;
  readonly key: string;
}

export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** Opens a request; its answer resolves when it has arrived whole. */
export function openRequest(
  target: Target,
  path: string,
  options: { readonly method: string; readonly contentType?: string; readonly agent?: Agent },
) {
  const request = httpRequest(new URL(path, target.url), {
    method: options.method,
    ...(options.agent && { agent: options.agent }),
    headers: {
      Authorization: `Bearer ${target.key}`,
      ...(options.contentType && { "Content-Type": options.contentType }),
    },
  });
  const answer = new Promise<IncomingMessage>((resolve, reject) => {
    request.once("response", resolve);
    request.once("error", reject);
  }).then(
    async (response): Promise<Answer> => ({
      status: response.statusCode ?? 0,
      body: await text(response),
    }),
  );
  // Whoever writes the body may see the failure first.
  answer.catch(() => undefined);
  return { request, answer };
}
