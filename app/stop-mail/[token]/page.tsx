import type { Metadata } from "next";
import { ActionForm } from "@/components/forms/action-form";
import { Entry } from "@/components/page/entry";
import { processKeyring } from "@/lib/ingest/commit/services";
import { readStopToken } from "@/lib/notify/stop-mail";
import { stopMailForm } from "./forms";

export const metadata: Metadata = { title: "Stop an e-mail", robots: "noindex" };

/** Where the link at the foot of a mail leads: ends it without signing in. Only asks; programs that follow links end nothing. */
export default async function StopMailPage({ params }: { params: Promise<{ readonly token: string }> }) {
  const { token } = await params;
  const stop = readStopToken(await processKeyring(), token);
  if (!stop) {
    return (
      <Entry title="This link does not work">
        <p>It is cut off, or was made with another key. Sign in and end the e-mail on your account page.</p>
        <p>
          <a className="btn" href="/settings/account">
            Account
          </a>
        </p>
      </Entry>
    );
  }
  const what = stop.mail === "digest" ? "the weekly digest" : "alerts";
  return (
    <Entry title={stop.mail === "digest" ? "Stop the weekly digest" : "Stop alerts"}>
      <p>You will not be sent {what} any more. You can turn it on again on your account page.</p>
      <ActionForm action={stopMailForm} submit={`Stop ${what}`} busy="Stopping…" primary hidden={{ token }} />
    </Entry>
  );
}
