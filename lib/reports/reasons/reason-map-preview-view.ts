import type { Period } from "@/lib/domain/period";
import { metric } from "@/lib/metrics/catalogue";
import { counted } from "@/lib/metrics/counted";
import { formatChangeSize } from "@/lib/metrics/format";
import { formatDays } from "@/lib/metrics/format-time";
import { type NumberText, prepareNumber } from "@/lib/reports/report/prepare-number";
import type { ReasonMapProposal } from "./reason-map";
import { writeProposal } from "./reason-map-form";
import type { PreviewedMetric, ReasonMapPreview } from "./reason-map-preview";
import { changeText } from "./reason-map-view";

/** One number as it is and as it will be. */
export interface PreviewLine {
  readonly metric: string;
  readonly label: string;
  readonly now: NumberText;
  readonly after: NumberText;
  /** `3.2 pts lower`, `no change`; null where either side is withheld. */
  readonly difference: string | null;
}

/** What a change of the reason map will do, before it is made. */
export interface PreviewView {
  readonly changes: readonly string[];
  /** `182 hand-offs in all data get another reason.` */
  readonly summary: string;
  readonly tables: readonly { readonly title: string; readonly lines: readonly PreviewLine[] }[];
  /** What is applied, as the form carries it along. */
  readonly proposal: string;
}

/** A preview as text: over all data, and over the days that the page is about. */
export function preparePreview(
  preview: ReasonMapPreview,
  proposal: ReasonMapProposal,
  days: { readonly data: Period | null; readonly period: Period | null },
): PreviewView {
  const { differences, handOffs, allData, period } = preview;
  return {
    changes: differences.map(changeText),
    summary:
      handOffs === 0
        ? "No hand-off in the data gets another reason."
        : `${counted(handOffs, "hand-off in all data gets", "hand-offs in all data get")} another reason.`,
    tables: [
      { title: "All data", lines: allData.map((previewed) => line(previewed, days.data)) },
      ...(period && days.period
        ? [
            {
              title: formatDays(days.period.from, days.period.to),
              lines: period.map((previewed) => line(previewed, days.period)),
            },
          ]
        : []),
    ],
    proposal: writeProposal(proposal),
  };
}

function line({ metric: id, now, after }: PreviewedMetric, period: Period | null): PreviewLine {
  const definition = metric(id);
  const scope = period && { period, filters: [] };
  return {
    metric: id,
    label: definition.label,
    now: prepareNumber(definition, now, scope),
    // The conversations behind it are not there yet.
    after: prepareNumber(definition, after, null),
    difference: now.value === null || after.value === null ? null : differenceText(after.value - now.value),
  };
}

function differenceText(difference: number): string {
  const size = formatChangeSize("percent", difference);
  if (difference === 0) return "no change";
  if (!/[1-9]/.test(size)) return "less than 0.1 pts";
  return `${size} ${difference > 0 ? "higher" : "lower"}`;
}
