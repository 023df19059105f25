import type { Metadata } from "next";
import Link from "next/link";
import { PlatformList } from "@/components/connections/platform-list";
import { ActionForm } from "@/components/forms/action-form";
import { Section } from "@/components/page/section";
import { requirePage } from "@/lib/access/current-actor";
import { CONNECTORS, connectorOf } from "@/lib/ingest/connectors/registry";
import { counted } from "@/lib/metrics/counted";
import { preparePlatforms } from "@/lib/reports/connections/prepare-connections";
import { addConnectionForm } from "../actions";
import { optionFields } from "../option-fields";
import "@/components/connections/connections.css";

export const metadata: Metadata = { title: "Add a connection" };

/** Which platform, then what it is called here and which source it is. */
export default async function NewConnectionPage({
  searchParams,
}: {
  searchParams: Promise<{ platform?: string | string[] }>;
}) {
  await requirePage("manage_data");
  const { platform } = await searchParams;
  const connector = typeof platform === "string" ? connectorOf(platform) : undefined;
  return (
    <>
      <p className="crumbs">
        <Link href="/data/connections">Connections</Link>
        {connector && (
          <>
            {" / "}
            <Link href="/data/connections/new">Platforms</Link>
          </>
        )}
      </p>
      <div className="head">
        <div>
          <h1>{connector ? `Connect ${connector.name}` : "Add a connection"}</h1>
          {connector && <p className="ink2">{connector.webhook ?? connector.exportFile}</p>}
        </div>
      </div>
      {connector ? (
        <div className="sec">
          <ActionForm
            action={addConnectionForm}
            submit="Add connection"
            busy="Adding…"
            primary
            hidden={{ platform: connector.platform }}
            fields={[
              {
                type: "text",
                name: "name",
                label: "Name",
                hint: "As it is listed here.",
                initial: connector.name,
              },
              {
                type: "text",
                name: "source",
                label: "Source",
                hint: "The name under which its conversations are kept. The same as that of other data about the same conversations, such as a survey tool's. It cannot be changed later.",
                initial: connector.platform,
              },
              ...(connector.reasons.length > 0
                ? [
                    {
                      type: "choice",
                      name: "reasons",
                      label: "Reasons",
                      hint: "What the platform's documentation says its reasons mean. The reason map can be changed at any time.",
                      initial: "yes",
                      options: [
                        {
                          value: "yes",
                          label: `Add ${counted(connector.reasons.length, "documented meaning")} to the reason map`,
                        },
                        { value: "no", label: "Leave the reason map as it is" },
                      ],
                    } as const,
                  ]
                : []),
              ...optionFields(connector),
            ]}
          />
        </div>
      ) : (
        <Section title="Which platform?">
          <PlatformList platforms={preparePlatforms(CONNECTORS)} />
        </Section>
      )}
    </>
  );
}
