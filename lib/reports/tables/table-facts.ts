import type { Period } from "@/lib/domain/period";
import { formatDays, formatFullMoment } from "@/lib/metrics/format-time";
import { filtersText } from "@/lib/reports/notes/prepare-frozen";
import type { ReportFilter } from "@/lib/reports/report/report";
import type { Workspace } from "@/lib/reports/workspace/workspace";
import type { Fact } from "./table";

/** What a table is about: its days, its filters, the moment it was made, and where its words and numbers come from. */
export function tableFacts(
  workspace: Pick<Workspace, "timeZone" | "clock" | "isDemo">,
  about: {
    /** Null: all data, or a table that has no period. */
    readonly period: Period | null;
    readonly filters?: readonly ReportFilter[];
    readonly provisional?: boolean;
    readonly notes?: readonly string[];
  },
): readonly Fact[] {
  const { period, filters, provisional, notes = [] } = about;
  return [
    ...(period
      ? [{ name: "Period", value: `${period.from} to ${period.to} (${formatDays(period.from, period.to)})` }]
      : []),
    ...(filters ? [{ name: "Filters", value: filtersText(filters) }] : []),
    { name: "As of", value: formatFullMoment(workspace.clock.now(), workspace.timeZone) },
    { name: "Time zone", value: workspace.timeZone },
    ...(provisional ? [{ name: "State", value: "Provisional: late surveys may still change it" }] : []),
    ...(workspace.isDemo ? [{ name: "Data", value: "Generated demo data" }] : []),
    ...notes.map((value) => ({ name: "Note", value })),
    {
      name: "Numbers",
      value:
        "Shares are fractions with their 95% interval. An empty cell is a number that is withheld or unknown, never 0.",
    },
  ];
}
