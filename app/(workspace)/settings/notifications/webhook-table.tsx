import { ActionForm } from "@/components/forms/action-form";
import { ScrollRegion } from "@/components/tables/scroll-region";
import { formatFullMoment } from "@/lib/metrics/format-time";
import type { StoredWebhook } from "@/lib/store/webhooks";
import "@/components/notifications/notifications.css";
import { endWebhookForm, rotateSecretForm, testWebhookForm } from "./forms";

interface WebhookTableProps {
  readonly webhooks: readonly StoredWebhook[];
  readonly timeZone: string;
  readonly now: Date;
}

/** The addresses that are told of events. */
export function WebhookTable({ webhooks, timeZone, now }: WebhookTableProps) {
  const moment = (at: Date) => formatFullMoment(at.getTime() * 1000, timeZone);
  return (
    <ScrollRegion label="Webhooks" kind="sideways">
      <table className="tbl roomy">
        <thead>
          <tr>
            <th scope="col">Address</th>
            <th scope="col">Is told of</th>
            <th scope="col">Key</th>
            <th scope="col">
              <span className="sr">Test, new key, remove</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {webhooks.map(({ id, url, events, createdAt, previousUntil }) => (
            <tr key={id}>
              <th scope="row" className="hook-url">
                {url}
                <span className="sub small ink3">Added {moment(createdAt)}</span>
              </th>
              <td>{events.join(", ")}</td>
              <td>{previousUntil && previousUntil > now ? `Two, until ${moment(previousUntil)}` : "One"}</td>
              <td>
                <div className="deeds">
                  <ActionForm action={testWebhookForm} submit="Send a test" hidden={{ webhook: id }} />
                  <ActionForm
                    action={rotateSecretForm}
                    submit="New key"
                    hidden={{ webhook: id }}
                    confirm="Both keys sign for 24 hours, then only the new one."
                  />
                  <ActionForm
                    action={endWebhookForm}
                    submit="Remove"
                    hidden={{ webhook: id }}
                    confirm="It is told nothing more, and what waits for it is dropped."
                  />
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
