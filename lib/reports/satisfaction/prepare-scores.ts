import { metric } from "@/lib/metrics/catalogue";
import { formatCount, formatValue } from "@/lib/metrics/format";
import { type PeriodScope, rowsAddress, withFilter } from "@/lib/reports/conversations/rows-address";
import type { ReportRow } from "@/lib/reports/report/report";
import type { SCORE_METRICS } from "./satisfaction";

/** How many gave one score. */
export interface ScoreBar {
  readonly score: string;
  readonly count: string;
  /** Of all scores of the arm, 0 to 1. */
  readonly share: number;
  /** `41.2%`; null without any score. */
  readonly percent: string | null;
  readonly isSatisfied: boolean;
  readonly href: string | null;
}

/** The scores of one arm. */
export interface ScoreArm {
  readonly key: (typeof SCORE_METRICS)[number];
  readonly name: string;
  readonly all: string;
  /** From 1 to 5. */
  readonly bars: readonly ScoreBar[];
}

const POINTS = ["1", "2", "3", "4", "5"];
const SATISFIED_FROM = 4;

/** The distribution of scores, put on 1–5 and rounded down, for both arms. */
export function prepareScores(rows: readonly ReportRow[], scope: PeriodScope): readonly [ScoreArm, ScoreArm] {
  return [
    armOf("post_hand_off_csat", "After a hand-off", rows, scope),
    armOf("contained_csat", "Contained", rows, scope),
  ];
}

function armOf(key: ScoreArm["key"], name: string, rows: readonly ReportRow[], scope: PeriodScope): ScoreArm {
  const countOf = (score: string) =>
    rows.find((row) => row.key.csat_score === score)?.values[key]?.denominator ?? 0;
  const all = POINTS.reduce((sum, score) => sum + countOf(score), 0);
  return {
    key,
    name,
    all: formatCount(all),
    bars: POINTS.map((score) => {
      const count = countOf(score);
      const share = all === 0 ? 0 : count / all;
      const own = { ...scope, filters: withFilter(scope.filters, "csat_score", [score]) };
      return {
        score,
        count: formatCount(count),
        share,
        percent: all === 0 ? null : formatValue("percent", share),
        isSatisfied: Number(score) >= SATISFIED_FROM,
        href: count === 0 ? null : rowsAddress(own, metric(key).id, "denominator"),
      };
    }),
  };
}
