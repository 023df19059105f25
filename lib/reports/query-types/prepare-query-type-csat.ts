import { metric } from "@/lib/metrics/catalogue";
import { formatInterval } from "@/lib/metrics/format";
import type { MetricValue } from "@/lib/metrics/metric-value";
import type { PeriodScope } from "@/lib/reports/conversations/rows-address";
import { barOf } from "@/lib/reports/report/metric-table";
import {
  type ChangeText,
  type NumberText,
  prepareChange,
  prepareNumber,
} from "@/lib/reports/report/prepare-number";
import { shareOf } from "@/lib/reports/stands-out/signals";
import { newcombe } from "@/lib/statistics/newcombe";
import { nonResponseBounds } from "@/lib/statistics/non-response";
import type { IntervalBar } from "./prepare-query-types";

/** Customers after a hand-off, or those who stayed with the bot. */
export interface CsatArm {
  readonly key: string;
  readonly name: string;
  readonly satisfied: NumberText;
  readonly bar: IntervalBar;
  readonly mean: NumberText;
  readonly response: NumberText;
  /** `11.2–82.4`: if all who did not answer were dissatisfied, or all satisfied; null where that is not known. */
  readonly bounds: string | null;
}

export interface CsatComparison {
  readonly arms: readonly [CsatArm, CsatArm];
  /** After a hand-off against contained; null where either is withheld. */
  readonly difference: ChangeText | null;
  readonly hadToRepeat: NumberText;
}

type Values = { readonly [metric: string]: MetricValue };

/** CSAT after a hand-off beside contained CSAT, with who answered in either. */
export function prepareCsat(values: Values, scope: PeriodScope): CsatComparison {
  const number = (id: string) => prepareNumber(metric(id), values[id], scope);
  const arm = (
    key: string,
    name: string,
    ids: { readonly satisfied: string; readonly mean: string; readonly response: string },
  ): CsatArm => ({
    key,
    name,
    satisfied: number(ids.satisfied),
    bar: barOf(values[ids.satisfied], [0, 1]),
    mean: number(ids.mean),
    response: number(ids.response),
    bounds: boundsOf(values[ids.satisfied], values[ids.response]),
  });
  const [after, contained] = [shareOf(values.post_hand_off_csat), shareOf(values.contained_csat)];
  return {
    arms: [
      arm("after", "After a hand-off", {
        satisfied: "post_hand_off_csat",
        mean: "post_hand_off_csat_mean",
        response: "survey_response_rate",
      }),
      arm("contained", "Contained", {
        satisfied: "contained_csat",
        mean: "contained_csat_mean",
        response: "contained_survey_response_rate",
      }),
    ],
    difference:
      after && contained ? prepareChange(metric("post_hand_off_csat"), newcombe(contained, after)) : null,
    hadToRepeat: number("customer_reported_repeat_rate"),
  };
}

/** An answer without a scale counts as silent: it says nothing of satisfaction. */
function boundsOf(satisfied: MetricValue | undefined, response: MetricValue | undefined): string | null {
  const share = shareOf(satisfied);
  const asked = response?.denominator ?? 0;
  if (!share || asked < share.denominator) return null;
  const bounds = nonResponseBounds(share.numerator, share.denominator, asked);
  return bounds && formatInterval("percent", bounds);
}
