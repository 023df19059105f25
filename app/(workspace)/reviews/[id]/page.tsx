import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { type PageQuery, searchParameters } from "@/app/search-parameters";
import { Difference } from "@/components/frozen/difference";
import { Notice } from "@/components/page/notice";
import { PageTools } from "@/components/page/page-tools";
import { PrintHead } from "@/components/page/print-head";
import { requirePage } from "@/lib/access/current-actor";
import { AppError } from "@/lib/domain/app-error";
import { formatMoment } from "@/lib/metrics/format-time";
import { type FrozenDifference, loadDifference } from "@/lib/reports/notes/frozen-difference";
import { readFrozenReview } from "@/lib/reports/notes/frozen-review";
import { prepareFrozen } from "@/lib/reports/notes/prepare-frozen";
import { scopeOf } from "@/lib/reports/notes/review-content";
import { tableFiles } from "@/lib/reports/tables/table-address";
import { parseWeeklyAddress, weeklyHref } from "@/lib/reports/weekly/weekly-address";
import { loadWorkspace } from "@/lib/reports/workspace/workspace";
import { database } from "@/lib/store/database";
import { ReviewBody } from "../../review-body";

export const metadata: Metadata = { title: "Closed week" };

interface ClosedWeekProps {
  readonly params: Promise<{ id: string }>;
  readonly searchParams: PageQuery;
}

/** A closed week: the review as it was seen, and what has become of its numbers since. */
export default async function ClosedWeekPage({ params, searchParams }: ClosedWeekProps) {
  const actor = await requirePage("view_reports");
  const { id } = await params;
  const db = database();
  const [workspace, frozen] = await Promise.all([
    loadWorkspace(db),
    readFrozenReview(db, actor, id).catch((error: unknown) => {
      if (error instanceof AppError && error.code === "not_found") return null;
      throw error;
    }),
  ]);
  const [text] = frozen ? prepareFrozen([frozen], frozen.timeZone) : [];
  if (!frozen || !text) notFound();
  const asked = parseWeeklyAddress(await searchParameters(searchParams));
  const { week, reportFilters: filters, content } = frozen;
  const difference = await loadDifference(db, actor, workspace, frozen);
  const asOf = formatMoment(workspace.clock.now(), workspace.timeZone);
  const live = weeklyHref({
    ...asked,
    week,
    compare: content.review.compared ?? null,
    filters,
    problem: null,
  });
  return (
    <>
      <p className="crumbs">
        <Link href="/reviews">Closed weeks</Link>
      </p>
      <PrintHead
        title={`Weekly review, ${text.week.toLowerCase()}, as it was when it was closed`}
        lines={[
          `${text.days} · ${text.filters}`,
          `Closed ${text.at} by ${text.by}`,
          `Time zone ${frozen.timeZone}`,
          sinceThen(difference, asOf),
        ]}
        isDemo={workspace.isDemo}
      />
      <div className="head">
        <div className="lead">
          <h1>
            {text.week} <span className="ink3">{text.days}</span>
          </h1>
          <span className="small ink3">
            closed {text.at} by {text.by}
            {content.review.period.provisional && ", before all surveys could be in"}
          </span>
        </div>
        <div className="acts">
          <PageTools />
        </div>
      </div>
      <p className="small ink2 on-screen">{text.filters}</p>
      <Notice calm>
        <p>
          Numbers, words and downloads are as they were on {text.at}. Links lead to the conversations as they
          are now, which may be more or fewer.
        </p>
        <Link className="btn" href={live}>
          {text.week} as it is now
        </Link>
      </Notice>
      <Difference
        difference={difference}
        files={tableFiles("closed-week-difference", [["review", frozen.id]])}
        asOf={asOf}
      />
      <ReviewBody
        content={content}
        scope={scopeOf(content.review, filters)}
        address={{ ...asked, week: null, compare: null, filters: [], problem: null, path: text.href }}
        closed={frozen.id}
        empty={null}
      />
    </>
  );
}

/** What late records have changed, in one line: the table of it is for the screen, paper has the week as it was. */
function sinceThen({ rows }: FrozenDifference, asOf: string): string {
  if (rows.length === 0) return `Unchanged since, as of ${asOf}`;
  return `Changed since, as of ${asOf}: ${rows.map(({ label }) => label).join(", ")}`;
}
