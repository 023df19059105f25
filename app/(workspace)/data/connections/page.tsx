import type { Metadata } from "next";
import Link from "next/link";
import { ConnectionTable } from "@/components/connections/connection-table";
import { PlatformList } from "@/components/connections/platform-list";
import { Section } from "@/components/page/section";
import { requirePage } from "@/lib/access/current-actor";
import { systemClock } from "@/lib/access/system-clock";
import { CONNECTORS } from "@/lib/ingest/connectors/registry";
import { payloadDays } from "@/lib/ingest/payloads/keep-payloads";
import { counted } from "@/lib/metrics/counted";
import { allConnections } from "@/lib/reports/connections/connections";
import { prepareConnections, preparePlatforms } from "@/lib/reports/connections/prepare-connections";
import { database } from "@/lib/store/database";
import "@/components/connections/connections.css";

export const metadata: Metadata = { title: "Connections" };

/** The platforms that send what they have, and whether they do. */
export default async function ConnectionsPage() {
  const actor = await requirePage("manage_data");
  const db = database();
  const [connections, days] = await Promise.all([allConnections(db, actor), payloadDays(db)]);
  const rows = prepareConnections(connections, systemClock.now());
  return (
    <>
      <div className="head">
        <div>
          <h1>Connections</h1>
          <p className="small ink3 under">Platforms that send their own webhooks or exports, as they are</p>
        </div>
        <div className="acts">
          <Link className="btn primary" href="/data/connections/new">
            Add a connection
          </Link>
        </div>
      </div>
      {rows.length === 0 ? (
        <Section
          title="Which platform?"
          sub={
            <p className="sub">
              None is connected yet. Choose one: Baton shows the address, the secret and the steps in the
              platform.
            </p>
          }
        >
          <PlatformList platforms={preparePlatforms(CONNECTORS)} />
        </Section>
      ) : (
        <Section title="Platforms">
          <ConnectionTable rows={rows} />
        </Section>
      )}
      <p className="small ink3 under-table">
        What arrives is kept encrypted for {counted(days, "day")}, so that it can be read again after a
        change; only administrators can open it. How long is set under{" "}
        <Link className="link" href="/data/retention">
          Retention
        </Link>
        .
      </p>
    </>
  );
}
