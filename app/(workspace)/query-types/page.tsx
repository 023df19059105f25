import type { Metadata } from "next";
import { type PageQuery, searchParameters } from "@/app/search-parameters";
import { FirstRecords } from "@/components/page/first-records";
import { Section } from "@/components/page/section";
import { TableFiles } from "@/components/page/table-files";
import { PictureButton } from "@/components/pictures/picture-button";
import { QuadrantBlocks } from "@/components/query-types/quadrant-blocks";
import { QuadrantFigure } from "@/components/query-types/quadrant-figure";
import { QuadrantKey } from "@/components/query-types/quadrant-key";
import { TypeKey } from "@/components/query-types/type-key";
import { TypeTable } from "@/components/query-types/type-table";
import { formatDays } from "@/lib/metrics/format-time";
import { filtersText } from "@/lib/reports/notes/prepare-frozen";
import { tableFiles } from "@/lib/reports/tables/table-address";
import "@/components/query-types/query-types.css";
import { requirePage } from "@/lib/access/current-actor";
import { may } from "@/lib/access/permissions";
import { prepareQuadrant } from "@/lib/reports/query-types/prepare-quadrant";
import { preparePeriodControls } from "@/lib/reports/query-types/prepare-query-type-controls";
import { prepareQueryTypeTable } from "@/lib/reports/query-types/prepare-query-type-table";
import { placeTypes, quadrantLines, sumQuadrants } from "@/lib/reports/query-types/quadrant";
import {
  parseQueryTypesAddress,
  QUERY_TYPES_PATH,
  queryTypesHref,
  queryTypesParameters,
} from "@/lib/reports/query-types/query-type-address";
import { queryTypeNumbers, verdictsOf } from "@/lib/reports/query-types/query-type-numbers";
import { loadQueryTypes } from "@/lib/reports/query-types/query-type-overview";
import { FILTER_DIMENSIONS } from "@/lib/reports/weekly/weekly";
import { loadWorkspace } from "@/lib/reports/workspace/workspace";
import { database } from "@/lib/store/database";
import { NothingThere, PeriodBar } from "../period-bar";

export const metadata: Metadata = { title: "Query types" };

/** Where hand-offs come from and whether context goes along: the quadrant, and a verdict on every query type. */
export default async function QueryTypesPage({ searchParams }: { searchParams: PageQuery }) {
  const actor = await requirePage("view_reports");
  const address = parseQueryTypesAddress(await searchParameters(searchParams));
  const db = database();
  const workspace = await loadWorkspace(db);
  const overview = await loadQueryTypes(db, actor, workspace, address);
  if (!overview) {
    return (
      <>
        <h1>Query types</h1>
        <FirstRecords mayBringIn={may(actor, "ingest")} />
      </>
    );
  }

  const { rows, before, period } = overview;
  const conversations = rows.total.values.conversations?.value ?? 0;
  const controls = preparePeriodControls(overview, conversations, workspace, address, FILTER_DIMENSIONS, {
    path: QUERY_TYPES_PATH,
    hrefWith: (change) => queryTypesHref(address, change),
    parametersWith: (change) => queryTypesParameters({ ...address, ...change }),
  });
  const scope = { period, filters: address.filters };
  const lines = quadrantLines(rows.total, overview.repeatTarget);
  const types = placeTypes(queryTypeNumbers(rows), lines);
  const quadrant = prepareQuadrant(types, sumQuadrants(types), lines, address, scope);
  const table = prepareQueryTypeTable({ rows, types, before: before && verdictsOf(before) }, address, scope);
  const files = tableFiles("query-types", queryTypesParameters({ ...address, week: null, period }));
  return (
    <>
      <div className="head">
        <div>
          <h1>Query types</h1>
          <p className="small ink3 under">Where hand-offs come from, and whether context goes along</p>
        </div>
      </div>
      <PeriodBar
        actor={actor}
        controls={controls}
        path={QUERY_TYPES_PATH}
        href={queryTypesHref(address)}
        problem={address.problem}
      />
      {conversations === 0 ? (
        <NothingThere of="conversations" days={controls.days}>
          <a className="link" href={QUERY_TYPES_PATH}>
            Show the last weeks with data
          </a>
        </NothingThere>
      ) : (
        <>
          <Section
            id="quadrant"
            title="Hand-off rate against repeat information"
            tools={
              <>
                <a href="#types">Table</a>
                <TableFiles files={files} name="Quadrant" />
                <PictureButton
                  of="quadrant"
                  title="Hand-off rate against repeat information"
                  about={`${formatDays(period.from, period.to)} · ${filtersText(address.filters)}`}
                  fileName="baton-quadrant"
                />
              </>
            }
          >
            <div data-picture>
              <QuadrantFigure chart={quadrant} />
              <QuadrantKey chart={quadrant} />
            </div>
            <QuadrantBlocks chart={quadrant} />
          </Section>
          <Section
            id="types"
            title={table.title}
            sub={<TypeKey table={table} />}
            tools={<TableFiles files={files} name="Query types" />}
          >
            <TypeTable table={table} />
          </Section>
        </>
      )}
    </>
  );
}
