import type { Metric } from "../metric";

const COUNTED =
  "One survey per conversation counts: the one answered last. A survey without a scale is answered but in no score.";

/** What customers say afterwards. */
export const SATISFACTION_METRICS = [
  {
    kind: "share",
    id: "post_hand_off_csat",
    label: "CSAT after hand-off",
    description:
      "The share of satisfied customers among those who answered the survey after a hand-off that reached a person.",
    numeratorText: "satisfied surveys after a hand-off",
    denominatorText: "counted surveys with a scale after a hand-off",
    unit: "percent",
    better: "higher",
    numerator: "post_satisfied",
    denominator: "post_scored",
    caveats: ["Satisfied is the top quarter of the scale: 4 and 5 of 5.", COUNTED],
  },
  {
    kind: "mean",
    id: "post_hand_off_csat_mean",
    label: "Mean CSAT after hand-off",
    description: "The mean survey score after a hand-off that reached a person, put on a scale of 1 to 5.",
    numeratorText: "sum of scores on 1–5 after a hand-off",
    denominatorText: "counted surveys with a scale after a hand-off",
    unit: "score",
    better: "higher",
    numerator: "post_score",
    squares: "post_score_squares",
    denominator: "post_scored",
    caveats: [COUNTED],
  },
  {
    kind: "share",
    id: "contained_csat",
    label: "CSAT contained",
    description:
      "The share of satisfied customers among those who answered the survey of a conversation that stayed with the bot.",
    numeratorText: "satisfied surveys of contained conversations",
    denominatorText: "counted surveys with a scale of contained conversations",
    unit: "percent",
    better: "higher",
    numerator: "contained_satisfied",
    denominator: "contained_scored",
    caveats: ["Abandoned conversations are in neither of the two.", COUNTED],
  },
  {
    kind: "mean",
    id: "contained_csat_mean",
    label: "Mean CSAT contained",
    description: "The mean survey score of conversations that stayed with the bot, put on a scale of 1 to 5.",
    numeratorText: "sum of scores on 1–5 of contained conversations",
    denominatorText: "counted surveys with a scale of contained conversations",
    unit: "score",
    better: "higher",
    numerator: "contained_score",
    squares: "contained_score_squares",
    denominator: "contained_scored",
    caveats: [COUNTED],
  },
  {
    kind: "share",
    id: "survey_response_rate",
    label: "Survey response",
    description:
      "The share of conversations with an answered CSAT survey, among those that were sent one after a hand-off.",
    numeratorText: "conversations with an answered survey after a hand-off",
    denominatorText: "conversations with a survey sent or answered after a hand-off",
    unit: "percent",
    better: "higher",
    numerator: "post_answered",
    denominator: "post_surveyed",
    caveats: [],
  },
  {
    kind: "share",
    id: "contained_survey_response_rate",
    label: "Survey response contained",
    description:
      "The share of conversations with an answered CSAT survey, among contained ones that were sent one.",
    numeratorText: "contained conversations with an answered survey",
    denominatorText: "contained conversations with a survey sent or answered",
    unit: "percent",
    better: "higher",
    numerator: "contained_answered",
    denominator: "contained_surveyed",
    caveats: [],
  },
  {
    kind: "share",
    id: "customer_reported_repeat_rate",
    label: "Customers say they had to repeat",
    description:
      "The share of surveys after a hand-off in which the customer says they had to repeat themselves.",
    numeratorText: "counted surveys that say the customer had to repeat",
    denominatorText: "counted surveys after a hand-off that answer the question",
    unit: "percent",
    better: "lower",
    numerator: "repeat_reports",
    denominator: "repeat_reports_known",
    caveats: [
      "What customers say is kept apart from what was asked again: it is never mixed into repeat information.",
    ],
  },
] as const satisfies readonly Metric[];
