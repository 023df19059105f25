import { z } from "zod";

/*
 * What webhooks are told: the one description of each body. Bodies are made and checked with these schemas, and the
 * interface's description (OpenAPI, `webhooks`) is generated from them. Members are added to, never renamed.
 */

const interval = z.object({ low: z.number(), high: z.number() });

const number = z
  .object({
    value: z.number().nullable().describe("A fraction for shares (0.25), 1 to 5 for scores."),
    numerator: z.number().nullable(),
    denominator: z.number().nullable(),
    interval: interval.nullable().describe("95 %."),
  })
  .describe("As GET /reports has it; ratings are withheld as for a person.");

const week = z
  .string()
  .regex(/^\d{4}-W\d\d$/)
  .describe("ISO week, such as 2026-W46.");
const day = z.iso.date();
const url = z.url().describe("The page of Baton that shows it.");

const signal = z.object({
  week,
  from: day,
  to: day,
  metric: z.string().describe("An id of GET /metrics."),
  label: z.string(),
  rule: z
    .enum(["change", "outside", "run"])
    .describe(
      "Against the week before, the 95 % interval of the difference excludes 0; outside the control limits; eight or more weeks on one side of the average.",
    ),
  direction: z.enum(["up", "down"]),
  judgement: z.enum(["better", "worse", "neutral"]),
  sentence: z.string().describe("As the weekly review says it."),
  ...number.shape,
  change: z
    .object({ difference: z.number(), low: z.number().nullable(), high: z.number().nullable() })
    .nullable()
    .describe("Against the week before."),
  limits: interval.nullable().describe("The control limits of the week."),
  url,
});

const closed = z.object({
  id: z.uuid(),
  week,
  from: day,
  to: day,
  closedAt: z.iso.datetime(),
  filters: z
    .array(z.object({ dimension: z.string(), value: z.string() }))
    .describe("What the review was filtered by; empty: everything."),
  metrics: z.record(z.string(), number).describe("The numbers as they were kept, by metric id."),
  url,
});

const finished = z.object({
  id: z.uuid(),
  label: z.string().describe("The file."),
  state: z.enum(["done", "stopped"]),
  problem: z.string().nullable().describe("Why it stopped."),
  received: z.int(),
  created: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  stale: z.int(),
  rejected: z.int(),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime(),
  url,
});

const silent = z.object({
  source: z.string(),
  type: z.string().describe("The type of record that has stopped."),
  lastAt: z.iso.datetime().describe("When the last one came."),
  sentence: z.string(),
  url,
});

const test = z.object({ sentence: z.string() });

/** Everything that a webhook can be told, by type. */
export const WEBHOOK_EVENTS = {
  "review.signal": {
    title: "A number of a week that has ended is a signal",
    description:
      "Sent once for each signal: a change since the week before beyond chance, a point outside the control limits, or eight weeks on one side of the average.",
    data: signal,
  },
  "review.closed": {
    title: "Somebody closed a week",
    description: "The numbers as they were kept. Closing a week again is another event.",
    data: closed,
  },
  "import.finished": {
    title: "A file has been read",
    description: "Imports from files, done or stopped; not each call of POST /records.",
    data: finished,
  },
  "source.silent": {
    title: "A source has stopped sending",
    description:
      "Sent once for each silence: half as long again as the longest pause of the last two weeks, at least six hours, of a source that sent on three days or more.",
    data: silent,
  },
  "webhook.test": {
    title: "A test that somebody asked for on the settings page",
    description: "Goes to one webhook, whatever it is told otherwise.",
    data: test,
  },
} as const satisfies { readonly [type: string]: WebhookEvent };

interface WebhookEvent {
  readonly title: string;
  readonly description: string;
  readonly data: z.ZodType;
}

/** The name of an event. */
export type EventType = keyof typeof WEBHOOK_EVENTS;

/** The names of all events. */
export const EVENT_TYPES = Object.keys(WEBHOOK_EVENTS) as readonly EventType[];

/** The events that a webhook chooses from. */
export const CHOSEN_EVENTS = EVENT_TYPES.filter((type) => type !== "webhook.test");

/** What an event says. */
export type EventData<T extends EventType> = z.input<(typeof WEBHOOK_EVENTS)[T]["data"]>;

/** The body that is sent: Standard Webhooks' type, timestamp and data. */
export function eventSchema(type: EventType) {
  return z.object({
    type: z.literal(type),
    timestamp: z.iso.datetime().describe("When it happened."),
    data: WEBHOOK_EVENTS[type].data,
  });
}

/** The body of an event, checked. @param at when it happened */
export function eventBody<T extends EventType>(type: T, at: Date, data: EventData<T>): unknown {
  return eventSchema(type).parse({ type, timestamp: at.toISOString(), data });
}
