/** The part of the client that is the same whatever the operations are. */
export const CLIENT_CORE = `/** What a refusal says: problem details (RFC 9457) with a stable code. */
export class BatonProblem extends Error {
  override readonly name = "BatonProblem";
  readonly problem: Problem;
  readonly status: number;
  readonly code: Problem["code"];

  constructor(problem: Problem) {
    super(\`\${problem.code}: \${problem.detail}\`);
    this.problem = problem;
    this.status = problem.status;
    this.code = problem.code;
  }
}

export interface BatonOptions {
  /** Where Baton is, such as https://baton.example.org. */
  readonly url: string;
  /** An API key. */
  readonly key: string;
  /** How often a request is tried again that came too early (429, 503); 3 unless said otherwise. */
  readonly retries?: number;
  readonly fetch?: typeof fetch;
}

interface RequestInput {
  readonly path?: { readonly [name: string]: unknown };
  readonly query?: { readonly [name: string]: unknown };
  readonly body?: unknown;
}

/** How requests are made; also for bodies that are no JSON: \`baton.request("POST", "/api/v1/records", { body, type })\`. */
export class BatonRequests {
  readonly #options: BatonOptions;

  constructor(options: BatonOptions) {
    this.#options = options;
  }

  /** Sends a request and answers with the response. Waits and tries again at 429 and 503; throws BatonProblem at other refusals. */
  async request(
    method: string,
    path: string,
    content: { readonly body?: string | Uint8Array<ArrayBuffer>; readonly type?: string } = {},
  ): Promise<Response> {
    const { url, key, retries = 3, fetch: ask = fetch } = this.#options;
    for (let attempt = 0; ; attempt += 1) {
      const response = await ask(new URL(path, url), {
        method,
        headers: {
          Authorization: \`Bearer \${key}\`,
          ...(content.body === undefined ? {} : { "Content-Type": content.type ?? "application/json" }),
        },
        ...(content.body === undefined ? {} : { body: content.body }),
      });
      if (response.ok) return response;
      const wait = Number(response.headers.get("retry-after") ?? 1);
      if (attempt >= retries || ![429, 503].includes(response.status)) {
        throw new BatonProblem((await response.json()) as Problem);
      }
      await response.body?.cancel();
      await new Promise((resolve) => setTimeout(resolve, wait * 1000));
    }
  }

  protected send(
    method: string,
    template: string,
    input: RequestInput,
    lists: readonly string[],
  ): Promise<Response> {
    const path = template.replace(/\\{([^}]+)\\}/g, (_, name: string) =>
      encodeURIComponent(String(input.path?.[name])),
    );
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries(input.query ?? {})) {
      if (value === undefined || value === null) continue;
      if (!Array.isArray(value)) search.set(name, String(value));
      else if (lists.includes(name)) search.set(name, value.join(","));
      else for (const one of value) search.append(name, String(one));
    }
    const query = search.size > 0 ? \`?\${search}\` : "";
    return this.request(
      method,
      \`\${path}\${query}\`,
      input.body === undefined ? {} : { body: JSON.stringify(input.body) },
    );
  }

  protected async json<Answer>(
    method: string,
    template: string,
    input: RequestInput,
    lists: readonly string[],
  ): Promise<Answer> {
    return (await (await this.send(method, template, input, lists)).json()) as Answer;
  }
}`;
