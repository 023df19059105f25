import { dateOf } from "@/lib/access/system-clock";
import { weekDays } from "@/lib/domain/period";
import { listFrozenReviews, readFrozenReview } from "@/lib/reports/notes/frozen-review";
import { listFinishedFiles } from "@/lib/store/finished-files";
import { insertNotifications, knownKeys, type NewNotification } from "@/lib/store/notifications";
import type { StoredWebhook } from "@/lib/store/webhooks";
import { BATON, type NotifyServices, webhooksOf } from "./notify-services";
import { eventBody } from "./webhook-events";

/** What happened longer ago is not told any more, in milliseconds: no process ran for so long. */
const OLDEST = 7 * 86_400_000;

/** Something that happened, found in the database. */
interface Happened {
  readonly key: string;
  readonly at: Date;
  readonly payload: () => Promise<unknown>;
}

/**
 * Tells webhooks what happened since they were made: weeks that were closed, files that were read. Found where it is
 * kept, so that nothing is lost with a process that dies, and told once by its key.
 */
export async function announceEvents(services: NotifyServices): Promise<void> {
  await announce(services, "review.closed", closedWeeks);
  await announce(services, "import.finished", finishedFiles);
}

async function announce(
  services: NotifyServices,
  kind: "review.closed" | "import.finished",
  find: (services: NotifyServices, since: Date) => Promise<Happened[]>,
): Promise<void> {
  const { db, clock } = services;
  const webhooks = await webhooksOf(db, kind);
  if (webhooks.length === 0) return;
  const at = dateOf(clock);
  const happened = await find(services, new Date(at.getTime() - OLDEST));
  const known = await knownKeys(
    db,
    happened.map(({ key }) => key),
  );
  const fresh: NewNotification[] = [];
  for (const one of happened) {
    const told = webhooks.filter((webhook) => isLater(one, webhook));
    if (known.has(one.key) || told.length === 0) continue;
    const payload = await one.payload();
    fresh.push({ kind, key: one.key, payload, people: [], webhooks: told.map(({ id }) => id) });
  }
  await insertNotifications(db, fresh, at);
}

function isLater({ at }: Happened, { createdAt }: StoredWebhook): boolean {
  return at >= createdAt;
}

async function closedWeeks({ db, configuration }: NotifyServices, since: Date): Promise<Happened[]> {
  const heads = await listFrozenReviews(db, BATON);
  return heads
    .filter(({ frozenAt }) => frozenAt > since)
    .map(({ id, week, frozenAt, filters }) => ({
      key: `review.closed:${id}`,
      at: frozenAt,
      payload: async () => {
        const { content } = await readFrozenReview(db, BATON, id);
        const values = Object.entries(content.review.total?.values ?? {});
        return eventBody("review.closed", frozenAt, {
          id,
          week,
          ...weekDays(week),
          closedAt: frozenAt.toISOString(),
          filters: filters.map(([dimension, value]) => ({ dimension, value })),
          metrics: Object.fromEntries(
            values.map(([metric, { value, numerator, denominator, interval }]) => [
              metric,
              { value, numerator, denominator, interval },
            ]),
          ),
          url: `${configuration.base}/reviews/${id}`,
        });
      },
    }));
}

async function finishedFiles({ db, configuration }: NotifyServices, since: Date): Promise<Happened[]> {
  const files = await listFinishedFiles(db, since);
  return files.map(({ startedAt, finishedAt, ...file }) => ({
    key: `import.finished:${file.id}`,
    at: finishedAt,
    payload: async () =>
      eventBody("import.finished", finishedAt, {
        ...file,
        startedAt: startedAt.toISOString(),
        finishedAt: finishedAt.toISOString(),
        url: `${configuration.base}/data/imports/${file.id}`,
      }),
  }));
}
