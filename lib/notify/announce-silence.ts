import { dateOf } from "@/lib/access/system-clock";
import { SOURCE_DAYS } from "@/lib/reports/data/data-quality";
import { silencesOf } from "@/lib/reports/data/prepare-sources";
import { insertNotifications, type NewNotification } from "@/lib/store/notifications";
import { readSourceHours } from "@/lib/store/source-hours";
import { type NotifyServices, readersOf, webhooksOf, workspaceOf } from "./notify-services";
import type { SignalsMail } from "./signals-mail";
import { eventBody } from "./webhook-events";

const DAY = 86_400_000;

/**
 * Tells whoever gets alerts, and the webhooks, of sources that have stopped sending: each silence once, by the moment of
 * the last record. In the real time in which records come in, also in the demo.
 */
export async function announceSilence(services: NotifyServices): Promise<void> {
  const { db, clock, configuration } = services;
  const [readers, webhooks] = await Promise.all([
    readersOf(services, "signals"),
    webhooksOf(db, "source.silent"),
  ]);
  if (readers.length + webhooks.length === 0) return;
  const at = dateOf(clock);
  const { timeZone } = await workspaceOf(services);
  const hours = await readSourceHours(db.pool, new Date(at.getTime() - SOURCE_DAYS * DAY));
  const url = `${configuration.base}/data`;
  const notifications = silencesOf(hours, timeZone, at.getTime()).map((silence): NewNotification[] => {
    const { source, type, lastAt, claim, advice } = silence;
    const key = `source.silent:${silence.key}`;
    const mail: SignalsMail = {
      week: "Data",
      days: "sources that stopped",
      about: { heading: "Stopped", button: "Open the data page" },
      signals: [{ claim, why: advice, evidence: [], link: { text: "Sources", url } }],
      url,
    };
    return [
      {
        kind: "source.silent",
        key,
        payload: eventBody("source.silent", at, {
          source,
          type,
          lastAt: new Date(lastAt).toISOString(),
          sentence: claim,
          url,
        }),
        people: [],
        webhooks: webhooks.map(({ id }) => id),
      },
      {
        kind: "silence",
        key: `mail:${key}`,
        payload: mail,
        people: readers.map(({ id }) => id),
        webhooks: [],
      },
    ];
  });
  await insertNotifications(db, notifications.flat(), at);
}
