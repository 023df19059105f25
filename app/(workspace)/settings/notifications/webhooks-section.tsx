import { ActionForm } from "@/components/forms/action-form";
import { Section } from "@/components/page/section";
import type { PersonActor } from "@/lib/access/actor";
import type { NotifyServices } from "@/lib/notify/notify-services";
import { CHOSEN_EVENTS, WEBHOOK_EVENTS } from "@/lib/notify/webhook-events";
import { webhooksFor } from "@/lib/notify/webhooks";
import { addWebhookForm } from "./forms";
import { WebhookTable } from "./webhook-table";

interface WebhooksSectionProps {
  readonly actor: PersonActor;
  readonly services: NotifyServices;
  readonly timeZone: string;
  readonly now: Date;
}

/** Which programs are told of events. */
export async function WebhooksSection({ actor, services, timeZone, now }: WebhooksSectionProps) {
  const webhooks = await webhooksFor(services.db, actor);
  return (
    <Section
      title="Webhooks"
      sub={
        <p className="sub">
          Signed as{" "}
          <a className="link" href="https://www.standardwebhooks.com">
            Standard Webhooks
          </a>{" "}
          has it; the bodies are described in{" "}
          <a className="link" href="/api/v1/openapi.json">
            openapi.json
          </a>
          .
        </p>
      }
    >
      {webhooks.length > 0 && <WebhookTable webhooks={webhooks} timeZone={timeZone} now={now} />}
      <details suppressHydrationWarning className="confirm add-webhook" open={webhooks.length === 0}>
        <summary className="btn">Add a webhook…</summary>
        <ActionForm
          action={addWebhookForm}
          submit="Add webhook"
          busy="Adding…"
          fields={[
            {
              type: "text",
              name: "url",
              label: "Address",
              hint: services.configuration.privateWebhooks
                ? "Where the receiver takes it, such as https://example.org/baton."
                : "Begins with https:// and lies in the open internet.",
            },
            {
              type: "checks",
              name: "events",
              label: "Is told when",
              options: CHOSEN_EVENTS.map((type) => ({
                value: type,
                label: `${type}: ${WEBHOOK_EVENTS[type].title.charAt(0).toLowerCase()}${WEBHOOK_EVENTS[type].title.slice(1)}`,
              })),
            },
          ]}
        />
      </details>
    </Section>
  );
}
