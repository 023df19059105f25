import type { Metadata } from "next";
import { type PageQuery, searchParameters } from "@/app/search-parameters";
import { ComparePicker } from "@/components/filters/compare-picker";
import { FilterRow } from "@/components/filters/filter-row";
import { WeekPicker } from "@/components/filters/week-picker";
import { FirstRecords } from "@/components/page/first-records";
import { Notice } from "@/components/page/notice";
import { PageTools } from "@/components/page/page-tools";
import { PrintHead } from "@/components/page/print-head";
import { EmptyWeek } from "@/components/weekly/empty-week";
import { requirePage } from "@/lib/access/current-actor";
import { may } from "@/lib/access/permissions";
import { prepareControls } from "@/lib/reports/filters/prepare-filters";
import { parseEditing } from "@/lib/reports/notes/editing";
import { closingsOf } from "@/lib/reports/notes/frozen-review";
import { filtersText, prepareFrozen } from "@/lib/reports/notes/prepare-frozen";
import { loadReviewContent, scopeOf } from "@/lib/reports/notes/review-content";
import { parseWeeklyAddress, weeklyHref, weeklyParameters } from "@/lib/reports/weekly/weekly-address";
import { loadWorkspace } from "@/lib/reports/workspace/workspace";
import { database } from "@/lib/store/database";
import { ReviewBody } from "./review-body";
import { Closing } from "./reviews/closing";
import { SavedViews } from "./saved-views/saved-views";

export const metadata: Metadata = { title: "Weekly review" };

/** The weekly review: the five numbers of a week, why hand-offs happened, and every query type. */
export default async function WeeklyReviewPage({ searchParams }: { searchParams: PageQuery }) {
  const actor = await requirePage("view_reports");
  const search = await searchParameters(searchParams);
  const address = parseWeeklyAddress(search);
  const db = database();
  const workspace = await loadWorkspace(db);
  const content = await loadReviewContent(db, actor, workspace, address, parseEditing(search));
  if (!content) {
    return (
      <>
        <h1>Weekly review</h1>
        <FirstRecords mayBringIn={may(actor, "ingest")} />
      </>
    );
  }

  const { review } = content;
  const closings = await closingsOf(db, actor, review.week, address.filters);
  const [last] = prepareFrozen(closings, workspace.timeZone);
  const mayClose = may(actor, "freeze_reviews") && review.total !== null && !review.running;
  const closingSearch = new URLSearchParams(weeklyParameters({ ...address, week: review.week }));
  const controls = prepareControls(review, workspace, address);
  return (
    <>
      <PrintHead
        title={`Weekly review, ${controls.week.toLowerCase()}`}
        lines={[
          `${controls.days} · ${filtersText(address.filters)}`,
          `${controls.meta} · ${controls.maturity}`,
          `Time zone ${workspace.timeZone}`,
        ]}
        isDemo={workspace.isDemo}
      />
      <div className="head">
        <div className="lead">
          <h1>Weekly review</h1>
          <WeekPicker controls={controls} />
          <span className="small ink3">{controls.maturity}</span>
        </div>
        <div className="acts">
          <PageTools />
          <Closing last={last ?? null} search={mayClose ? String(closingSearch) : null} />
        </div>
      </div>
      <FilterRow controls={controls}>
        <SavedViews actor={actor} address={weeklyHref(address)} />
        <ComparePicker control={controls.compare} />
      </FilterRow>
      {address.problem && <Notice>{address.problem} This part of the address was left out.</Notice>}
      <ReviewBody
        content={content}
        scope={scopeOf(review, address.filters)}
        address={address}
        empty={<EmptyWeek controls={controls} />}
      />
    </>
  );
}
