import Link from "next/link";
import { Empty } from "./empty";
import { Snippets } from "./snippets";

/** What a workspace without records shows: the ways to bring the first ones in, the easiest first. */
export function FirstRecords({ mayBringIn }: { mayBringIn: boolean }) {
  return (
    <Empty title="No conversations yet">
      <p>
        The numbers appear as soon as the first conversation has arrived. Baton takes conversations,
        hand-offs, surveys and context ratings in any order, and joins them.
      </p>
      {mayBringIn ? (
        <WaysIn />
      ) : (
        <p>Ask an administrator to import records or to connect your bot platform.</p>
      )}
    </Empty>
  );
}

/** Files, a platform, or a program; each with its next step. */
export function WaysIn() {
  return (
    <>
      <ul className="ways-in">
        <li>
          <h3>Files</h3>
          <p>
            Exports of your bot, agent desktop or survey tool: CSV, Excel, JSON or NDJSON. Baton guesses what
            the columns mean and shows it before anything is taken in; an import can be undone.
          </p>
          <Link className="btn primary" href="/data/import">
            Import files
          </Link>
        </li>
        <li>
          <h3>A platform</h3>
          <p>
            Chatwoot, Copilot Studio, Genesys Cloud, Intercom, Zendesk and others send what happens as it
            happens. Baton shows the address, the secret and the steps there.
          </p>
          <Link className="btn" href="/data/connections/new">
            Connect a platform
          </Link>
        </li>
        <li>
          <h3>A program</h3>
          <p>
            Records over HTTP, with an API key; or files from the command line, as below. Examples in curl,
            TypeScript and Python are on the page for programmers.
          </p>
          <Link className="btn" href="/developers">
            For programmers
          </Link>
        </li>
      </ul>
      <details className="ways-program">
        <summary>Two commands to begin with</summary>
        <Snippets />
      </details>
      <p className="small ink3">
        Only looking? <code>PORT=3001 npm run demo</code> starts a second Baton beside this one, with twelve
        generated weeks.
      </p>
    </>
  );
}
