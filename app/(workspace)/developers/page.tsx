import type { Metadata } from "next";
import Link from "next/link";
import { CodeBlock } from "@/components/developers/code-block";
import { KeyList } from "@/components/developers/key-list";
import { Operation } from "@/components/developers/operation";
import { RequestExamples } from "@/components/developers/request-examples";
import { Section } from "@/components/page/section";
import { requirePage } from "@/lib/access/current-actor";
import { may } from "@/lib/access/permissions";
import { processRateLimits } from "@/lib/access/rate-limits";
import { ERRORS } from "@/lib/domain/app-error";
import { openApiDocument } from "@/lib/http/openapi";
import { ROUTES } from "@/lib/http/routes";
import { prepareDevelopers } from "@/lib/reports/programmers/prepare-developers";
import packageJson from "@/package.json" with { type: "json" };
import "@/components/developers/developers.css";

export const metadata: Metadata = { title: "For programmers" };

const count = new Intl.NumberFormat("en-GB");

/** The interface for programs: how to begin, every call, every record, every refusal; made from openapi.json. */
export default async function DevelopersPage() {
  const actor = await requirePage("read_api");
  const view = prepareDevelopers(openApiDocument(ROUTES, { version: packageJson.version }), ERRORS);
  const { limit } = processRateLimits().requests.policy;
  return (
    <>
      <div className="head">
        <div>
          <h1>For programmers</h1>
          <p className="small ink3 under">Records in, numbers out: the interface for programs</p>
        </div>
        <div className="acts">
          <a className="btn" href="/api/v1/openapi.json">
            openapi.json
          </a>
          <a className="btn" href="/api/v1/client.ts" download="baton-client.ts">
            TypeScript client
          </a>
          {may(actor, "manage_data") && (
            <Link className="btn" href="/data/keys">
              API keys
            </Link>
          )}
        </div>
      </div>
      <nav className="jump" aria-label="Parts of this page">
        {[
          ["begin", "Begin"],
          ["examples", "Examples"],
          ...view.groups.map((group) => [group.anchor, group.title]),
          ["records", "Records"],
          ["events", "Webhooks"],
          ["codes", "Refusals"],
        ].map(([anchor, title]) => (
          <a key={anchor} className="link" href={`#${anchor}`}>
            {title}
          </a>
        ))}
      </nav>
      <Section id="begin" title="Begin">
        <ul className="prose reading">
          <li>
            Programs send an API key as <code>Authorization: Bearer …</code>. An administrator makes keys
            under Data, or with <code>npm run key</code>. A key is good for its scopes alone, and can be given
            a new secret while the old one goes on for a while.
          </li>
          <li>
            Refusals are problem details (RFC 9457): <code>code</code> is stable, <code>detail</code> says
            what to do.
          </li>
          <li>
            Lists answer <code>rows</code> and <code>next</code>. Send <code>next</code> as{" "}
            <code>cursor</code> until it is null.
          </li>
          <li>
            {limit === 0
              ? "Requests are not limited here."
              : `A key has ${count.format(limit)} requests a minute. RateLimit and RateLimit-Policy say what is left; after that comes 429 with Retry-After in seconds.`}{" "}
            A request with thousands of records counts as one.
          </li>
          <li>
            Sending records twice changes nothing, in any order: whatever fails may simply be sent again.
          </li>
        </ul>
      </Section>
      <Section
        id="examples"
        title="Examples"
        sub={
          <p className="sub">
            They read the address and the key from the environment: <code>BATON_URL</code> and{" "}
            <code>BATON_KEY</code>. The ones in TypeScript use the client from above.
          </p>
        }
      >
        <RequestExamples />
      </Section>
      {view.groups.map((group) => (
        <Section key={group.anchor} id={group.anchor} title={group.title}>
          <h3 className="sr">Calls</h3>
          {group.operations.map((operation) => (
            <Operation key={operation.anchor} operation={operation} />
          ))}
        </Section>
      ))}
      <Section
        id="records"
        title="Records"
        sub={
          <p className="sub">
            What POST /api/v1/records takes. Null, or no key, means that the source did not say; it never
            means no.
          </p>
        }
      >
        {view.records.map((record) => (
          <details suppressHydrationWarning key={record.anchor} className="api-op" id={record.anchor}>
            <summary>
              <code className="api-path">{record.name}</code>
              <span className="small ink2">{record.description}</span>
            </summary>
            <div className="api-body">
              {record.example !== null && (
                <CodeBlock label={`Example of ${record.name}`}>{record.example}</CodeBlock>
              )}
              <KeyList keys={record.keys} />
            </div>
          </details>
        ))}
      </Section>
      <Section
        id="events"
        title="Webhooks"
        sub={<p className="sub">What Baton sends to the addresses that an administrator adds, signed.</p>}
      >
        <h3 className="sr">Events</h3>
        {view.events.map((operation) => (
          <Operation key={operation.anchor} operation={operation} />
        ))}
      </Section>
      <Section id="codes" title="Refusals">
        <dl className="api-keys">
          {view.codes.map(({ code, status, title }) => (
            <div key={code} id={`code-${code}`}>
              <dt>
                <code>{code}</code>
              </dt>
              <dd className="small ink2">
                <span className="num">{status}</span> {title}
              </dd>
            </div>
          ))}
        </dl>
      </Section>
    </>
  );
}
