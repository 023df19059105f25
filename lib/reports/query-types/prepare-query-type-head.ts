import { metric } from "@/lib/metrics/catalogue";
import { counted } from "@/lib/metrics/counted";
import { formatAverage, formatValue } from "@/lib/metrics/format";
import { readQuadrant } from "@/lib/metrics/verdicts-reading";
import type { PeriodScope } from "@/lib/reports/conversations/rows-address";
import { valueName } from "@/lib/reports/report/prepare-names";
import { prepareChange, prepareNumber, withheldText } from "@/lib/reports/report/prepare-number";
import type { CardNumber, NumberCard } from "@/lib/reports/weekly/prepare-cards";
import { prepareSparkline } from "@/lib/reports/weekly/prepare-sparkline";
import { excessOfOne, flagText } from "./excess";
import { readingText } from "./prepare-quadrant";
import { prepareRules, prepareVerdict, type RuleText, type VerdictChip } from "./prepare-verdict";
import { quadrantLines } from "./quadrant";
import type { QueryTypeDetail } from "./query-type-detail";
import { FEWEST_FOR_MEAN } from "./query-type-sort";

/** What stands on top of the page of one query type. */
export interface QueryTypeHead {
  readonly name: string;
  /** The record's own word, where the page shows another. */
  readonly raw: string | null;
  /** `Broken integration`. */
  readonly reading: { readonly text: string; readonly certain: boolean };
  readonly verdict: VerdictChip;
  readonly rules: readonly RuleText[];
  /** Sentences: how much of all it is, its excess, its failed attempts. */
  readonly facts: readonly string[];
  readonly cards: readonly NumberCard[];
}

/** Reading, verdict with all its rules, and the four numbers, each beside that of all query types. */
export function prepareQueryTypeHead(
  detail: QueryTypeDetail,
  own: PeriodScope,
  everything: PeriodScope,
): QueryTypeHead {
  const { numbers, all, repeatTarget } = detail;
  const name = valueName("query_type", numbers.queryType);
  const lines = quadrantLines(all, repeatTarget?.value ?? null);
  const reading = readQuadrant(numbers.values.hand_off_rate, numbers.values.repeat_information_rate, lines);
  return {
    name,
    raw: numbers.queryType !== null && numbers.queryType !== name ? numbers.queryType : null,
    reading: { text: readingText(reading), certain: reading.certain },
    verdict: prepareVerdict(numbers, null, own),
    rules: prepareRules(numbers, own),
    facts: factsOf(detail),
    cards: [
      card(detail, [["hand_off_rate", "Hand-off rate"]], own, everything),
      card(detail, [["repeat_information_rate", "Repeat information"]], own, everything),
      card(
        detail,
        [
          ["post_hand_off_csat", "CSAT after hand-off"],
          ["contained_csat", "Contained"],
        ],
        own,
        everything,
      ),
      card(detail, [["bot_failure_share", "Bot failures"]], own, everything),
    ],
  };
}

function factsOf({ numbers, all, allAttempts }: QueryTypeDetail): string[] {
  const count = numbers.values.conversations?.value ?? 0;
  const of = all.values.conversations?.value ?? 0;
  const excess = excessOfOne(numbers.values.hand_off_rate, all.values.hand_off_rate);
  const { mean, known } = numbers.attempts;
  const isShown = mean !== null && known >= FEWEST_FOR_MEAN;
  return [
    `${counted(count, "conversation")}${of > 0 ? `, ${formatValue("percent", count / of)} of all` : ""}`,
    excess.excess !== null && count > 0
      ? `${counted(Math.abs(Math.round(excess.excess)), "hand-off")} ${excess.excess < 0 ? "fewer" : "more"} than at the rate of all other types, ${flagText(excess.flag)}`
      : "",
    isShown
      ? `${formatAverage(mean)} failed attempts a hand-off${allAttempts.mean === null ? "" : `, ${formatAverage(allAttempts.mean)} for all`}`
      : "",
  ].filter((fact) => fact !== "");
}

function card(
  { total, all, columns }: QueryTypeDetail,
  metrics: readonly [readonly [string, string], (readonly [string, string])?],
  own: PeriodScope,
  everything: PeriodScope,
): NumberCard {
  const big = ([id, title]: readonly [string, string]): CardNumber => ({
    title,
    metric: id,
    number: prepareNumber(metric(id), total.values[id], own),
    change: prepareChange(metric(id), total.change?.[id]),
    from: fromText(id, total),
  });
  const [first, second] = metrics;
  return {
    numbers: second ? [big(first), big(second)] : [big(first)],
    sparkline: prepareSparkline(metric(first[0]), columns, second ? metric(second[0]) : null),
    notes: [first, second].flatMap((one) =>
      one
        ? [
            {
              before: second
                ? `All types, ${one === first ? "after hand-off" : "contained"}`
                : "All query types",
              number: prepareNumber(metric(one[0]), all.values[one[0]], everything),
              after: "",
            },
          ]
        : [],
    ),
  };
}

/** `from 34.2%`, or why the number of the days before is missing. */
function fromText(id: string, { previous }: QueryTypeDetail["total"]): string {
  if (!previous) return "no data before";
  const before = previous[id];
  if (before?.value != null) return `from ${formatValue(metric(id).unit, before.value)}`;
  return `before: ${withheldText(before?.withheld ?? "no_data").text}`;
}
