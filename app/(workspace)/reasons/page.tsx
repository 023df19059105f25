import type { Metadata } from "next";
import { type PageQuery, searchParameters } from "@/app/search-parameters";
import { FirstRecords } from "@/components/page/first-records";
import { Section } from "@/components/page/section";
import { TableFiles } from "@/components/page/table-files";
import { OverTime } from "@/components/reasons/over-time";
import { ReasonMap } from "@/components/reasons/reason-map";
import { ReasonRates } from "@/components/reasons/reason-rates";
import { ReasonTable } from "@/components/reasons/reason-table";
import { formatDays } from "@/lib/metrics/format-time";
import { filtersText } from "@/lib/reports/notes/prepare-frozen";
import { tableFiles } from "@/lib/reports/tables/table-address";
import "@/components/query-types/query-types.css";
import "@/components/reasons/reasons.css";
import { requirePage } from "@/lib/access/current-actor";
import { may } from "@/lib/access/permissions";
import { preparePeriodControls } from "@/lib/reports/query-types/prepare-query-type-controls";
import { prepareReasonsPage } from "@/lib/reports/reasons/prepare-reasons-page";
import { readReasonMapOverview } from "@/lib/reports/reasons/reason-map";
import { prepareReasonMap } from "@/lib/reports/reasons/reason-map-view";
import { loadReasons } from "@/lib/reports/reasons/reasons";
import {
  parseReasonsAddress,
  REASONS_PATH,
  reasonsHref,
  reasonsParameters,
} from "@/lib/reports/reasons/reasons-address";
import { prepareReasonsOverTime } from "@/lib/reports/weekly/prepare-reasons-over-time";
import { FILTER_DIMENSIONS } from "@/lib/reports/weekly/weekly";
import { loadWorkspace } from "@/lib/reports/workspace/workspace";
import { database } from "@/lib/store/database";
import { NothingThere, PeriodBar } from "../period-bar";
import { reasonMapForm } from "./actions";

export const metadata: Metadata = { title: "Reasons" };

/** Why conversations are handed off: the mix over time, families and codes, and what raw reasons mean. */
export default async function ReasonsPage({ searchParams }: { searchParams: PageQuery }) {
  const actor = await requirePage("view_reports");
  const address = parseReasonsAddress(await searchParameters(searchParams));
  const db = database();
  const workspace = await loadWorkspace(db);
  const [overview, map] = await Promise.all([
    loadReasons(db, actor, workspace, address),
    readReasonMapOverview(db, actor, workspace),
  ]);
  if (!overview) {
    return (
      <>
        <h1>Reasons</h1>
        <FirstRecords mayBringIn={may(actor, "ingest")} />
      </>
    );
  }

  const { period, total, columns, lastWeek } = overview;
  const { filters } = address;
  const conversations = total.values.hand_off_rate?.denominator ?? 0;
  const controls = preparePeriodControls(overview, conversations, workspace, address, FILTER_DIMENSIONS, {
    path: REASONS_PATH,
    hrefWith: (change) => reasonsHref(address, change),
    parametersWith: (change) => reasonsParameters({ ...address, ...change }),
  });
  const parameters = reasonsParameters({ ...address, week: null, period });
  const page = prepareReasonsPage(overview, { period, filters });
  const view = prepareReasonMap(map, {
    timeZone: workspace.timeZone,
    mayEdit: may(actor, "edit_reason_map"),
  });
  return (
    <>
      <div className="head">
        <div>
          <h1>Reasons</h1>
          <p className="small ink3 under">Why conversations are handed off, and how sure we are of it</p>
        </div>
      </div>
      <PeriodBar
        actor={actor}
        controls={controls}
        path={REASONS_PATH}
        href={reasonsHref(address)}
        problem={address.problem}
      />
      {page.handedOff === 0 ? (
        <NothingThere of="hand-offs" days={controls.days}>
          <a className="link" href={REASONS_PATH}>
            Show the last weeks with data
          </a>
        </NothingThere>
      ) : (
        <>
          <div className="sec two charts">
            <OverTime
              chart={prepareReasonsOverTime(columns, { week: lastWeek, filters })}
              address={address}
              files={tableFiles("reasons-over-time", parameters)}
              about={`Weeks up to ${formatDays(period.from, period.to)} · ${filtersText(filters)}`}
            />
            <ReasonRates rates={page.rates} isCompared={page.isCompared} />
          </div>
          <Section
            id="codes"
            title="Families and codes"
            sub={
              <p className="sub">
                By the first hand-off of each conversation, {controls.days}. Shares are of all handed-off
                conversations.
              </p>
            }
            tools={<TableFiles files={tableFiles("reasons", parameters)} name="Families and codes" />}
          >
            <ReasonTable page={page} />
          </Section>
        </>
      )}
      <Section
        id="reason-map"
        title="Raw reasons and what they mean"
        tools={<TableFiles files={tableFiles("raw-reasons")} name="Raw reasons" />}
      >
        <ReasonMap view={view} action={reasonMapForm} period={period} />
      </Section>
    </>
  );
}
