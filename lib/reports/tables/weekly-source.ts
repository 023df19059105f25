import { AppError } from "@/lib/domain/app-error";
import { readFrozenReview } from "@/lib/reports/notes/frozen-review";
import type { ReportFilter } from "@/lib/reports/report/report";
import { type ChartEvidence, chartEvidence } from "@/lib/reports/stands-out/insights-evidence";
import { loadAnalysis } from "@/lib/reports/stands-out/insights-load";
import type { WeeklyReview } from "@/lib/reports/weekly/weekly";
import { parseWeeklyAddress, type WeeklyAddress } from "@/lib/reports/weekly/weekly-address";
import { loadWeeklyReview } from "@/lib/reports/weekly/weekly-review";
import type { Fact, TableRequest } from "./table";
import { tableFacts } from "./table-facts";

/** The weekly review that tables are made of: of today, or as it was when its week was closed. */
export interface WeeklySource {
  readonly review: WeeklyReview;
  readonly filters: readonly ReportFilter[];
  readonly address: WeeklyAddress;
  /** What the charts draw beside the numbers; asked only where it is needed. */
  evidence(): Promise<ChartEvidence | null>;
  readonly facts: readonly Fact[];
  readonly fileName: (table: string) => string;
}

/** Reads it: `review` names a closed week, else the parameters are those of the weekly review. */
export async function weeklySource({ db, actor, workspace, search }: TableRequest): Promise<WeeklySource> {
  const address = parseWeeklyAddress(search);
  if (address.problem !== null) throw new AppError("invalid_value", address.problem);
  const closed = search.get("review");
  if (closed !== null) {
    const frozen = await readFrozenReview(db, actor, closed);
    const { content, reportFilters: filters } = frozen;
    const { review, analysis, timeZone } = content;
    const at = { ...workspace, timeZone, clock: { now: () => frozen.frozenAt.getTime() * 1000 } };
    return {
      review,
      filters,
      address,
      evidence: async () => analysis,
      facts: tableFacts(at, {
        ...aboutWeek(review, filters),
        notes: ["As it was when the week was closed; late records do not change it."],
      }),
      fileName: (table) => `baton-${table}-${review.week}-closed`,
    };
  }
  const review = await loadWeeklyReview(db, actor, workspace, address);
  if (!review) throw new AppError("not_found", "There are no conversations yet.");
  const { filters } = address;
  return {
    review,
    filters,
    address,
    evidence: async () => {
      const analysis = await loadAnalysis(db, actor, workspace, review, filters);
      return analysis && chartEvidence(analysis.evidence);
    },
    facts: tableFacts(workspace, aboutWeek(review, filters)),
    fileName: (table) => `baton-${table}-${review.week}`,
  };
}

function aboutWeek({ period, running }: WeeklyReview, filters: readonly ReportFilter[]) {
  return { period, filters, provisional: period.provisional || running };
}
