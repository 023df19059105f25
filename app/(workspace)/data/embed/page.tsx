import type { Metadata } from "next";
import { headers } from "next/headers";
import Link from "next/link";
import { ActionForm } from "@/components/forms/action-form";
import { Section } from "@/components/page/section";
import { EmbedGuides } from "@/components/panel/embed-guides";
import { LinkTable } from "@/components/panel/link-table";
import { accessConfiguration } from "@/lib/access/configuration";
import { requirePage } from "@/lib/access/current-actor";
import { embedGuides } from "@/lib/reports/embed/embed-guide";
import { prepareEmbedLinks } from "@/lib/reports/embed/prepare-embed";
import { database } from "@/lib/store/database";
import { embedKeys, latestEmbedLinks } from "@/lib/store/embed-links";
import { currentGeneration } from "@/lib/store/generations";
import { changeOriginsForm, revokeLinkForm } from "./actions";

export const metadata: Metadata = { title: "Panel for the desktop" };

const MOST_LINKS = 50;

/** How the panel gets into the agents' desktop, which sites may show it, and the links that were made. */
export default async function EmbedPage() {
  await requirePage("manage_data");
  const db = database();
  const [keys, links, { timeZone }] = await Promise.all([
    embedKeys(db),
    latestEmbedLinks(db, MOST_LINKS),
    currentGeneration(db.pool),
  ]);
  const { publicUrl } = accessConfiguration();
  const baton = publicUrl
    ? new URL(publicUrl).origin
    : `http://${(await headers()).get("host") ?? "localhost:3000"}`;
  return (
    <>
      <div className="head">
        <div>
          <h1>Panel for the desktop</h1>
          <p className="small ink3 under">
            The brief and its rating inside the agents’ own desktop: a frame of 320 px or more, without
            cookies and without a sign-in
          </p>
        </div>
      </div>
      <Section
        title="Sites that may show it"
        sub={
          <p className="sub">
            For each key with the scope embed: every site that the frame stands in, one a line. Browsers
            refuse the panel everywhere else.
          </p>
        }
      >
        {keys.length === 0 ? (
          <p className="ink2">
            There is no key with the scope embed yet.{" "}
            <Link className="link" href="/data/keys">
              Make a key
            </Link>
          </p>
        ) : (
          <ul className="embed-keys">
            {keys.map((key) => (
              <li key={key.id}>
                <h3>
                  {key.name} <span className="code ink3">{key.prefix}…</span>
                </h3>
                <ActionForm
                  action={changeOriginsForm}
                  submit="Save sites"
                  hidden={{ key: key.id }}
                  fields={[
                    {
                      type: "area",
                      name: "origins",
                      label: `Sites of ${key.name}`,
                      hint: "https://desk.example.com, or https://*.example.com for all below it",
                      initial: key.origins.join("\n"),
                      optional: true,
                    },
                  ]}
                />
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section
        title="How to put it in"
        sub={
          <p className="sub">
            A program with the key asks for a link when an agent opens a conversation, and puts it into a
            frame. The part of the link after # is secret, and the link can be opened for 8 hours, but only
            for 5 minutes after it was opened first. Add ?theme=dark or ?theme=light before the # to match the
            desktop.
          </p>
        }
      >
        <EmbedGuides guides={embedGuides(baton)} baton={baton} />
      </Section>
      <Section title="Links made last" sub={<p className="sub">Revoking ends panels that are open, too.</p>}>
        <LinkTable links={prepareEmbedLinks(links, new Date(), timeZone)} revoke={revokeLinkForm} />
      </Section>
    </>
  );
}
