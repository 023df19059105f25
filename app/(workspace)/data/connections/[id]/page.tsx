import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { Fragment } from "react";
import { type PageQuery, searchParameters } from "@/app/search-parameters";
import { PayloadTable } from "@/components/connections/payload-table";
import { SuppliesTable } from "@/components/connections/supplies-table";
import { CopyText } from "@/components/conversation/copy-text";
import { ActionForm } from "@/components/forms/action-form";
import { ListPages } from "@/components/page/list-pages";
import { Section } from "@/components/page/section";
import { Tabs } from "@/components/page/tabs";
import { requirePage } from "@/lib/access/current-actor";
import { publicAddress } from "@/lib/access/public-address";
import { systemClock } from "@/lib/access/system-clock";
import { AppError } from "@/lib/domain/app-error";
import { payloadDays } from "@/lib/ingest/payloads/keep-payloads";
import { counted } from "@/lib/metrics/counted";
import { suggestedReasons } from "@/lib/reports/connections/connection-reasons";
import {
  type ConnectionWithConnector,
  connectionSecrets,
  oneConnection,
} from "@/lib/reports/connections/connections";
import { payloadChoice, payloadsHref, preparePayloadTabs } from "@/lib/reports/connections/payload-address";
import {
  connectionLight,
  preparePayloads,
  prepareSecrets,
  prepareSteps,
  prepareSupplies,
  prepareTotals,
} from "@/lib/reports/connections/prepare-connections";
import { loadWorkspace } from "@/lib/reports/workspace/workspace";
import { listPayloads } from "@/lib/store/connection-payloads";
import { database } from "@/lib/store/database";
import {
  changeConnectionForm,
  pauseConnectionForm,
  removeConnectionForm,
  replayAllForm,
  uploadForm,
} from "../actions";
import { optionFields } from "../option-fields";
import { ReasonsSection } from "./reasons-section";
import { SecretsSection } from "./secrets-section";
import "@/components/connections/connections.css";

export const metadata: Metadata = { title: "Connection" };

const PAYLOADS = 50;

/** One connection: the steps in its platform, its secrets, what came and what became of it. */
export default async function ConnectionPage({
  params,
  searchParams,
}: {
  params: Promise<{ id: string }>;
  searchParams: PageQuery;
}) {
  const actor = await requirePage("manage_data");
  const { id } = await params;
  const choice = payloadChoice(await searchParameters(searchParams));
  const db = database();
  const found = await oneConnection(db, actor, id).catch(notFoundPage);
  const { connection, connector }: ConnectionWithConnector = found;
  const [workspace, secrets, payloads, reasons, days, address] = await Promise.all([
    loadWorkspace(db),
    connectionSecrets(db, actor, id),
    listPayloads(db.pool, id, { ...choice, limit: PAYLOADS + 1 }),
    suggestedReasons(db, connector, connection.source),
    payloadDays(db),
    publicAddress(),
  ]);
  const light = connectionLight(connection, systemClock.now());
  const url = `${address}/api/v1/connectors/${connector.platform}/${connection.id}`;
  const hidden = { connection: connection.id };
  const rows = preparePayloads(payloads.slice(0, PAYLOADS), workspace.timeZone);
  const oldest = payloads.length > PAYLOADS ? (rows.at(-1)?.id ?? null) : null;
  return (
    <>
      <p className="crumbs">
        <Link href="/data/connections">Connections</Link> / {connection.name}
      </p>
      <div className="head">
        <div>
          <h1>{connection.name}</h1>
          <p className="ink2">
            {connector.name}, source {connection.source}
          </p>
          <p>
            <span className={`light ${light.tone}`}>{light.text}</span>
          </p>
        </div>
      </div>
      <Section title="Set up">
        <p className="small ink3">Address</p>
        <p className="snippet address">{url}</p>
        <CopyText text={url} label="Copy address" />
        <ol className="steps">
          {prepareSteps(connector, url).map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      </Section>
      <SecretsSection
        connectionId={id}
        rows={prepareSecrets(secrets, connector, workspace.timeZone)}
        connector={connector}
      />
      <Section title="What it has brought">
        <dl className="facts">
          {prepareTotals(connection).map(({ label, value, note }) => (
            <Fragment key={label}>
              <dt>{label}</dt>
              <dd>
                <span className="num semi">{value}</span> <span className="small ink3">{note}</span>
              </dd>
            </Fragment>
          ))}
        </dl>
      </Section>
      <Section
        id="payloads"
        title="Payloads"
        sub={<p className="sub">Newest first. Each is kept, encrypted, for {counted(days, "day")}.</p>}
      >
        <Tabs label="Which payloads" tabs={preparePayloadTabs(id, choice)} place="above" />
        {rows.length === 0 ? (
          <p className="ink2">
            {connection.lastReceivedAt === null
              ? "Nothing has been received yet."
              : "There are none of these."}
          </p>
        ) : (
          <PayloadTable rows={rows} />
        )}
        <ListPages
          label="Pages of payloads"
          back={{
            href: choice.before === undefined ? null : payloadsHref(id, { state: choice.state }),
            text: "Newest",
          }}
          on={{
            href: oldest === null ? null : payloadsHref(id, { state: choice.state, before: oldest }),
            text: "Older",
          }}
        />
      </Section>
      <Section title="Read again, or upload">
        <div className="forms-two">
          <ActionForm
            action={replayAllForm}
            submit="Replay"
            busy="Starting…"
            hidden={hidden}
            fields={[
              {
                type: "text",
                name: "days",
                label: "Payloads of the last days",
                hint: "With the options and the version of Baton as they are now.",
                initial: String(days),
              },
              {
                type: "choice",
                name: "which",
                label: "Which",
                options: [
                  { value: "all", label: "All of them" },
                  { value: "problems", label: "Only those with problems" },
                ],
              },
            ]}
          />
          {connector.exportFile && (
            <ActionForm
              action={uploadForm}
              submit="Upload"
              busy="Reading…"
              hidden={hidden}
              fields={[
                {
                  type: "file",
                  name: "file",
                  label: "Export file",
                  hint: `${connector.exportFile} Up to 32 MiB, also .gz.`,
                  accept: ".json,.ndjson,.jsonl,.csv,.gz",
                },
              ]}
            />
          )}
        </div>
      </Section>
      <ReasonsSection connectionId={id} reasons={reasons} />
      <Section
        title="What the platform supplies"
        sub={<p className="sub">What is missing stays unknown; Baton never guesses it.</p>}
      >
        <SuppliesTable rows={prepareSupplies(connector)} />
      </Section>
      <Section title={connector.options.length > 0 ? "Options" : "Name"}>
        <ActionForm
          action={changeConnectionForm}
          submit="Save"
          busy="Saving…"
          hidden={{ ...hidden, platform: connector.platform }}
          fields={[
            { type: "text", name: "name", label: "Name", initial: connection.name },
            ...optionFields(connector, connection.options),
          ]}
        />
      </Section>
      <Section title="Pause or remove">
        <div className="deeds">
          <ActionForm
            action={pauseConnectionForm}
            submit={connection.paused ? "Go on" : "Pause"}
            hidden={{ ...hidden, paused: connection.paused ? "no" : "yes" }}
            confirm={
              connection.paused
                ? "What was kept meanwhile is read now, and counted."
                : "Payloads are still taken and kept, but not counted until you go on."
            }
          />
          <ActionForm
            action={removeConnectionForm}
            submit="Remove"
            hidden={hidden}
            confirm="Its address, secrets and kept payloads go. What it brought in stays in the numbers."
          />
        </div>
      </Section>
    </>
  );
}

function notFoundPage(error: unknown): never {
  if (error instanceof AppError && error.code === "not_found") notFound();
  throw error;
}
