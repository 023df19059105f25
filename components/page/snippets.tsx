import Link from "next/link";
import { publicAddress } from "@/lib/access/public-address";

const curl = (address: string) => `curl ${address}/api/v1/records \\
  -H "Authorization: Bearer YOUR-KEY" -H "Content-Type: application/json" \\
  -d '[{ "type": "conversation", "conversationId": "c-1", "startedAt": "2026-11-16T09:00:00Z",
         "queryType": "order_status", "outcome": "handed_off", "customerMessages": 4 },
       { "type": "handoff", "conversationId": "c-1", "requestedAt": "2026-11-16T09:03:00Z",
         "reason": "tool_error", "status": "connected" }]'`;

/** The two ways to bring records in, ready to be copied. */
export async function Snippets() {
  const address = await publicAddress();
  return (
    <ol className="snippets">
      <li>
        <p>Import a file: NDJSON, JSON or CSV, also gzipped</p>
        <pre className="snippet">npm run import -- records.ndjson</pre>
      </li>
      <li>
        <p>
          Or send records over HTTP with an{" "}
          <Link className="link" href="/data/keys">
            API key
          </Link>
        </p>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must take focus. */}
        <pre className="snippet" tabIndex={0}>
          {curl(address)}
        </pre>
      </li>
    </ol>
  );
}
