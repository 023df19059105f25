/** A task as a program does it, in three languages. Each reads BATON_URL and BATON_KEY from the environment. */
export interface RequestExample {
  readonly id: string;
  readonly title: string;
  readonly says: string;
  readonly curl: string;
  readonly typescript: string;
  readonly python: string;
}

export const EXAMPLE_LANGUAGES = ["curl", "typescript", "python"] as const;
export type ExampleLanguage = (typeof EXAMPLE_LANGUAGES)[number];

const PYTHON_HEAD = `import json, os, urllib.parse, urllib.request

def baton(method, path, body=None, **query):
    request = urllib.request.Request(
        os.environ["BATON_URL"] + path + "?" + urllib.parse.urlencode(query, doseq=True),
        method=method,
        data=None if body is None else json.dumps(body).encode(),
        headers={"Authorization": "Bearer " + os.environ["BATON_KEY"], "Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)
`;

const TYPESCRIPT_HEAD = `import { Baton } from "./baton-client.ts";

const baton = new Baton({ url: process.env.BATON_URL ?? "", key: process.env.BATON_KEY ?? "" });
`;

/** What is shown on the page for programmers; e2e/developers.spec.ts runs every one of them against a server. */
export const REQUEST_EXAMPLES: readonly RequestExample[] = [
  {
    id: "send",
    title: "Send records",
    says: "Takes a key with the scope ingest. The answer comes when the records are in the numbers; sending them again changes nothing.",
    curl: `curl --fail-with-body "$BATON_URL/api/v1/records" \\
  -H "Authorization: Bearer $BATON_KEY" \\
  -H "Content-Type: application/x-ndjson" \\
  --data-binary @- <<'END'
{"type":"conversation","source":"example","conversationId":"c-1","startedAt":"2026-11-16T09:00:00Z","queryType":"order_status","outcome":"handed_off","customerMessages":4}
{"type":"handoff","source":"example","conversationId":"c-1","requestedAt":"2026-11-16T09:03:00Z","reason":"tool_error","status":"connected"}
END`,
    typescript: `${TYPESCRIPT_HEAD}
const result = await baton.postRecords({
  body: [
    {
      type: "conversation",
      source: "example",
      conversationId: "c-1",
      startedAt: "2026-11-16T09:00:00Z",
      queryType: "order_status",
      outcome: "handed_off",
      customerMessages: 4,
    },
    {
      type: "handoff",
      source: "example",
      conversationId: "c-1",
      requestedAt: "2026-11-16T09:03:00Z",
      reason: "tool_error",
      status: "connected",
    },
  ],
});
console.log(result.received, "received,", result.rejected, "refused");
for (const { line, path, message } of result.rejections) console.log(line, path, message);`,
    python: `${PYTHON_HEAD}
result = baton("POST", "/api/v1/records", [
    {
        "type": "conversation",
        "source": "example",
        "conversationId": "c-1",
        "startedAt": "2026-11-16T09:00:00Z",
        "queryType": "order_status",
        "outcome": "handed_off",
        "customerMessages": 4,
    },
    {
        "type": "handoff",
        "source": "example",
        "conversationId": "c-1",
        "requestedAt": "2026-11-16T09:03:00Z",
        "reason": "tool_error",
        "status": "connected",
    },
])
print(result["received"], "received,", result["rejected"], "refused")`,
  },
  {
    id: "report",
    title: "Read the numbers of a week",
    says: "Takes a key with the scope read. A number comes with its numerator, denominator and interval; null means withheld, never 0.",
    curl: `curl --fail-with-body --get "$BATON_URL/api/v1/reports" \\
  -H "Authorization: Bearer $BATON_KEY" \\
  -d metrics=hand_off_rate,repeat_information_rate \\
  -d by=query_type -d week=2026-W46 -d format=csv`,
    typescript: `${TYPESCRIPT_HEAD}
const report = await baton.getReports({
  query: { metrics: "hand_off_rate,repeat_information_rate", by: "query_type", week: "2026-W46" },
});
for (const { key, values } of report.rows) {
  const rate = values.hand_off_rate;
  console.log(key.query_type, rate?.value ?? rate?.withheld, rate?.numerator, rate?.denominator);
}`,
    python: `${PYTHON_HEAD}
report = baton("GET", "/api/v1/reports", metrics="hand_off_rate,repeat_information_rate",
               by="query_type", week="2026-W46")
for row in report["rows"]:
    rate = row["values"]["hand_off_rate"]
    print(row["key"]["query_type"], rate["value"], rate["numerator"], rate["denominator"])`,
  },
  {
    id: "pages",
    title: "Read a list to its end",
    says: "Lists come in pages: send next as cursor until it is null. Here: the hand-offs of a week that had to repeat themselves.",
    curl: `CURSOR=
while :; do
  PAGE=$(curl --fail-with-body --silent --get "$BATON_URL/api/v1/conversations" \\
    -H "Authorization: Bearer $BATON_KEY" \\
    -d metric=repeat_information_rate -d week=2026-W46 -d limit=200 \${CURSOR:+-d cursor=$CURSOR})
  echo "$PAGE"
  CURSOR=$(echo "$PAGE" | sed -n 's/.*"next":"\\([^"]*\\)".*/\\1/p')
  [ -n "$CURSOR" ] || break
done`,
    typescript: `${TYPESCRIPT_HEAD}
let cursor: string | undefined;
do {
  const page = await baton.getConversations({
    query: { metric: "repeat_information_rate", week: "2026-W46", limit: 200, cursor },
  });
  for (const row of page.rows) console.log(row.source, row.conversationId, row.queryType);
  cursor = page.next ?? undefined;
} while (cursor !== undefined);`,
    python: `${PYTHON_HEAD}
query = {"metric": "repeat_information_rate", "week": "2026-W46", "limit": 200}
while True:
    page = baton("GET", "/api/v1/conversations", **query)
    for row in page["rows"]:
        print(row["source"], row["conversationId"], row["queryType"])
    if page["next"] is None:
        break
    query["cursor"] = page["next"]`,
  },
];
