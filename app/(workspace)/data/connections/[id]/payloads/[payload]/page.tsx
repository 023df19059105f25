import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { ActionForm } from "@/components/forms/action-form";
import { Section } from "@/components/page/section";
import { requirePage } from "@/lib/access/current-actor";
import { AppError } from "@/lib/domain/app-error";
import { processIngest } from "@/lib/ingest/commit/services";
import { readPayloadDetail } from "@/lib/reports/connections/connection-payload";
import { connectionHref } from "@/lib/reports/connections/prepare-connections";
import { loadWorkspace } from "@/lib/reports/workspace/workspace";
import { replayOneForm } from "../../../actions";
import "@/components/connections/connections.css";

export const metadata: Metadata = { title: "Payload" };

/** One kept payload: what became of it, the records that it makes now, and the payload itself. */
export default async function PayloadPage({ params }: { params: Promise<{ id: string; payload: string }> }) {
  const actor = await requirePage("manage_data");
  const { id, payload: payloadId } = await params;
  const services = await processIngest();
  const { timeZone } = await loadWorkspace(services.db);
  const detail = await readPayloadDetail(services, actor, id, payloadId, timeZone).catch((error: unknown) => {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  });
  return (
    <>
      <p className="crumbs">
        <Link href="/data/connections">Connections</Link> /{" "}
        <Link href={connectionHref(id)}>{detail.connectionName}</Link> / Payload
      </p>
      <div className="head">
        <div>
          <h1>{detail.row.label}</h1>
          <p className="ink2">
            Received {detail.row.received}
            {detail.row.deliveries ? `, ${detail.row.deliveries}` : ""}
          </p>
        </div>
        <div className="acts">
          <ActionForm
            action={replayOneForm}
            submit="Replay"
            busy="Reading…"
            primary
            hidden={{ connection: id, payload: payloadId }}
          />
        </div>
      </div>
      <Section title="Outcome">
        <p className={detail.row.isError ? "worse semi" : "semi"}>{detail.row.state}</p>
        <p className="ink2">{detail.row.summary}</p>
        {detail.problems.length > 0 && (
          <ul className="links">
            {detail.problems.map(({ where, message }) => (
              <li key={`${where}${message}`}>
                <span className="semi">{where}</span>
                <span>{message}</span>
              </li>
            ))}
          </ul>
        )}
        {detail.importHref && (
          <p>
            <Link className="link" href={detail.importHref}>
              What became of its records
            </Link>
          </p>
        )}
      </Section>
      <Section
        title="Records it makes now"
        sub={<p className="sub">With the options as they are; nothing is stored by looking.</p>}
      >
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must take focus. */}
        <section className="payload-body" tabIndex={0} aria-label="Records">
          <pre className="snippet">{detail.records}</pre>
        </section>
      </Section>
      <Section title="Payload" sub={<p className="sub">As it was received. Open to administrators only.</p>}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must take focus. */}
        <section className="payload-body" tabIndex={0} aria-label="Payload">
          <pre className="snippet">{detail.body}</pre>
        </section>
      </Section>
    </>
  );
}
