import { REPEAT_RULES, type RepeatFinding } from "@/lib/domain/transcript";
import { wilson } from "@/lib/statistics/wilson";
import type { LabelledHandOff } from "./read-labelled";

/** Counts of one slice of a labelled file. A case is one captured field of one hand-off. */
export interface Tally {
  right: number;
  wrong: number;
  missed: number;
}

/** A disagreement, for whoever wants to look. */
export interface Disagreement {
  readonly conversation: string;
  readonly field: string;
  readonly kind: "wrong" | "missed";
  readonly findings: readonly RepeatFinding[];
}

export interface Score {
  readonly handOffs: number;
  /** Hand-offs that were assessed by their transcript. */
  readonly assessed: number;
  readonly all: Tally;
  readonly byField: ReadonlyMap<string, Tally>;
  readonly byLanguage: ReadonlyMap<string, Tally>;
  /** Findings of each rule that are right or wrong; a repeat found by several rules counts for each. */
  readonly byRule: ReadonlyMap<string, Tally>;
  /** Findings of low confidence, which are in no number. */
  readonly low: Tally;
  readonly disagreements: readonly Disagreement[];
}

/** Compares what Baton reads with what the labels say. */
export function scoreLabelled(handOffs: readonly LabelledHandOff[]): Score {
  const [all, low] = [emptyTally(), emptyTally()];
  const byField = new Map<string, Tally>();
  const byLanguage = new Map<string, Tally>();
  const byRule = new Map<string, Tally>(REPEAT_RULES.map((rule) => [rule, emptyTally()]));
  const disagreements: Disagreement[] = [];
  for (const { conversation, language, fields, expected, reading } of handOffs) {
    const findings = reading?.findings ?? [];
    for (const field of fields) {
      const own = findings.filter((finding) => finding.field === field);
      const sure = own.filter((finding) => finding.confidence === "high");
      const isExpected = expected.includes(field);
      const outcome = isExpected ? (sure.length > 0 ? "right" : "missed") : sure.length > 0 ? "wrong" : null;
      for (const finding of own.filter((one) => one.confidence === "low")) {
        low[isExpected ? "right" : "wrong"] += finding ? 1 : 0;
      }
      if (outcome === null) continue;
      for (const tally of [all, tallyOf(byField, field), tallyOf(byLanguage, language)]) tally[outcome] += 1;
      for (const rule of new Set(sure.map((finding) => finding.rule))) {
        tallyOf(byRule, rule)[isExpected ? "right" : "wrong"] += 1;
      }
      if (outcome !== "right") disagreements.push({ conversation, field, kind: outcome, findings: own });
    }
  }
  const assessed = handOffs.filter(({ reading }) => reading?.assessed).length;
  return { handOffs: handOffs.length, assessed, all, byField, byLanguage, byRule, low, disagreements };
}

function emptyTally(): Tally {
  return { right: 0, wrong: 0, missed: 0 };
}

function tallyOf(tallies: Map<string, Tally>, key: string): Tally {
  const tally = tallies.get(key) ?? emptyTally();
  tallies.set(key, tally);
  return tally;
}

/** The score as text: precision and recall with 95 % Wilson intervals, for everything, fields, rules and languages. */
export function describeScore(score: Score): string {
  const rows: string[][] = [["", "precision", "", "recall", "", "right", "wrong", "missed"]];
  const add = (name: string, { right, wrong, missed }: Tally, hasRecall = true) => {
    rows.push([
      name,
      ...share(right, right + wrong),
      ...(hasRecall ? share(right, right + missed) : ["", ""]),
      String(right),
      String(wrong),
      hasRecall ? String(missed) : "",
    ]);
  };
  add("all", score.all);
  const sorted = (tallies: ReadonlyMap<string, Tally>) => [...tallies].sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [language, tally] of sorted(score.byLanguage)) add(`language ${language}`, tally);
  for (const [field, tally] of sorted(score.byField)) add(`field ${field}`, tally);
  for (const [rule, tally] of score.byRule) add(`rule ${rule}`, tally, false);
  add("low confidence (in no number)", score.low, false);
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  const table = rows.map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join("  ")
      .trimEnd(),
  );
  return [
    `${score.handOffs} labelled hand-offs, ${score.assessed} assessed by their transcript`,
    "",
    ...table,
  ].join("\n");
}

function share(part: number, whole: number): [string, string] {
  const interval = wilson({ numerator: part, denominator: whole });
  if (!interval) return ["–", ""];
  const percent = (value: number) => (value * 100).toFixed(1);
  return [`${percent(part / whole)} %`, `${percent(interval.low)}–${percent(interval.high)}`];
}
