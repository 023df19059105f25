import type { ReactNode } from "react";
import { PickedList } from "@/components/picked/picked-list";
import { FiveNumbers } from "@/components/weekly/five-numbers";
import { NoRealChange } from "@/components/weekly/no-real-change";
import { QueryTypes } from "@/components/weekly/query-types";
import { ReasonsOverTime } from "@/components/weekly/reasons-over-time";
import { Trend } from "@/components/weekly/trend";
import { WhatStandsOut } from "@/components/weekly/what-stands-out";
import { WhyRateChanged } from "@/components/weekly/why-rate-changed";
import { metric } from "@/lib/metrics/catalogue";
import { formatDays, formatWeek } from "@/lib/metrics/format-time";
import type { Scope } from "@/lib/reports/conversations/rows-address";
import { filtersText } from "@/lib/reports/notes/prepare-frozen";
import { chartTarget } from "@/lib/reports/notes/prepare-targets";
import type { ReviewContent } from "@/lib/reports/notes/review-content";
import { prepareQueryTypes } from "@/lib/reports/query-types/prepare-query-types";
import { tableFiles } from "@/lib/reports/tables/table-address";
import { prepareCards } from "@/lib/reports/weekly/prepare-cards";
import { prepareMixRate } from "@/lib/reports/weekly/prepare-mix-rate";
import { preparePicked } from "@/lib/reports/weekly/prepare-picked";
import { prepareReasonsOverTime } from "@/lib/reports/weekly/prepare-reasons-over-time";
import { prepareTrend } from "@/lib/reports/weekly/prepare-trend";
import type { TrendMarks } from "@/lib/reports/weekly/prepare-trend-marks";
import { type WeeklyAddress, weeklyParameters } from "@/lib/reports/weekly/weekly-address";
import { ActionsSection } from "./reviews/actions/actions-section";
import { AnnotationsSection } from "./reviews/annotations/annotations-section";
import { CommentsSection } from "./reviews/comments/comments-section";

interface ReviewBodyProps {
  readonly content: ReviewContent;
  /** What its numbers are about. */
  readonly scope: Scope;
  /** How it is looked at: sorted, as a table. */
  readonly address: WeeklyAddress;
  /** The closed week that is shown: its files are those of the review as it was. */
  readonly closed?: string;
  /** Stands where nothing happened in the week. */
  readonly empty: ReactNode;
}

/** A weekly review below its head, of today or as it was when its week was closed: it shows what it is given. */
export function ReviewBody({ content, scope, address, closed, empty }: ReviewBodyProps) {
  const { review, findings, analysis, notes } = content;
  const { total, columns } = review;
  const marks: TrendMarks = {
    releases: analysis?.releases ?? [],
    named: findings?.release ?? null,
    notes: notes.annotations.annotations,
    target: chartTarget(metric(address.trend), notes.goals),
    provisional: analysis?.provisional ?? [],
  };
  const shown = { ...address, week: scope.week, filters: scope.filters };
  const parameters = weeklyParameters(shown);
  const files = (table: string) =>
    tableFiles(table, closed === undefined ? parameters : [["review", closed], ...parameters]);
  const { from, to } = review.period;
  const about = `${formatWeek(scope.week)}, ${formatDays(from, to)} · ${filtersText(scope.filters)}`;
  const why = analysis && prepareMixRate(analysis.handOffs, total?.change?.hand_off_rate, scope);
  return (
    <>
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
            cards={prepareCards(total, columns, scope)}
            targets={notes.targets}
            comments={notes.comments.counts}
            files={files("weekly-numbers")}
            about={about}
          />
          <CommentsSection notes={notes.comments} />
          <div className="sec two charts">
            <div>
              <Trend
                chart={prepareTrend(columns, address, scope, marks)}
                address={address}
                files={files("weekly-trend")}
                about={about}
              />
              <AnnotationsSection notes={notes.annotations} />
            </div>
            <ReasonsOverTime
              chart={prepareReasonsOverTime(columns, scope)}
              address={address}
              files={files("weekly-reasons")}
              about={about}
            />
          </div>
          <QueryTypes
            table={prepareQueryTypes(total, review, address, scope)}
            files={files("weekly-query-types")}
          />
          {why && <WhyRateChanged chart={why} files={files("weekly-why")} about={about} />}
          <PickedList picked={preparePicked(content.picked, content.timeZone)} />
        </>
      ) : (
        empty
      )}
    </>
  );
}
