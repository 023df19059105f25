import { dateOf } from "@/lib/access/system-clock";
import { metric as findMetric } from "@/lib/metrics/catalogue";
import { formatDays, formatWeek } from "@/lib/metrics/format-time";
import { loadAnalysis } from "@/lib/reports/stands-out/insights-load";
import { type WeekSignal, weekSignals } from "@/lib/reports/stands-out/week-signals";
import { changeInWords } from "@/lib/reports/weekly/prepare-digest";
import type { WeeklyReview } from "@/lib/reports/weekly/weekly";
import { parseWeeklyAddress } from "@/lib/reports/weekly/weekly-address";
import { loadWeeklyReview } from "@/lib/reports/weekly/weekly-review";
import { insertNotifications, knownKeys, type NewNotification } from "@/lib/store/notifications";
import { endOfWeek, latestEndedWeek } from "./digest-time";
import { BATON, type NotifyServices, readersOf, webhooksOf, workspaceOf } from "./notify-services";
import type { SignalsMail } from "./signals-mail";
import { eventBody } from "./webhook-events";

/** After its end a week has so long to be complete before anybody is alarmed, in microseconds. */
const SETTLING = 6 * 3_600_000_000;

/**
 * Tells of the signals of the latest week that has ended, by the rules of the weekly review: each once, when it is first
 * found, which late surveys may make some days later. A level that lasts is told in its first week only.
 *
 * Of weeks alone: control limits and intervals are made from weeks, and a day of the week differs from the next
 * without anything having changed.
 */
export async function announceSignals(services: NotifyServices): Promise<void> {
  const { db, clock } = services;
  const [readers, webhooks] = await Promise.all([
    readersOf(services, "signals"),
    webhooksOf(db, "review.signal"),
  ]);
  if (readers.length + webhooks.length === 0) return;
  const workspace = await workspaceOf(services);
  const now = workspace.clock.now();
  const week = latestEndedWeek(now, workspace.timeZone);
  if (now < endOfWeek(week, workspace.timeZone) + SETTLING) return;

  const address = { ...parseWeeklyAddress(new URLSearchParams()), week };
  const review = await loadWeeklyReview(db, BATON, workspace, address);
  const analysis = review && (await loadAnalysis(db, BATON, workspace, review, []));
  if (!review || !analysis) return;
  const signals = weekSignals(analysis, { week, filters: [] });
  const known = await knownKeys(db, signals.flatMap(signalKeys));
  const fresh = signals.filter((signal) => !signalKeys(signal).some((key) => known.has(key)));
  if (fresh.length === 0) return;

  const at = dateOf(clock);
  const { base } = services.configuration;
  const events = fresh.map(
    (signal): NewNotification => ({
      kind: "review.signal",
      key: signalKeys(signal)[0] ?? "",
      payload: signalEvent(signal, review, base, at),
      people: [],
      webhooks: webhooks.map(({ id }) => id),
    }),
  );
  const mail: NewNotification = {
    kind: "signals",
    key: `signals:${week}:${fresh.map(({ metric }) => metric).join("+")}`,
    payload: mailOf(fresh, review, base),
    people: readers.map(({ id }) => id),
    webhooks: [],
  };
  await insertNotifications(db, [...events, mail], at);
}

/** What makes a signal the same one: its metric and any of its weeks. The first is of the latest week. */
function signalKeys({ metric, weeks }: WeekSignal): string[] {
  return weeks.map((week) => `review.signal:${metric}:${week}`);
}

function signalEvent(signal: WeekSignal, { week, period }: WeeklyReview, base: string, at: Date): unknown {
  const { metric, rule, value, change, limits, finding } = signal;
  const { direction, tone } = finding.signal ?? { direction: "none", tone: "neutral" };
  return eventBody("review.signal", at, {
    week,
    from: period.from,
    to: period.to,
    metric,
    label: findMetric(metric).label,
    rule,
    direction: direction === "down" ? "down" : "up",
    judgement: tone === "noise" ? "neutral" : tone,
    sentence: `${finding.claim} ${finding.why}`.trim(),
    value: value.value,
    numerator: value.numerator,
    denominator: value.denominator,
    interval: value.interval,
    change: change && { difference: change.difference, low: change.low, high: change.high },
    limits,
    url: `${base}/?week=${week}`,
  });
}

function mailOf(signals: readonly WeekSignal[], { week, period }: WeeklyReview, base: string): SignalsMail {
  const url = `${base}/?week=${week}`;
  return {
    week: formatWeek(week),
    days: formatDays(period.from, period.to),
    signals: signals.map(({ finding: { claim, why, signal, notes, link } }) => ({
      claim,
      why,
      // The notes have the interval.
      evidence: [...(signal ? [changeInWords({ ...signal, interval: null })] : []), ...notes],
      link: {
        text: link.text,
        url: link.href.startsWith("#") ? `${url}${link.href}` : `${base}${link.href}`,
      },
    })),
    url,
  };
}
