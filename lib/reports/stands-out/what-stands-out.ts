import { metric as findMetric } from "@/lib/metrics/catalogue";
import type { Scope } from "@/lib/reports/conversations/rows-address";
import {
  type ChangeText,
  prepareChange,
  type WithheldText,
  withheldText,
} from "@/lib/reports/report/prepare-number";
import { comparedName, inSentence } from "@/lib/reports/weekly/weekly";
import type { Analysis, Insight } from "./insights";
import type { Noise } from "./insights-changes";
import type { Release } from "./releases";
import { detailFinding, typeFinding } from "./what-stands-out-causes";
import { changeFinding, gapFinding, levelFinding, levelSignal } from "./what-stands-out-changes";
import type { Finding, Setting } from "./what-stands-out-finding";
import { standingFinding } from "./what-stands-out-standing";
import { wordsOf } from "./what-stands-out-words";

/** A number and how it changed, in one line. */
export interface ChangeLine {
  readonly metric: string;
  readonly name: string;
  readonly change: ChangeText | null;
  /** Why it cannot be compared, where it cannot. */
  readonly withheld: WithheldText | null;
}

export interface WhatStandsOut {
  /** Said where no change stands out; null where one does. */
  readonly nothing: string | null;
  readonly findings: readonly Finding[];
  /** Signals beyond those findings. */
  readonly further: readonly ChangeLine[];
  /** What did not change beyond chance. */
  readonly noise: readonly ChangeLine[];
  /** The version that a finding names, which the charts point out. */
  readonly release: Release | null;
}

/** The analysis of a week in plain sentences. */
export function prepareWhatStandsOut(
  { evidence, insights: { insights, further, noise } }: Analysis,
  scope: Scope,
): WhatStandsOut {
  const { columns, releases, total } = evidence;
  const setting: Setting = { scope, columns, releases, contained: total.values.contained_csat };
  const changes = insights.filter(({ kind }) => kind !== "standing");
  const causes = insights.filter(
    (insight) => insight.kind === "type_cause" || insight.kind === "detail_cause",
  );
  const told = new Set(causes.map((cause) => cause.metric));
  return {
    nothing: changes.length === 0 ? nothingText(noise, setting, insights.length > 0) : null,
    findings: insights.map((insight) => findingOf(insight, setting, told)),
    further: further.map(({ metric, value, ...signal }) => ({
      metric,
      name: wordsOf(metric).name,
      change:
        signal.kind === "change"
          ? prepareChange(findMetric(metric), signal.change)
          : levelSignal(metric, signal),
      withheld: null,
    })),
    noise: noise.map(lineOf),
    release: causes.map(({ detail }) => detail?.release ?? null).find((release) => release !== null) ?? null,
  };
}

function nothingText(noise: readonly Noise[], { scope }: Setting, hasStanding: boolean): string {
  const before = inSentence(comparedName(scope));
  if (noise.every(({ change }) => change === null)) {
    return `Nothing can be compared with ${before}: it has no data, or too few.`;
  }
  const claim = hasStanding ? "No change stands out." : "Nothing stands out.";
  return `${claim} What differs from ${before} is within what chance alone does.`;
}

function lineOf({ metric, value, previous, change }: Noise): ChangeLine {
  const text = prepareChange(findMetric(metric), change);
  return {
    metric,
    name: wordsOf(metric).name,
    change: text,
    withheld: text ? null : withheldText(value?.withheld ?? previous?.withheld ?? "no_data"),
  };
}

function findingOf(insight: Insight, setting: Setting, told: ReadonlySet<string>): Finding {
  switch (insight.kind) {
    case "gap":
      return gapFinding(insight, setting);
    case "change":
      return changeFinding(insight, setting, told.has(insight.metric));
    case "type_cause":
      return typeFinding(insight, setting);
    case "detail_cause":
      return detailFinding(insight, setting);
    case "level":
      return levelFinding(insight, setting);
    case "standing":
      return standingFinding(insight, setting);
  }
}
