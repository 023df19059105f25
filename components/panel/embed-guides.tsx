import type { EmbedGuide } from "@/lib/reports/embed/embed-guide";
import "./embed-guides.css";

/** The guides, folded, and before them the one request that all of them come down to. */
export function EmbedGuides({ guides, baton }: { guides: readonly EmbedGuide[]; baton: string }) {
  const request = `curl ${baton}/api/v1/embed-links \\
  -H "Authorization: Bearer YOUR-EMBED-KEY" -H "Content-Type: application/json" \\
  -d '{ "source": "YOUR-BOT", "conversationId": "c-1", "handoffId": "1", "agentId": "agent-07" }'

{ "id": "…", "url": "${baton}/embed/context/…#…", "expiresAt": "…" }

<iframe src="THE-URL" title="Context of the hand-off" width="320" height="640"></iframe>`;
  return (
    <div className="embed-guides">
      <Code name="Any desktop" code={request} />
      {guides.map((guide) => (
        <details suppressHydrationWarning key={guide.id} id={guide.id}>
          <summary>
            <h3>{guide.name}</h3>
          </summary>
          <p className="small ink2">
            Sites for the key:{" "}
            {guide.origins.map((origin) => (
              <code key={origin}>{origin}</code>
            ))}
          </p>
          <ol>
            {guide.steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          {guide.samples.map(({ name, code }) => (
            <Code key={name} name={name} code={code} />
          ))}
          {guide.note && <p className="small ink2">{guide.note}</p>}
        </details>
      ))}
    </div>
  );
}

function Code({ name, code }: { name: string; code: string }) {
  return (
    <figure>
      <figcaption className="small ink3">{name}</figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must take focus. */}
      <pre className="snippet" tabIndex={0}>
        {code}
      </pre>
    </figure>
  );
}
