import Link from "next/link";
import { Empty } from "./empty";

const CURL = `curl https://YOUR-BATON/api/v1/records \\
  -H "Authorization: Bearer YOUR-KEY" -H "Content-Type: application/json" \\
  -d '[{ "type": "conversation", "conversationId": "c-1", "startedAt": "2026-11-16T09:00:00Z",
         "queryType": "order_status", "outcome": "handed_off", "customerMessages": 4 },
       { "type": "handoff", "conversationId": "c-1", "requestedAt": "2026-11-16T09:03:00Z",
         "reason": "tool_error", "status": "connected" }]'`;

/** What a workspace without records shows: how to bring the first ones in. */
export function FirstRecords({ mayBringIn }: { mayBringIn: boolean }) {
  return (
    <Empty title="No conversations yet">
      <p>
        The five numbers appear as soon as the first conversation has arrived. Baton takes conversations,
        hand-offs, surveys and context ratings in any order, and joins them.
      </p>
      {mayBringIn ? (
        <ol>
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
            <pre className="snippet">{CURL}</pre>
          </li>
        </ol>
      ) : (
        <p>Ask an administrator to import records or to connect your bot platform.</p>
      )}
    </Empty>
  );
}
