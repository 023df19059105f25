import type { Metadata } from "next";
import Link from "next/link";
import { ActionForm } from "@/components/forms/action-form";
import { DeliveryTable } from "@/components/notifications/delivery-table";
import { MailPreview } from "@/components/notifications/mail-preview";
import { ReadersForm } from "@/components/notifications/readers-form";
import { Notice } from "@/components/page/notice";
import { Section } from "@/components/page/section";
import { requirePage } from "@/lib/access/current-actor";
import { may, ROLE_LABELS } from "@/lib/access/permissions";
import { dateOf } from "@/lib/access/system-clock";
import { readDigestTime, readersFor } from "@/lib/notify/notification-settings";
import { workspaceOf } from "@/lib/notify/notify-services";
import { nextDigestText, prepareDeliveries, WEEKDAYS } from "@/lib/notify/prepare-notifications";
import { processNotify } from "@/lib/notify/process-notify";
import { readDigest, writeDigest } from "@/lib/notify/read-digest";
import { listDeliveries } from "@/lib/store/notifications";
import { changeDigestTimeForm, chooseReadersForm, sendAgainForm, testDigestForm } from "./forms";
import { WebhooksSection } from "./webhooks-section";

export const metadata: Metadata = { title: "Digest and alerts" };

const MOST_SHOWN = 50;

/** Who is sent the weekly digest and alerts and when, which programs are told of events, and what was sent. */
export default async function NotificationsPage() {
  const actor = await requirePage("manage_notifications");
  const services = await processNotify();
  const { db, configuration } = services;
  const [workspace, time, readers, deliveries, digest] = await Promise.all([
    workspaceOf(services),
    readDigestTime(db),
    readersFor(db, actor),
    listDeliveries(db, MOST_SHOWN, false),
    readDigest(services, null),
  ]);
  const { timeZone } = workspace;
  const written = digest && writeDigest(digest, [{ text: "Why you get it, and how to end it.", url: null }]);
  const log = prepareDeliveries(deliveries, timeZone);
  return (
    <>
      <div className="head">
        <div>
          <h1>Digest and alerts</h1>
          <p className="small ink3 under">What Baton sends by itself, to whom and when</p>
        </div>
      </div>
      {configuration.mail === null ? (
        <Notice>
          No mail server is set, so nothing is sent by e-mail. Whoever runs Baton starts it with SMTP_URL and
          MAIL_FROM.
        </Notice>
      ) : (
        !configuration.hasAddress && (
          <Notice>
            Links in the mails lead to {configuration.base}. Set BATON_URL to where people reach Baton.
          </Notice>
        )
      )}
      <Section
        title="Recipients"
        sub={
          <p className="sub">
            The digest has the numbers of the weekly review. An alert is sent once for each signal of a week
            that has ended. Everybody can switch both off for themselves.
          </p>
        }
      >
        <ReadersForm
          action={chooseReadersForm}
          readers={readers.map(({ id, name, email, role, wishes }) => ({
            id,
            name,
            email,
            role: ROLE_LABELS[role],
            ...wishes,
          }))}
        />
      </Section>
      <Section
        title="When the digest goes out"
        sub={
          <p className="sub">
            {nextDigestText(workspace.clock.now(), time, timeZone)} Never of a week without data.
          </p>
        }
      >
        <ActionForm
          action={changeDigestTimeForm}
          submit="Save time"
          fields={[
            {
              type: "choice",
              name: "weekday",
              label: "Day after the week has ended",
              initial: String(time.weekday),
              options: WEEKDAYS.map((label, i) => ({ value: String(i + 1), label })),
            },
            {
              type: "choice",
              name: "hour",
              label: "Hour",
              hint: `In the reporting time zone, ${timeZone}.`,
              initial: String(time.hour),
              options: Array.from({ length: 24 }, (_, hour) => ({
                value: String(hour),
                label: `${String(hour).padStart(2, "0")}:00`,
              })),
            },
          ]}
        />
      </Section>
      <Section
        title="The digest as it looks"
        sub={written && <p className="sub">Subject: {written.subject}</p>}
      >
        {written ? (
          <>
            <ActionForm action={testDigestForm} submit="Send me a test" busy="Sending…" primary />
            <MailPreview title="The latest digest" html={written.html} />
          </>
        ) : (
          <p className="ink2">There is no week with data yet.</p>
        )}
      </Section>
      {may(actor, "manage_webhooks") && (
        <WebhooksSection actor={actor} services={services} timeZone={timeZone} now={dateOf(services.clock)} />
      )}
      <Section
        title="What was sent"
        sub={
          <p className="sub">
            The latest {MOST_SHOWN}. What is not taken is tried ten times over three days, then kept here.
          </p>
        }
      >
        {log.length === 0 ? (
          <p className="ink2">Nothing yet.</p>
        ) : (
          <DeliveryTable
            rows={log.map(({ maySendAgain, ...row }) => ({
              ...row,
              again: maySendAgain ? (
                <ActionForm action={sendAgainForm} submit="Send again" hidden={{ delivery: row.id }} />
              ) : null,
            }))}
          />
        )}
      </Section>
      <p className="small ink2">
        What you are sent yourself stands on your{" "}
        <Link className="link" href="/settings/account">
          account page
        </Link>
        .
      </p>
    </>
  );
}
