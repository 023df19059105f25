import { compareCodePoints } from "@/lib/domain/code-point-order";
import type { SurveyBody } from "@/lib/domain/record";

type Survey = SurveyBody & { readonly surveyId: string };

/** A survey is answered when its score is present. */
export function isAnswered(survey: SurveyBody): boolean {
  return survey.score !== undefined;
}

/** Of a conversation's surveys of one kind, the answered one that counts: answered last, then the highest id. */
export function countedSurvey(surveys: readonly Survey[]): Survey | undefined {
  return surveys.filter(isAnswered).reduce<Survey | undefined>((best, survey) => {
    if (best === undefined) return survey;
    const later =
      (survey.answeredAt ?? Number.NEGATIVE_INFINITY) - (best.answeredAt ?? Number.NEGATIVE_INFINITY) ||
      compareCodePoints(survey.surveyId, best.surveyId);
    return later > 0 ? survey : best;
  }, undefined);
}

/** A survey's score on its own scale: 0 = lowest, 1 = highest; null when unscaled. */
export function scaledScore({ score, scaleMin, scaleMax }: SurveyBody): number | null {
  if (score === undefined || scaleMin === undefined || scaleMax === undefined) return null;
  // Parts of a survey that came separately can contradict each other; what fits no scale is in no score.
  if (scaleMin >= scaleMax || score < scaleMin || score > scaleMax) return null;
  const width = scaleMax - scaleMin;
  if (Number.isFinite(width)) return (score - scaleMin) / width;
  // A scale wider than any number: without this the score would be no number either, and nor would the day's sums.
  return (score / 2 - scaleMin / 2) / (scaleMax / 2 - scaleMin / 2);
}

/** Satisfied: in the top quarter of the scale, so 4 and 5 of 5. */
export function isSatisfied(scaled: number): boolean {
  return scaled >= 0.75;
}

/** A scaled score put on 1–5. */
export function onFivePoints(scaled: number): number {
  return 1 + 4 * scaled;
}
