// The typed client of Baton 0.1.0, made from its openapi.json by `npm run client`. Do not edit it: make it anew.

export type Problem = {
type: string;
title: string;
status: number;
/** What is wrong and what to do, in plain English. */
detail: string;
/** Stable: programs may rely on it. */
code: "malformed_request" | "malformed_body" | "truncated_body" | "unknown_parameter" | "repeated_parameter" | "missing_value" | "invalid_value" | "unknown_metric" | "unknown_dimension" | "invalid_period" | "incompatible_parameters" | "unauthenticated" | "invalid_key" | "forbidden" | "origin_refused" | "not_found" | "method_not_allowed" | "link_expired" | "conflict" | "too_large" | "unsupported_media_type" | "unsupported_encoding" | "record_rejected" | "too_many_requests" | "internal" | "unavailable";
/** The allowed values, where they form a closed set. */
allowed?: ReadonlyArray<unknown>;
parameter?: string;
/** JSON Pointer into the body. */
pointer?: string;
errors?: ReadonlyArray<{
parameter?: string;
pointer?: string;
message: string;
allowed?: ReadonlyArray<unknown>;
}>;
};

export type ConversationRecord = {
/** What the record is about. */
type: "conversation";
/** The system that issued conversationId: the bot platform. Also on what other tools send. */
source?: string | null;
/** The id of the bot conversation in that system. */
conversationId: string;
/** The version of this record. Of records with the same key the newest says what holds. */
updatedAt?: string | null;
/** The bot's name. */
bot?: string | null;
/** The version of the bot. */
botVersion?: string | null;
/** Where the conversation took place. A channel not listed here counts as other. */
channel?: string | null;
/** The language as a BCP 47 tag. */
language?: string | null;
/** The intent or topic. */
queryType?: string | null;
/** When the conversation began. */
startedAt: string;
/** When the bot's part ended. */
endedAt?: string | null;
/** How it ended for the bot. */
outcome?: "contained" | "handed_off" | "abandoned" | "open" | null;
/** How many messages the customer wrote. */
customerMessages?: number | null;
/** How many messages the bot wrote. */
botMessages?: number | null;
/** How often the bot did not understand or could not do what was asked. */
failedAttempts?: number | null;
/** Who the customer is, in your systems. Only a keyed hash of it is kept. */
customerRef?: string | null;
/** From an export, in place of customerRef. Taken under the same key only. */
customerHash?: string | null;
/** The contact before this one in the same journey. */
previousConversationId?: string | null;
/** A test conversation: it counts nowhere. */
test?: boolean | null;
[key: string]: unknown;
};

export type HandoffRecord = {
/** What the record is about. */
type: "handoff";
/** The system that issued conversationId: the bot platform. Also on what other tools send. */
source?: string | null;
/** The id of the bot conversation in that system. */
conversationId: string;
/** The version of this record. Of records with the same key the newest says what holds. */
updatedAt?: string | null;
/** Which hand-off of the conversation, "1" unless said otherwise. */
handoffId?: string | null;
/** Who handed off: the bot, unless said otherwise, or an agent (a later transfer). */
from?: "bot" | "agent" | null;
/** When the hand-off was asked for. */
requestedAt?: string | null;
/** When a person took over. */
connectedAt?: string | null;
/** When the person's part ended. */
endedAt?: string | null;
/** How far the hand-off got. */
status?: "requested" | "connected" | "failed" | "abandoned" | null;
/** Why: a code, or a family where the code is not known. Any other text is kept as reasonRaw. */
reason?: string | null;
/** The reason in the platform's own words. */
reasonRaw?: string | null;
/** The reason in a sentence. */
reasonText?: string | null;
/** Who gave the reason. */
assignedBy?: "bot" | "rule" | "agent" | "analyst" | null;
/** The channel before. */
fromChannel?: string | null;
/** The channel after. */
toChannel?: string | null;
/** The queue or team it went to. */
queue?: string | null;
/** The agent who took over. */
agentId?: string | null;
/** When the customer first asked for a person. */
customerAskedAt?: string | null;
/** Failed attempts before this hand-off; the conversation's unless said otherwise. */
failedAttempts?: number | null;
/** What reached the agent with the hand-off. */
context?: {
/** The transcript reached the agent's screen. */
transcript?: boolean | null;
/** The summary that the agent saw, or only whether there was one. */
summary?: string | boolean | null;
/** The reason of the hand-off reached the agent. */
reason?: boolean | null;
/** What the customer needs next, as the agent saw it. */
nextStep?: string | null;
/** What the bot tried. */
attempted?: ReadonlyArray<string> | null;
/** When the context reached the agent. */
deliveredAt?: string | null;
/** One entry for each piece of information that the bot collected. */
fields?: ReadonlyArray<{
/** The name of the field. */
name: string;
/** How it reached the agent: in a field, only inside the transcript, or not at all. */
passed?: "structured" | "transcript" | "none" | null;
/** Whether the agent asked the customer for it again. */
reasked?: boolean | null;
/** The value itself. Only a keyed hash of it is kept. */
value?: string | number | boolean | null;
/** From an export, in place of value. Taken under the same key only. */
valueHash?: string | null;
/** From an export: the ways in which the value may be written, fingerprinted. */
valueForms?: string | null;
[key: string]: unknown;
}> | null;
[key: string]: unknown;
} | null;
[key: string]: unknown;
};

export type SurveyRecord = {
/** What the record is about. */
type: "survey";
/** The system that issued conversationId: the bot platform. Also on what other tools send. */
source?: string | null;
/** The id of the bot conversation in that system. */
conversationId: string;
/** The version of this record. Of records with the same key the newest says what holds. */
updatedAt?: string | null;
/** Which survey of the conversation; its kind unless said otherwise. */
surveyId?: string | null;
/** What is asked: csat unless said otherwise. */
kind?: "csat" | "nps" | "ces" | null;
/** The answer, on the scale. */
score?: number | null;
/** The worst possible score; goes with scaleMax. */
scaleMin?: number | null;
/** The best possible score; goes with scaleMin. */
scaleMax?: number | null;
/** When the survey was sent. */
sentAt?: string | null;
/** When it was answered. */
answeredAt?: string | null;
/** What the customer wrote. */
comment?: string | null;
/** The customer says that they had to repeat themselves. */
hadToRepeat?: boolean | null;
/** The hand-off that the survey is about. */
handoffId?: string | null;
[key: string]: unknown;
};

export type ContextRatingRecord = {
/** What the record is about. */
type: "context_rating";
/** The system that issued conversationId: the bot platform. Also on what other tools send. */
source?: string | null;
/** The id of the bot conversation in that system. */
conversationId: string;
/** The version of this record. Of records with the same key the newest says what holds. */
updatedAt?: string | null;
/** Which hand-off of the conversation, "1" unless said otherwise. */
handoffId?: string | null;
/** The agent who rates; without it, one unnamed agent. */
agentId?: string | null;
/** Whether the context was useful. */
usefulness?: "useful" | "partly" | "not_useful" | null;
/** What the agent did with it. */
used?: "used" | "skimmed" | "ignored" | null;
/** The fields that the agent had to ask for again; [] = none. */
reaskedFields?: ReadonlyArray<string> | null;
/** The reason as the agent sees it. */
correctedReason?: "not_understood" | "max_attempts" | "knowledge_gap" | "tool_error" | "wrong_answer" | "loop_or_frustration" | "needs_approval" | "policy_or_risk" | "out_of_scope_by_design" | "priority_customer" | "asked_at_start" | "asked_midway" | "bot_failure" | "planned_escalation" | "customer_demand" | "operational" | "unclassified" | null;
/** What the agent wrote. */
comment?: string | null;
/** When it was rated; the version of the record where updatedAt is missing. */
ratedAt?: string | null;
[key: string]: unknown;
};

export type MessageRecord = {
/** What the record is about. */
type: "message";
/** The system that issued conversationId: the bot platform. Also on what other tools send. */
source?: string | null;
/** The id of the bot conversation in that system. */
conversationId: string;
/** The version of this record. Of records with the same key the newest says what holds. */
updatedAt?: string | null;
/** The place of the message in the conversation. */
sequence: number;
/** Who wrote it. */
sender?: "customer" | "bot" | "agent" | "system" | null;
/** What was written. Redacted before it is kept. */
text?: string | null;
/** When it was written. */
at?: string | null;
/** The hand-off after which it was written. */
handoffId?: string | null;
/** From an export: the text as it was before redaction, fingerprinted. */
fingerprints?: string | null;
[key: string]: unknown;
};

export type AnyRecord = ConversationRecord | HandoffRecord | SurveyRecord | ContextRatingRecord | MessageRecord;

export type ImportResult = {
importId: string;
received: number;
/** New; records that wait for their conversation are among them */
created: number;
updated: number;
unchanged: number;
/** Overruled by a newer version */
stale: number;
rejected: number;
/** Keys that were left out, all records together */
ignoredKeys: number;
/** The same by name */
ignoredKeyNames: Record<string, number>;
/** The first 100; all are at /imports/{id}/rejections */
rejections: ReadonlyArray<{
/** 1-based; in an array the position */
line: number;
type: string | null;
conversationId: string | null;
code: string;
/** JSON Pointer */
path: string;
message: string;
}>;
};

export type PayloadReceipt = {
/** The kept payload, until it expires */
payloadId: string;
/** error: kept with its problems, and can be replayed; paused: kept and not counted yet */
outcome: "waiting" | "understood" | "test" | "not_bot" | "irrelevant" | "error" | "paused";
/** What the platform calls it */
event: string;
/** Conversations that it told something of */
understood: number;
/** Test conversations among them are counted here instead */
test: number;
/** Conversations in which no part of a bot is known */
notBot: number;
/** Pieces with nothing in them that Baton counts */
irrelevant: number;
problems: number;
/** The first 20 */
problemList: ReadonlyArray<{
where: string;
message: string;
}>;
importId: string | null;
/** The same bytes came before; nothing was counted again */
repeated: boolean;
/** Amazon Data Firehose wants its own back */
requestId?: string;
/** Milliseconds since 1970; with requestId */
timestamp?: number;
};

export type Import = {
id: string;
label: string;
via: "api" | "file" | "demo" | "rating" | "connector";
format: string;
startedBy: string | null;
state: "running" | "done" | "stopped" | "undoing" | "undone" | "redoing";
startedAt: string;
finishedAt: string | null;
/** Why it stopped */
problem: string | null;
/** When its undo was asked for */
undoneAt: string | null;
undoneBy: string | null;
received: number;
created: number;
updated: number;
unchanged: number;
stale: number;
rejected: number;
ignoredKeys: Record<string, number>;
};

export type UploadedFile = {
/** The draft, shown at /data/import/{draft} */
draft: string;
file: string;
};

export type Erasure = {
id: string;
/** A keyed hash; the reference itself is not kept */
customer: string;
startedBy: string;
startedAt: string;
finishedAt: string | null;
conversations: number;
records: number;
/** Refused records and kept payloads that named the customer */
refused: number;
/** Comments, closed weeks and the like that named the customer */
mentions: number;
};

export type Report = {
period: {
from: string | null;
to: string | null;
timeZone: string;
/** Late surveys may still change it */
provisional: boolean;
};
/** The period that the rows are compared with */
compared?: {
from: string;
to: string;
};
asOf: string;
rows: ReadonlyArray<{
key: Record<string, string | null>;
values: Record<string, MetricValue>;
previous?: Record<string, MetricValue>;
change?: Record<string, MetricChange | null>;
}>;
};

export type MetricValue = {
/** Numerator ÷ denominator as a fraction; a score, seconds or a count by the metric's unit */
value: number | null;
numerator: number | null;
denominator: number | null;
/** 95% interval */
interval: {
low: number;
high: number;
} | null;
/** Why there is no value */
withheld: "no_data" | "too_few" | "private" | null;
/** The denominator is below 30 */
lowVolume: boolean;
};

export type MetricChange = {
difference: number;
low: number | null;
high: number | null;
signal: boolean;
};

export type Metric = {
id: string;
label: string;
description: string;
/** In words */
numerator: string;
/** In words; null for counts */
denominator: string | null;
unit: "count" | "percent" | "score" | "seconds";
better: "higher" | "lower" | null;
caveats: ReadonlyArray<string>;
};

export type ListedConversation = {
source: string;
conversationId: string;
startedAt: string;
bot: string | null;
botVersion: string | null;
channel: string | null;
language: string | null;
queryType: string | null;
reason: string | null;
reasonCode: string | null;
queue: string | null;
eligible: boolean;
handedOff: boolean;
abandoned: boolean;
/** Null = not assessed */
repeated: boolean | null;
/** The counted score on 1–5 */
csat: number | null;
/** Units of the number that was asked for */
count: number | null;
};

export type Conversation = {
source: string;
conversationId: string;
[key: string]: unknown;
};

export type EmbedLink = {
/** For revoking it; opens nothing */
id: string;
/** With its secret after #: give it to the agent's desktop and to nobody else */
url: string;
expiresAt: string;
};

/** What a refusal says: problem details (RFC 9457) with a stable code. */
export class BatonProblem extends Error {
  override readonly name = "BatonProblem";
  readonly problem: Problem;
  readonly status: number;
  readonly code: Problem["code"];

  constructor(problem: Problem) {
    super(`${problem.code}: ${problem.detail}`);
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

/** How requests are made; also for bodies that are no JSON: `baton.request("POST", "/api/v1/records", { body, type })`. */
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
          Authorization: `Bearer ${key}`,
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
    const path = template.replace(/\{([^}]+)\}/g, (_, name: string) =>
      encodeURIComponent(String(input.path?.[name])),
    );
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries(input.query ?? {})) {
      if (value === undefined || value === null) continue;
      if (!Array.isArray(value)) search.set(name, String(value));
      else if (lists.includes(name)) search.set(name, value.join(","));
      else for (const one of value) search.append(name, String(one));
    }
    const query = search.size > 0 ? `?${search}` : "";
    return this.request(
      method,
      `${path}${query}`,
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
}

/** Baton's interface, one method for each operation. Refusals are thrown as BatonProblem. */
export class Baton extends BatonRequests {
/** Send records: conversations, hand-offs, surveys, context ratings, messages. */
postRecords(input: { query?: {
type?: "conversation" | "handoff" | "survey" | "context_rating" | "message" | undefined;
source?: string | undefined;
mapping?: string | undefined;
}; body: AnyRecord | ReadonlyArray<AnyRecord> }): Promise<ImportResult> {
return this.json("POST", "/api/v1/records", input, []);
}

/** Receive what a platform sends: its own webhook body or export, as it is. */
postConnectorsByPlatformByConnection(input: { path: {
platform: string;
connection: string;
}; query?: {
secret?: string | undefined;
bodySHA256?: string | undefined;
}; body: unknown }): Promise<PayloadReceipt> {
return this.json("POST", "/api/v1/connectors/{platform}/{connection}", input, []);
}

/** Whether something is received at this address. */
getConnectorsByPlatformByConnection(input: { path: {
platform: string;
connection: string;
} }): Promise<{
platform: string;
takes: string;
}> {
return this.json("GET", "/api/v1/connectors/{platform}/{connection}", input, []);
}

/** The imports, newest first. */
getImports(input: { query?: {
cursor?: string | undefined;
limit?: number | undefined;
} } = {}): Promise<{
rows: ReadonlyArray<Import>;
next: string | null;
}> {
return this.json("GET", "/api/v1/imports", input, []);
}

/** Upload a file to the import wizard: CSV, XLSX, JSON or NDJSON, also gzipped. */
postImportFiles(input: { query: {
name: string;
draft?: string | undefined;
}; body: string }): Promise<UploadedFile> {
return this.json("POST", "/api/v1/import-files", input, []);
}

/** What became of an import. */
getImportsById(input: { path: {
id: string;
} }): Promise<Import> {
return this.json("GET", "/api/v1/imports/{id}", input, []);
}

/** Take a whole import back (the same as POST …/undo). */
deleteImportsById(input: { path: {
id: string;
} }): Promise<Import> {
return this.json("DELETE", "/api/v1/imports/{id}", input, []);
}

/** The refused records of an import. */
getImportsByIdRejections(input: { path: {
id: string;
}; query?: {
format?: "ndjson" | "json" | undefined;
cursor?: string | undefined;
limit?: number | undefined;
} }): Promise<{
rows: ReadonlyArray<{
rejection: {
line: number;
code: string;
[key: string]: unknown;
};
[key: string]: unknown;
}>;
next: string | null;
}> {
return this.json("GET", "/api/v1/imports/{id}/rejections", input, []);
}

/** Take a whole import back. */
postImportsByIdUndo(input: { path: {
id: string;
} }): Promise<Import> {
return this.json("POST", "/api/v1/imports/{id}/undo", input, []);
}

/** Put an import back that was undone. */
postImportsByIdRedo(input: { path: {
id: string;
} }): Promise<Import> {
return this.json("POST", "/api/v1/imports/{id}/redo", input, []);
}

/** Erase one customer. */
postErasures(input: { body: {
/** The reference, as records bring it */
customerRef: string;
} }): Promise<Erasure> {
return this.json("POST", "/api/v1/erasures", input, []);
}

/** The customers who were erased: when, by whom, how much. */
getErasures(input: { query?: {
cursor?: string | undefined;
limit?: number | undefined;
} } = {}): Promise<{
erasures: ReadonlyArray<Erasure>;
next: string | null;
}> {
return this.json("GET", "/api/v1/erasures", input, []);
}

/** Every record, as it can be imported again. */
getExport(input: { query?: {
from?: string | undefined;
to?: string | undefined;
} } = {}): Promise<Response> {
return this.send("GET", "/api/v1/export", input, []);
}

/** Metrics by up to two dimensions. */
getReports(input: { query?: {
metrics?: string | undefined;
from?: string | undefined;
to?: string | undefined;
week?: string | undefined;
by?: string | undefined;
compare?: string | undefined;
compare_from?: string | undefined;
compare_to?: string | undefined;
format?: "json" | "csv" | undefined;
query_type?: ReadonlyArray<string> | undefined;
bot?: ReadonlyArray<string> | undefined;
bot_version?: ReadonlyArray<string> | undefined;
channel?: ReadonlyArray<string> | undefined;
language?: ReadonlyArray<string> | undefined;
source?: ReadonlyArray<string> | undefined;
reason?: ReadonlyArray<string> | undefined;
reason_code?: ReadonlyArray<string> | undefined;
reason_raw?: ReadonlyArray<string> | undefined;
queue?: ReadonlyArray<string> | undefined;
context_arrived?: ReadonlyArray<string> | undefined;
context_transcript?: ReadonlyArray<string> | undefined;
context_summary?: ReadonlyArray<string> | undefined;
context_reason?: ReadonlyArray<string> | undefined;
context_fields?: ReadonlyArray<string> | undefined;
context_timing?: ReadonlyArray<string> | undefined;
hour?: ReadonlyArray<string> | undefined;
day?: ReadonlyArray<string> | undefined;
month?: ReadonlyArray<string> | undefined;
field?: ReadonlyArray<string> | undefined;
failed_attempts?: ReadonlyArray<string> | undefined;
csat_score?: ReadonlyArray<string> | undefined;
transition?: ReadonlyArray<string> | undefined;
[attribute: `attr.${string}`]: string | undefined;
} } = {}): Promise<Report> {
return this.json("GET", "/api/v1/reports", input, []);
}

/** A table of a page as CSV or XLSX. */
getTablesByTable(input: { path: {
table: string;
}; query?: {
format?: "csv" | "xlsx" | undefined;
} }): Promise<Response> {
return this.send("GET", "/api/v1/tables/{table}", input, []);
}

/** What every metric means. */
getMetrics(): Promise<{
metrics: ReadonlyArray<Metric>;
}> {
return this.json("GET", "/api/v1/metrics", {}, []);
}

/** The conversations behind a number, newest first. */
getConversations(input: { query?: {
metric?: string | undefined;
part?: "numerator" | "denominator" | undefined;
from?: string | undefined;
to?: string | undefined;
week?: string | undefined;
cursor?: string | undefined;
limit?: number | undefined;
query_type?: ReadonlyArray<string> | undefined;
bot?: ReadonlyArray<string> | undefined;
bot_version?: ReadonlyArray<string> | undefined;
channel?: ReadonlyArray<string> | undefined;
language?: ReadonlyArray<string> | undefined;
source?: ReadonlyArray<string> | undefined;
reason?: ReadonlyArray<string> | undefined;
reason_code?: ReadonlyArray<string> | undefined;
reason_raw?: ReadonlyArray<string> | undefined;
queue?: ReadonlyArray<string> | undefined;
context_arrived?: ReadonlyArray<string> | undefined;
context_transcript?: ReadonlyArray<string> | undefined;
context_summary?: ReadonlyArray<string> | undefined;
context_reason?: ReadonlyArray<string> | undefined;
context_fields?: ReadonlyArray<string> | undefined;
context_timing?: ReadonlyArray<string> | undefined;
hour?: ReadonlyArray<string> | undefined;
day?: ReadonlyArray<string> | undefined;
month?: ReadonlyArray<string> | undefined;
field?: ReadonlyArray<string> | undefined;
failed_attempts?: ReadonlyArray<string> | undefined;
csat_score?: ReadonlyArray<string> | undefined;
transition?: ReadonlyArray<string> | undefined;
[attribute: `attr.${string}`]: string | undefined;
} } = {}): Promise<{
rows: ReadonlyArray<ListedConversation>;
next: string | null;
}> {
return this.json("GET", "/api/v1/conversations", input, []);
}

/** One conversation with its hand-offs, surveys, ratings and messages. */
getConversationsBySourceById(input: { path: {
source: string;
id: string;
} }): Promise<Conversation> {
return this.json("GET", "/api/v1/conversations/{source}/{id}", input, []);
}

/** Make a link that shows one hand-off to one agent, inside the agent's desktop. */
postEmbedLinks(input: { body: {
source?: string;
conversationId: string;
handoffId?: string;
/** Whose panel it is: the rating is this agent's */
agentId: string;
} }): Promise<EmbedLink> {
return this.json("POST", "/api/v1/embed-links", input, []);
}

/** Revoke a link, also in panels that are open. */
deleteEmbedLinksById(input: { path: {
id: string;
} }): Promise<{
revoked: true;
}> {
return this.json("DELETE", "/api/v1/embed-links/{id}", input, []);
}

/** Exchange a link's secret for a session (the panel does). */
postEmbedLinksByIdSession(input: { path: {
id: string;
}; body: {
secret: string;
} }): Promise<{
token: string;
expiresAt: string;
}> {
return this.json("POST", "/api/v1/embed-links/{id}/session", input, []);
}

/** What a link shows, to the session in Authorization: Bearer … (the panel asks). */
getEmbedLinksByIdContext(input: { path: {
id: string;
} }): Promise<{
state: "waiting" | "ready";
madeAt: string;
panel: Record<string, unknown> | null;
}> {
return this.json("GET", "/api/v1/embed-links/{id}/context", input, []);
}

/** Rate the hand-off of a link, or take the rating back (the panel does). */
putEmbedLinksByIdRating(input: { path: {
id: string;
}; body: {
rating: {
usefulness: "useful" | "partly" | "not_useful" | null;
used: "used" | "skimmed" | "ignored" | null;
reaskedFields: ReadonlyArray<string> | null;
correctedReason: "not_understood" | "max_attempts" | "knowledge_gap" | "tool_error" | "wrong_answer" | "loop_or_frustration" | "needs_approval" | "policy_or_risk" | "out_of_scope_by_design" | "priority_customer" | "asked_at_start" | "asked_midway" | "bot_failure" | "planned_escalation" | "customer_demand" | "operational" | "unclassified" | null;
comment: string | null;
} | null;
} }): Promise<{
rating: Record<string, unknown>;
}> {
return this.json("PUT", "/api/v1/embed-links/{id}/rating", input, []);
}

/** Liveness and readiness. */
getHealth(): Promise<{
status: "ok";
live: true;
ready: true;
}> {
return this.json("GET", "/api/v1/health", {}, []);
}

/** Pages, query types, saved views, metrics and conversations by some letters. */
getFind(input: { query?: {
q?: string | undefined;
} } = {}): Promise<{
found: ReadonlyArray<{
kind: "page" | "query_type" | "view" | "metric" | "conversation";
title: string;
detail: string | null;
href: string;
}>;
}> {
return this.json("GET", "/api/v1/find", input, []);
}

/** This description of the interface, as OpenAPI 3.1. */
getOpenapiJson(): Promise<{
openapi: string;
[key: string]: unknown;
}> {
return this.json("GET", "/api/v1/openapi.json", {}, []);
}

/** A typed client in TypeScript, one file without dependencies. */
getClientTs(): Promise<Response> {
return this.send("GET", "/api/v1/client.ts", {}, []);
}
}

