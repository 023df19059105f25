import type { Metadata } from "next";
import { type PageQuery, searchParameters } from "@/app/search-parameters";
import { DurableTable } from "@/components/journeys/durable-table";
import { JourneyFigures } from "@/components/journeys/journey-figures";
import { Sankey, SankeyKey } from "@/components/journeys/sankey";
import { TransitionTables } from "@/components/journeys/transition-table";
import { FirstRecords } from "@/components/page/first-records";
import { Section } from "@/components/page/section";
import { TableFiles } from "@/components/page/table-files";
import { PictureButton } from "@/components/pictures/picture-button";
import { counted } from "@/lib/metrics/counted";
import { formatDays } from "@/lib/metrics/format-time";
import { filtersText } from "@/lib/reports/notes/prepare-frozen";
import "@/components/query-types/query-types.css";
import "@/components/journeys/journeys.css";
import { requirePage } from "@/lib/access/current-actor";
import { may } from "@/lib/access/permissions";
import { loadJourneys } from "@/lib/reports/journeys/journeys";
import { JOURNEYS_PATH, journeysHref, parseJourneysAddress } from "@/lib/reports/journeys/journeys-address";
import { type JourneysPage, prepareJourneys } from "@/lib/reports/journeys/prepare-journeys";
import { preparePeriodControls } from "@/lib/reports/query-types/prepare-query-type-controls";
import { selectionParameters } from "@/lib/reports/query-types/query-type-address";
import { tableFiles } from "@/lib/reports/tables/table-address";
import { FILTER_DIMENSIONS } from "@/lib/reports/weekly/weekly";
import { loadWorkspace } from "@/lib/reports/workspace/workspace";
import { database } from "@/lib/store/database";
import { NothingThere, PeriodBar } from "../period-bar";

export const metadata: Metadata = { title: "Journeys" };

/** What becomes of customers from channel to channel, and from one contact to the next. */
export default async function JourneysPageRoute({ searchParams }: { searchParams: PageQuery }) {
  const actor = await requirePage("view_reports");
  const address = parseJourneysAddress(await searchParameters(searchParams));
  const db = database();
  const workspace = await loadWorkspace(db);
  const overview = await loadJourneys(db, actor, workspace, address);
  if (!overview) {
    return (
      <>
        <h1>Journeys</h1>
        <FirstRecords mayBringIn={may(actor, "ingest")} />
      </>
    );
  }
  const { period } = overview;
  const conversations = overview.total.values.conversations?.value ?? 0;
  const controls = preparePeriodControls(overview, conversations, workspace, address, FILTER_DIMENSIONS, {
    path: JOURNEYS_PATH,
    hrefWith: (change) => journeysHref(address, change),
    parametersWith: (change) => selectionParameters({ ...address, ...change }),
  });
  const page = prepareJourneys(overview, { period, filters: address.filters }, workspace.timeZone);
  const parameters = selectionParameters({ ...address, week: null, weeks: null, period });
  return (
    <>
      <div className="head">
        <div>
          <h1>Journeys</h1>
          <p className="small ink3 under">From channel to channel, and whether customers come back</p>
        </div>
      </div>
      <PeriodBar
        actor={actor}
        controls={controls}
        path={JOURNEYS_PATH}
        href={journeysHref(address)}
        problem={address.problem}
      />
      {conversations === 0 ? (
        <NothingThere of="conversations" days={controls.days}>
          <a className="link" href={JOURNEYS_PATH}>
            Show the last weeks with data
          </a>
        </NothingThere>
      ) : (
        <>
          <JourneyFigures figures={page.figures} />
          {[page.asOf, page.provisional, page.unseen].map(
            (text) =>
              text && (
                <p key={text} className="small ink3 as-of">
                  {text}
                </p>
              ),
          )}
          <Ways
            page={page}
            about={`${formatDays(period.from, period.to)} · ${filtersText(address.filters)}`}
          />
          {page.groups.length > 0 && (
            <Section
              id="transitions"
              title="Transitions"
              sub={<p className="sub">By the day on which the conversation began, {controls.days}.</p>}
              tools={<TableFiles files={tableFiles("transitions", parameters)} name="Transitions" />}
            >
              <TransitionTables groups={page.groups} />
            </Section>
          )}
          {page.queryTypes.length > 0 && (
            <Section
              id="durable"
              title="What lasts, by query type"
              sub={
                <p className="sub">
                  Of conversations whose further contacts can be seen; a contact counts as further when it
                  begins within {counted(overview.journeyDays, "day")}.
                </p>
              }
              tools={
                <TableFiles
                  files={tableFiles("durable-containment", parameters)}
                  name="What lasts, by query type"
                />
              }
            >
              <DurableTable all={page.all} rows={page.queryTypes} />
            </Section>
          )}
        </>
      )}
    </>
  );
}

/** The two diagrams, or in words that there is nothing to draw. */
function Ways({ page, about }: { page: JourneysPage; about: string }) {
  const table = <a href="#transitions">Table</a>;
  return (
    <div className="sec journey-pair">
      <Section
        id="within"
        title="Within a contact"
        tools={
          page.within && (
            <>
              {table}
              <PictureButton
                of="within"
                title="Within a contact"
                about={about}
                fileName="baton-within-a-contact"
              />
            </>
          )
        }
      >
        {page.within ? (
          <div data-picture>
            <Sankey chart={page.within} name="Within a contact" />
            <SankeyKey hasContext />
          </div>
        ) : (
          <p className="small ink3">Nothing was handed off or passed on in these days.</p>
        )}
      </Section>
      <Section
        id="between"
        title="From contact to contact"
        tools={
          page.between && (
            <>
              {table}
              <PictureButton
                of="between"
                title="From contact to contact"
                about={about}
                fileName="baton-from-contact-to-contact"
              />
            </>
          )
        }
      >
        {page.between ? (
          <div data-picture>
            <Sankey chart={page.between} name="From contact to contact" />
            <SankeyKey hasContext={false} />
          </div>
        ) : (
          <p className="small ink3">
            No contact of these days follows another one. Contacts are linked by customerRef, or by
            previousConversationId.
          </p>
        )}
      </Section>
    </div>
  );
}
