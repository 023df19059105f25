import { metric as findMetric } from "@/lib/metrics/catalogue";
import { formatCount, formatValue } from "@/lib/metrics/format";
import type { MetricValue } from "@/lib/metrics/metric-value";
import { rowsAddress } from "@/lib/reports/conversations/rows-address";
import { type ChangeText, judgement, prepareChange } from "@/lib/reports/report/prepare-number";
import { comparedName, inSentence, weekAfter } from "@/lib/reports/weekly/weekly";
import type { Change, Gap, Level } from "./insights-changes";
import type { Source } from "./insights-split";
import { type Finding, limitsNote, rowsLink, type Setting } from "./what-stands-out-finding";
import {
  adds,
  capital,
  countInWords,
  fractionOf,
  inTenths,
  nOf,
  othersAdd,
  points,
  present,
  sentences,
  typeInside,
  wordsOf,
} from "./what-stands-out-words";

const GAPS: { readonly [metric: string]: string } = {
  repeat_information_rate: "No hand-off could be assessed for repeat information.",
  post_hand_off_csat: "No answers to surveys after a hand-off.",
  context_useful_rate: "No ratings by agents.",
};

/** A number that is gone. */
export function gapFinding({ metric, before }: Gap, { scope }: Setting): Finding {
  const name = comparedName(scope);
  const { filters, compared } = scope;
  const where = compared ? { period: compared, filters } : { week: weekAfter(scope.week, -1), filters };
  const { units } = wordsOf(metric);
  return {
    key: `gap ${metric}`,
    claim: GAPS[metric] ?? `No ${units}.`,
    why: `${name} had ${formatCount(before)}. Either nothing was sent, or it has not arrived.`,
    signal: null,
    notes: ["no data this week"],
    link: {
      text: `${formatCount(before)} in ${inSentence(name)}`,
      href: rowsAddress(where, metric, "denominator"),
    },
  };
}

/** A change since the week before. `told` = its cause has a finding of its own. */
export function changeFinding(
  { metric, value, change, control, source }: Change,
  setting: Setting,
  told: boolean,
): Finding {
  const definition = findMetric(metric);
  const { subject } = wordsOf(metric);
  const verb = change.difference > 0 ? "rose" : "fell";
  const by = definition.better === null ? ` by ${points(change.difference)} points` : "";
  const signal = prepareChange(definition, change);
  return {
    key: metric,
    claim: `${subject} ${verb}${by} to ${formatValue(definition.unit, value.value ?? 0)}.`,
    why: sentences(
      metric === "hand_off_rate" && source ? null : plainly(metric, value, setting),
      source && (!told || metric === "hand_off_rate") ? sourceText(metric, source) : null,
    ),
    signal,
    notes: present(signal?.interval, control && limitsNote(definition, control.outside, control.limits)),
    link:
      metric === "hand_off_rate"
        ? { text: "Mix and rate", href: "#why" }
        : rowsLink(definition, value.numerator ?? 0, value.denominator ?? 0, setting.scope),
  };
}

/** What a number means, in a sentence without statistics. */
function plainly(
  metric: string,
  { value, numerator, denominator }: MetricValue,
  setting: Setting,
): string | null {
  const handOffs = () => fractionOf(share, "hand-off", "hand-offs").text;
  const share = value ?? 0;
  const counts = { numerator: numerator ?? 0, denominator: denominator ?? 0 };
  switch (metric) {
    case "repeat_information_rate":
      return `${fractionOf(share, "customer", "customers").text} had to give an agent a detail that the bot already had.`;
    case "post_hand_off_csat":
    case "contained_csat": {
      const { text, isOne } = fractionOf(share, "customer", "customers");
      const contained = setting.contained?.value;
      const beside = metric === "post_hand_off_csat" && contained != null;
      return sentences(
        `${text} who answered ${isOne ? "was" : "were"} satisfied.`,
        beside ? `Where the bot finished alone it is ${formatValue("percent", contained)}.` : null,
      );
    }
    case "context_useful_rate": {
      const { text, isOne } = fractionOf(share, "rating", "ratings");
      return `${text} ${isOne ? "calls" : "call"} the context useful.`;
    }
    case "hand_off_rate": {
      const { text, isOne } = fractionOf(share, "conversation", "conversations");
      return `${text} ${isOne ? "was" : "were"} handed to a person.`;
    }
    case "bot_failure_share":
      return `${handOffs()} came after the bot had failed.`;
    case "planned_escalation_share":
      return `${handOffs()} went as planned.`;
    case "customer_demand_share":
      return `${handOffs()} came because the customer asked for a person.`;
    case "connection_rate":
      return `${nOf({ ...counts, numerator: counts.denominator - counts.numerator })} hand-offs did not reach a person.`;
    case "unclassified_share":
      return `${nOf(counts)} hand-offs came without a reason that is known.`;
    default:
      return null;
  }
}

function sourceText(metric: string, source: Source): string {
  switch (source.kind) {
    case "type": {
      const [own, others] = inTenths(source.part.points, source.others);
      const type = capital(typeInside(source.part.queryType));
      return `${type} alone ${adds(own)}, all other query types together ${othersAdd(others, own)}.`;
    }
    case "mix": {
      const [mix, rate] = inTenths(source.mixEffect, source.rateEffect);
      const what =
        metric === "hand_off_rate" ? "Customers asked about other things" : "The mix of query types changed";
      return `${what}: that ${adds(mix)}, the query types' own rates ${othersAdd(rate, mix)}.`;
    }
    case "spread": {
      const [own] = inTenths(source.part.points, 0);
      const type = typeInside(source.part.queryType);
      return `No single query type explains it: ${type}, the largest part, ${adds(own)}.`;
    }
  }
}

/** A number that stays outside its limits, or on one side of its average. */
export function levelFinding(level: Level, { scope }: Setting): Finding {
  const { metric, value, rule, side, limits, centre, weeks } = level;
  const definition = findMetric(metric);
  const { subject } = wordsOf(metric);
  const shown = formatValue(definition.unit, value.value ?? 0);
  const average = formatValue(definition.unit, centre);
  const isOutside = rule === "outside";
  return {
    key: metric,
    claim: isOutside
      ? `${subject} ${weeks > 1 ? "stays" : "is"} ${side === "above" ? "high" : "low"} at ${shown}.`
      : `${subject} has been ${side} its average for ${countInWords(weeks)} weeks.`,
    why: isOutside
      ? `Its average is ${average}.`
      : `It is ${shown}, its average ${average}. So many weeks on one side are no chance.`,
    signal: levelSignal(metric, level),
    notes: [
      limitsNote(definition, isOutside ? side : null, limits),
      ...(isOutside && weeks > 1 ? [`for ${countInWords(weeks)} weeks`] : []),
    ],
    link: rowsLink(definition, value.numerator ?? 0, value.denominator ?? 0, scope),
  };
}

/** The signal word for it. */
export function levelSignal(metric: string, { rule, side }: Pick<Level, "rule" | "side">): ChangeText {
  const direction = side === "above" ? "up" : "down";
  return {
    tone: judgement(findMetric(metric).better, direction),
    direction,
    text: rule === "outside" ? `${side} its limits` : `${side} average`,
    word: "signal",
    interval: null,
  };
}
