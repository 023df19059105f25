import type { Metadata } from "next";
import { type PageQuery, searchParameters } from "@/app/search-parameters";
import { FilterRow } from "@/components/filters/filter-row";
import { WeekPicker } from "@/components/filters/week-picker";
import { FirstRecords } from "@/components/page/first-records";
import { Notice } from "@/components/page/notice";
import { EmptyWeek } from "@/components/weekly/empty-week";
import { FiveNumbers } from "@/components/weekly/five-numbers";
import { NoRealChange } from "@/components/weekly/no-real-change";
import { QueryTypes } from "@/components/weekly/query-types";
import { ReasonsOverTime } from "@/components/weekly/reasons-over-time";
import { Trend } from "@/components/weekly/trend";
import { WhatStandsOut } from "@/components/weekly/what-stands-out";
import { requirePage } from "@/lib/access/current-actor";
import { may } from "@/lib/access/permissions";
import { parseEditing } from "@/lib/reports/editing";
import { loadAnalysis } from "@/lib/reports/insights-load";
import { prepareCards } from "@/lib/reports/prepare-cards";
import { prepareControls } from "@/lib/reports/prepare-filters";
import { prepareQueryTypes } from "@/lib/reports/prepare-query-types";
import { prepareReasonsOverTime } from "@/lib/reports/prepare-reasons-over-time";
import { prepareTrend } from "@/lib/reports/prepare-trend";
import { loadReviewNotes } from "@/lib/reports/review-notes";
import { parseWeeklyAddress } from "@/lib/reports/weekly-address";
import { loadWeeklyReview } from "@/lib/reports/weekly-review";
import { prepareWhatStandsOut } from "@/lib/reports/what-stands-out";
import { loadWorkspace } from "@/lib/reports/workspace";
import { database } from "@/lib/store/database";
import { ActionsSection } from "./reviews/actions/actions-section";
import { AnnotationsSection } from "./reviews/annotations/annotations-section";
import { CommentsSection } from "./reviews/comments/comments-section";

export const metadata: Metadata = { title: "Weekly review" };

/** The weekly review: the five numbers of a week, why hand-offs happened, and every query type. */
export default async function WeeklyReviewPage({ searchParams }: { searchParams: PageQuery }) {
  const actor = await requirePage("view_reports");
  const search = await searchParameters(searchParams);
  const address = parseWeeklyAddress(search);
  const db = database();
  const workspace = await loadWorkspace(db);
  const review = await loadWeeklyReview(db, actor, workspace, address);
  if (!review) {
    return (
      <>
        <h1>Weekly review</h1>
        <FirstRecords mayBringIn={may(actor, "ingest")} />
      </>
    );
  }

  const notes = await loadReviewNotes(db, actor, workspace, review, address, parseEditing(search));
  const controls = prepareControls(review, workspace, address);
  const scope = { week: review.week, filters: address.filters };
  const { total } = review;
  const analysis = await loadAnalysis(db, actor, workspace, review, address.filters);
  const findings = analysis && prepareWhatStandsOut(analysis, scope);
  return (
    <>
      <div className="head">
        <div className="lead">
          <h1>Weekly review</h1>
          <WeekPicker controls={controls} />
          <span className="small ink3">{controls.maturity}</span>
        </div>
      </div>
      <FilterRow controls={controls} />
      {address.problem && <Notice>{address.problem} This part of the address was left out.</Notice>}
      <div className="out">
        <div>{findings && <WhatStandsOut findings={findings} />}</div>
        <div className="aside">
          {findings && <NoRealChange findings={findings} />}
          <ActionsSection notes={notes.actions} />
        </div>
      </div>
      {total ? (
        <>
          <FiveNumbers
            cards={prepareCards(total, review.columns, review.previousWeek, scope)}
            targets={notes.targets}
            comments={notes.comments.counts}
          />
          <CommentsSection notes={notes.comments} />
          <div className="sec two charts">
            <div>
              <Trend chart={prepareTrend(review.columns, address, scope)} address={address} />
              <AnnotationsSection notes={notes.annotations} />
            </div>
            <ReasonsOverTime chart={prepareReasonsOverTime(review.columns, scope)} address={address} />
          </div>
          <QueryTypes table={prepareQueryTypes(total, review.queryTypes, address, scope)} />
        </>
      ) : (
        <EmptyWeek controls={controls} />
      )}
    </>
  );
}
