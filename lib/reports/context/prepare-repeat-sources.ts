import { metric } from "@/lib/metrics/catalogue";
import type { PeriodScope, Scope } from "@/lib/reports/conversations/rows-address";
import type { NumberText } from "@/lib/reports/report/prepare-number";
import { prepareNumber } from "@/lib/reports/report/prepare-number";
import type { ReportRow } from "@/lib/reports/report/report";

/** What says who assessed repeat information; asked of a report together with what it stands beside. */
export const REPEAT_SOURCES = [
  "platform_assessed_share",
  "agent_assessed_share",
  "transcript_assessed_share",
  "platform_transcript_agreement",
  "agent_agreement",
] as const;

/** One line of the panel. */
export interface RepeatSourceLine {
  readonly key: string;
  readonly label: string;
  /** What the share is of, in a few words. */
  readonly of: string;
  readonly number: NumberText;
}

/** Who said whether details were asked again, and how far those who said agree. */
export interface RepeatSourcesView {
  readonly assessed: readonly RepeatSourceLine[];
  readonly agreement: readonly RepeatSourceLine[];
}

const LABELS: { readonly [I in (typeof REPEAT_SOURCES)[number]]: readonly [string, string] } = {
  platform_assessed_share: ["The platform says", "of the assessed hand-offs"],
  agent_assessed_share: ["An agent says", "of the assessed hand-offs"],
  transcript_assessed_share: ["The transcript says", "of the assessed hand-offs"],
  platform_transcript_agreement: ["Platform and transcript agree", "where both say"],
  agent_agreement: ["Agents agree with the others", "where both say"],
};

/** The panel beside repeat information, from a row of a report that was asked for {@link REPEAT_SOURCES}. */
export function prepareRepeatSources(
  row: Pick<ReportRow, "values">,
  scope: Scope | PeriodScope,
): RepeatSourcesView {
  const line = (id: (typeof REPEAT_SOURCES)[number]): RepeatSourceLine => {
    const [label, of] = LABELS[id];
    return { key: id, label, of, number: prepareNumber(metric(id), row.values[id], scope) };
  };
  return {
    assessed: REPEAT_SOURCES.slice(0, 3).map(line),
    agreement: REPEAT_SOURCES.slice(3).map(line),
  };
}
