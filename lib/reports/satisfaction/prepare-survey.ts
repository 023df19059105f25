import type { SurveyBody, SurveyKind } from "@/lib/domain/record";
import { formatMoment } from "@/lib/metrics/format-time";

/** One survey of a conversation. */
export interface PreparedSurvey {
  readonly key: string;
  readonly title: string;
  /** The steps of a short whole scale, the one given marked; null for any other. */
  readonly steps: readonly { readonly step: number; readonly given: boolean }[] | null;
  /** `2 of 1–5`, `7, no scale`, `Not answered`. */
  readonly scoreText: string;
  readonly comment: string | null;
  readonly facts: readonly { readonly label: string; readonly value: string | null }[];
}

const TITLES: { readonly [K in SurveyKind]: string } = {
  csat: "Customer survey",
  nps: "Recommendation (NPS)",
  ces: "Effort (CES)",
};

const MOST_STEPS = 11;

/** A survey as the conversation's page shows it. Without a scale its score says nothing, and that is said. */
export function prepareSurvey(
  survey: SurveyBody & { readonly surveyId: string },
  timeZone: string,
): PreparedSurvey {
  const { kind = "csat", score, hadToRepeat, sentAt, answeredAt, comment } = survey;
  const scaleMin = survey.scaleMin ?? (kind === "nps" ? 0 : undefined);
  const scaleMax = survey.scaleMax ?? (kind === "nps" ? 10 : undefined);
  const moment = (at: number | undefined) => (at === undefined ? null : formatMoment(at, timeZone));
  return {
    key: survey.surveyId,
    title: TITLES[kind],
    steps: stepsOf(score, scaleMin, scaleMax),
    scoreText:
      score === undefined
        ? "Not answered"
        : scaleMin === undefined || scaleMax === undefined
          ? `${score}, on no known scale: in no score`
          : `${score} on ${scaleMin}–${scaleMax}`,
    comment: comment ?? null,
    facts: [
      // A question of the satisfaction survey: others hardly ever ask it.
      ...(kind === "csat" || hadToRepeat !== undefined
        ? [{ label: "Had to repeat", value: hadToRepeat === undefined ? null : hadToRepeat ? "Yes" : "No" }]
        : []),
      { label: "Sent", value: moment(sentAt) },
      { label: "Answered", value: score === undefined ? "No" : moment(answeredAt) },
    ],
  };
}

function stepsOf(
  score: number | undefined,
  min: number | undefined,
  max: number | undefined,
): PreparedSurvey["steps"] {
  if (score === undefined || min === undefined || max === undefined) return null;
  if (![score, min, max].every(Number.isInteger) || max - min >= MOST_STEPS || max <= min) return null;
  return Array.from({ length: max - min + 1 }, (_, i) => ({ step: min + i, given: min + i === score }));
}
