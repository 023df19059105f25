/** What a caller would really send and get, by operation; anything not listed is made from the schemas. */
export interface OperationExample {
  /** By media type. */
  readonly body?: { readonly [mediaType: string]: unknown };
  /** Of status 200, by media type. */
  readonly answer?: { readonly [mediaType: string]: unknown };
}

const NDJSON = "application/x-ndjson";
const JSON_TYPE = "application/json";
const IMPORT_ID = "6f1c2a34-5b7d-4e8f-9a0b-1c2d3e4f5a6b";

/** One record of each type, about one conversation. */
export const RECORD_EXAMPLES = {
  conversation: {
    type: "conversation",
    source: "acme-bot",
    conversationId: "c-1042",
    startedAt: "2026-11-16T09:00:00Z",
    channel: "web_chat",
    queryType: "order_status",
    outcome: "handed_off",
    customerMessages: 4,
    failedAttempts: 1,
  },
  handoff: {
    type: "handoff",
    source: "acme-bot",
    conversationId: "c-1042",
    requestedAt: "2026-11-16T09:03:00Z",
    connectedAt: "2026-11-16T09:04:10Z",
    reason: "tool_error",
    queue: "orders",
    agentId: "a-14",
    context: {
      transcript: true,
      summary: "The customer asks where the order is. The look-up failed.",
      fields: [{ name: "order_reference", passed: "structured", reasked: false }],
    },
  },
  survey: {
    type: "survey",
    source: "acme-bot",
    conversationId: "c-1042",
    score: 4,
    scaleMin: 1,
    scaleMax: 5,
    answeredAt: "2026-11-16T09:20:00Z",
    hadToRepeat: false,
  },
  context_rating: {
    type: "context_rating",
    source: "acme-bot",
    conversationId: "c-1042",
    agentId: "a-14",
    usefulness: "useful",
    used: "used",
    reaskedFields: [],
  },
  message: {
    type: "message",
    source: "acme-bot",
    conversationId: "c-1042",
    sequence: 1,
    sender: "customer",
    text: "Where is my order?",
    at: "2026-11-16T09:00:05Z",
  },
} as const;

const RATE = {
  value: 0.25,
  numerator: 30,
  denominator: 120,
  interval: { low: 0.181, high: 0.334 },
  withheld: null,
  lowVolume: false,
};

const IMPORT = {
  id: IMPORT_ID,
  label: "bot platform",
  via: "api",
  format: "ndjson",
  startedBy: "bot platform",
  state: "done",
  startedAt: "2026-11-16T09:30:00.000Z",
  finishedAt: "2026-11-16T09:30:00.212Z",
  problem: null,
  undoneAt: null,
  undoneBy: null,
  received: 2,
  created: 2,
  updated: 0,
  unchanged: 0,
  stale: 0,
  rejected: 0,
  ignoredKeys: {},
};

export const OPERATION_EXAMPLES: { readonly [operation: string]: OperationExample } = {
  "POST /api/v1/records": {
    body: {
      [JSON_TYPE]: [RECORD_EXAMPLES.conversation, RECORD_EXAMPLES.handoff],
      [NDJSON]: `${JSON.stringify(RECORD_EXAMPLES.conversation)}\n${JSON.stringify(RECORD_EXAMPLES.survey)}\n`,
      "text/csv":
        "conversationId,startedAt,queryType,outcome\nc-1042,2026-11-16T09:00:00Z,order_status,handed_off\n",
    },
    answer: {
      [JSON_TYPE]: {
        importId: IMPORT_ID,
        received: 2,
        created: 2,
        updated: 0,
        unchanged: 0,
        stale: 0,
        rejected: 0,
        ignoredKeys: 0,
        ignoredKeyNames: {},
        rejections: [],
      },
    },
  },
  "GET /api/v1/imports": { answer: { [JSON_TYPE]: { rows: [IMPORT], next: null } } },
  "GET /api/v1/imports/{id}": { answer: { [JSON_TYPE]: IMPORT } },
  "GET /api/v1/imports/{id}/rejections": {
    answer: {
      [NDJSON]: `${JSON.stringify({ type: "survey", conversationId: "c-7", score: 6, scaleMin: 1, scaleMax: 5, rejection: { line: 3, code: "out_of_scale", path: "/score", message: "6 is outside its scale, 1 to 5." } })}\n`,
    },
  },
  "GET /api/v1/export": { answer: { [NDJSON]: `${JSON.stringify(RECORD_EXAMPLES.conversation)}\n` } },
  "GET /api/v1/reports": {
    answer: {
      [JSON_TYPE]: {
        period: { from: "2026-11-09", to: "2026-11-15", timeZone: "Europe/London", provisional: false },
        asOf: "2026-11-16T09:30:00.000Z",
        rows: [{ key: { query_type: "refund" }, values: { hand_off_rate: RATE } }],
      },
      "text/csv":
        "query_type,metric,value,numerator,denominator,low,high,withheld,low_volume\nrefund,hand_off_rate,0.25,30,120,0.181,0.334,,false\n",
    },
  },
  "GET /api/v1/tables/{table}": {
    answer: { "text/csv": "Query type,Conversations,Hand-off rate\nrefund,120,0.25\n" },
  },
  "POST /api/v1/erasures": { body: { [JSON_TYPE]: { customerRef: "customer-4711" } } },
  "POST /api/v1/embed-links": {
    body: { [JSON_TYPE]: { source: "acme-bot", conversationId: "c-1042", handoffId: "1", agentId: "a-14" } },
  },
};
