import type { Metadata } from "next";
import { type PageQuery, searchParameters } from "@/app/search-parameters";
import { FirstRecords } from "@/components/page/first-records";
import { Section } from "@/components/page/section";
import { TableFiles } from "@/components/page/table-files";
import { CsatTable } from "@/components/query-types/csat-table";
import { Comments } from "@/components/satisfaction/comments";
import { ScoreBars } from "@/components/satisfaction/score-bars";
import { MetricSection } from "@/components/tables/metric-section";
import "@/components/context/context.css";
import "@/components/query-types/query-types.css";
import "@/components/query-types/query-type.css";
import { requirePage } from "@/lib/access/current-actor";
import { may } from "@/lib/access/permissions";
import { formatWeek } from "@/lib/metrics/format-time";
import { preparePeriodControls } from "@/lib/reports/query-types/prepare-query-type-controls";
import { prepareCsat } from "@/lib/reports/query-types/prepare-query-type-csat";
import { byDenominator } from "@/lib/reports/report/metric-table";
import { prepareScores } from "@/lib/reports/satisfaction/prepare-scores";
import { prepareSurveyComments } from "@/lib/reports/satisfaction/prepare-survey-comments";
import { CSAT_METRICS, loadSatisfaction } from "@/lib/reports/satisfaction/satisfaction";
import {
  parseSatisfactionAddress,
  SATISFACTION_PATH,
  satisfactionHref,
  satisfactionParameters,
} from "@/lib/reports/satisfaction/satisfaction-address";
import { searchComments } from "@/lib/reports/satisfaction/survey-comments";
import { tableFiles } from "@/lib/reports/tables/table-address";
import { FILTER_DIMENSIONS } from "@/lib/reports/weekly/weekly";
import { loadWorkspace } from "@/lib/reports/workspace/workspace";
import { database } from "@/lib/store/database";
import { PeriodBar } from "../period-bar";

export const metadata: Metadata = { title: "Satisfaction" };

const TITLES = {
  post_hand_off_csat: "After a hand-off",
  contained_csat: "Contained",
  survey_response_rate: "Answered after a hand-off",
  contained_survey_response_rate: "Answered, contained",
};
const MOST_TYPES = 20;

/** How satisfied customers are after a hand-off and when they stayed with the bot, and how sure that is. */
export default async function SatisfactionPage({ searchParams }: { searchParams: PageQuery }) {
  const actor = await requirePage("view_reports");
  const address = parseSatisfactionAddress(await searchParameters(searchParams));
  const db = database();
  const workspace = await loadWorkspace(db);
  const overview = await loadSatisfaction(db, actor, workspace, address);
  if (!overview) {
    return (
      <>
        <h1>Satisfaction</h1>
        <FirstRecords mayBringIn={may(actor, "ingest")} />
      </>
    );
  }
  const { period, total } = overview;
  const { filters, arm, words, cursor } = address;
  const scope = { period, filters };
  const comments = await searchComments(db, actor, workspace, { ...scope, arm, words, cursor });
  const controls = preparePeriodControls(
    overview,
    total.values.conversations?.value ?? 0,
    workspace,
    address,
    FILTER_DIMENSIONS,
    {
      path: SATISFACTION_PATH,
      hrefWith: (change) => satisfactionHref(address, change),
      parametersWith: (change) => satisfactionParameters({ ...address, cursor: null, ...change }),
    },
  );
  const parameters = satisfactionParameters({ ...address, week: null, weeks: null, period, cursor: null });
  const files = (table: string, name: string) => (
    <TableFiles files={tableFiles(table, parameters)} name={name} />
  );
  return (
    <>
      <div className="head">
        <div>
          <h1>Satisfaction</h1>
          <p className="small ink3 under">
            CSAT after a hand-off beside contained CSAT; satisfied is the top quarter of the scale
          </p>
        </div>
      </div>
      <PeriodBar
        actor={actor}
        controls={{ ...controls, compare: null }}
        path={SATISFACTION_PATH}
        href={satisfactionHref(address)}
        problem={address.problem}
      />
      <Section
        id="arms"
        title="After a hand-off and contained"
        sub={
          <p className="sub honest">
            Those who answer are not all: the last column says where CSAT would lie if every silent customer
            were dissatisfied, or satisfied.
          </p>
        }
      >
        <CsatTable comparison={prepareCsat(total.values, scope)} />
      </Section>
      <Section
        id="scores"
        title="Scores"
        sub={<p className="sub">Put on 1–5 and rounded down; 4 and 5 are the satisfied ones.</p>}
        tools={files("satisfaction-scores", "Scores")}
      >
        <ScoreBars arms={prepareScores(overview.scores, scope)} />
      </Section>
      <MetricSection
        id="weeks"
        title="Week by week"
        files={tableFiles("satisfaction-weeks", parameters)}
        metrics={{
          head: "Week",
          dimension: "week",
          metrics: CSAT_METRICS,
          titles: TITLES,
          total,
          rows: overview.weeklyRows,
          scope,
          nameOf: formatWeek,
        }}
      />
      <MetricSection
        id="query-types"
        title="By query type"
        files={tableFiles("satisfaction-query-types", parameters)}
        metrics={{
          head: "Query type",
          dimension: "query_type",
          metrics: CSAT_METRICS,
          titles: TITLES,
          total,
          rows: overview.types,
          scope,
          sizeOf: byDenominator("survey_response_rate"),
          most: MOST_TYPES,
        }}
      />
      <Section
        id="comments"
        title="What customers wrote"
        sub={
          <p className="sub">
            Newest first, of the survey that counts. Personal details were taken out before storing.
          </p>
        }
      >
        <Comments
          view={prepareSurveyComments(comments, address, workspace.timeZone)}
          action={SATISFACTION_PATH}
        />
      </Section>
    </>
  );
}
