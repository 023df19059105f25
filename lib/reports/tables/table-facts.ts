import type { Period } from "@/lib/domain/period";
import { formatDays, formatFullMoment } from "@/lib/metrics/format-time";
import { filtersText } from "@/lib/reports/notes/prepare-frozen";
import type { ReportFilter } from "@/lib/reports/report/report";
import type { Workspace } from "@/lib/reports/workspace/workspace";
import type { Fact, Table } from "./table";

type At = Pick<Workspace, "timeZone" | "clock" | "isDemo">;

/** What a table is about. */
interface About {
  /** Null: all data, or a table that has no period. */
  readonly period: Period | null;
  readonly filters?: readonly ReportFilter[];
  readonly provisional?: boolean;
  readonly notes?: readonly string[];
}

type Head = Pick<Table, "title" | "fileName" | "facts">;

/** The head of a table about a period; the period stands in the name of its file. */
export function headOfPeriod(
  workspace: At,
  title: string,
  name: string,
  about: About & { readonly period: Period },
): Head {
  const { from, to } = about.period;
  return { title, fileName: `baton-${name}-${from}-${to}`, facts: tableFacts(workspace, about) };
}

/** The head of a table about everything there is, called by its title unless said otherwise. */
export function headOfAll(
  workspace: At,
  title: string,
  name = title.toLowerCase().replaceAll(" ", "-"),
  about: About = { period: null },
): Head {
  return { title, fileName: `baton-${name}`, facts: tableFacts(workspace, about) };
}

/** What a table is about: its days, its filters, the moment it was made, and where its words and numbers come from. */
export function tableFacts(workspace: At, about: About): readonly Fact[] {
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
