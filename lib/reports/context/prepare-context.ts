import { metric } from "@/lib/metrics/catalogue";
import type { PeriodScope } from "@/lib/reports/conversations/rows-address";
import {
  type ChangeText,
  type NumberText,
  prepareChange,
  prepareNumber,
} from "@/lib/reports/report/prepare-number";
import type { ContextOverview } from "./context-overview";

/** One answer of agents to one question. */
export interface SentimentAnswer {
  readonly metric: string;
  readonly label: string;
  readonly number: NumberText;
  /** 0 to 1; null where it is withheld. */
  readonly share: number | null;
  readonly change: ChangeText | null;
}

/** What agents say, all together. */
export interface SentimentView {
  readonly questions: readonly { readonly title: string; readonly answers: readonly SentimentAnswer[] }[];
  readonly coverage: readonly {
    readonly label: string;
    readonly note: string;
    readonly number: NumberText;
  }[];
}

const QUESTIONS = [
  {
    title: "Was the context useful?",
    answers: [
      ["context_useful_rate", "Useful"],
      ["context_partly_rate", "Partly"],
      ["context_not_useful_rate", "Not useful"],
    ],
  },
  {
    title: "Was it used?",
    answers: [
      ["context_used_rate", "Used"],
      ["context_skimmed_rate", "Skimmed"],
      ["context_ignored_rate", "Ignored"],
    ],
  },
] as const;

/** The answers of all agents to both questions, and how many hand-offs were rated. */
export function prepareSentiment(
  { total }: Pick<ContextOverview, "total">,
  scope: PeriodScope,
): SentimentView {
  const number = (id: string) => prepareNumber(metric(id), total.values[id], scope);
  return {
    questions: QUESTIONS.map(({ title, answers }) => ({
      title,
      answers: answers.map(([id, label]) => ({
        metric: id,
        label,
        number: { ...number(id), label },
        share: total.values[id]?.value ?? null,
        change: prepareChange(metric(id), total.change?.[id]),
      })),
    })),
    coverage: [
      {
        label: "Rated",
        note: "Of the hand-offs that reached a person",
        number: number("rating_coverage"),
      },
      {
        label: "Rated where asked for",
        note: "Of those drawn at random; all other ratings are volunteered",
        number: number("asked_rating_coverage"),
      },
    ],
  };
}
