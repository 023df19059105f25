import type { Metadata } from "next";
import Link from "next/link";
import { type PageQuery, searchParameters } from "@/app/search-parameters";
import { Empty } from "@/components/page/empty";
import { FirstRecords } from "@/components/page/first-records";
import { TypeHead } from "@/components/query-types/type-head";
import "@/components/query-types/query-types.css";
import "@/components/query-types/query-type.css";
import "@/components/reasons/reasons.css";
import { requirePage } from "@/lib/access/current-actor";
import { may } from "@/lib/access/permissions";
import { withFilter } from "@/lib/reports/conversations/rows-address";
import { preparePeriodControls } from "@/lib/reports/query-types/prepare-query-type-controls";
import { prepareQueryTypeHead } from "@/lib/reports/query-types/prepare-query-type-head";
import {
  QUERY_TYPES_PATH,
  queryTypePath,
  selectionParameters,
  withParameters,
} from "@/lib/reports/query-types/query-type-address";
import { loadQueryType } from "@/lib/reports/query-types/query-type-detail";
import {
  parseQueryTypeAddress,
  type QueryTypeAddress,
  queryTypeHref,
  queryTypeParameters,
} from "@/lib/reports/query-types/query-type-detail-address";
import { loadQueryTypeRows } from "@/lib/reports/query-types/query-type-rows";
import { loadReasons } from "@/lib/reports/reasons/reasons";
import { valueName } from "@/lib/reports/report/prepare-names";
import { FILTER_DIMENSIONS } from "@/lib/reports/weekly/weekly";
import { loadWorkspace } from "@/lib/reports/workspace/workspace";
import { database } from "@/lib/store/database";
import { PeriodBar } from "../../period-bar";
import { TypeBody } from "./type-body";

interface QueryTypePageProps {
  readonly params: Promise<{ readonly id: string }>;
  readonly searchParams: PageQuery;
}

const DIMENSIONS = FILTER_DIMENSIONS.filter((dimension) => dimension !== "query_type");

async function readAddress({ params, searchParams }: QueryTypePageProps): Promise<QueryTypeAddress> {
  const { id } = await params;
  return parseQueryTypeAddress(decodeURIComponent(id), await searchParameters(searchParams));
}

/** The name of the query type. */
export async function generateMetadata(props: QueryTypePageProps): Promise<Metadata> {
  const { queryType } = await readAddress(props);
  return { title: valueName("query_type", queryType) };
}

/** One query type: what to do about it, and everything that says so, down to its conversations. */
export default async function QueryTypePage(props: QueryTypePageProps) {
  const actor = await requirePage("view_reports");
  const address = await readAddress(props);
  const db = database();
  const workspace = await loadWorkspace(db);
  const detail = await loadQueryType(db, actor, workspace, address);
  if (!detail) {
    return (
      <>
        <h1>{valueName("query_type", address.queryType)}</h1>
        <FirstRecords mayBringIn={may(actor, "ingest")} />
      </>
    );
  }

  const { period, total } = detail;
  const everything = { period, filters: address.filters };
  const scope = { period, filters: withFilter(address.filters, "query_type", [address.queryType]) };
  const conversations = total.values.conversations?.value ?? 0;
  const path = queryTypePath(address.queryType);
  const overviewHref = withParameters(QUERY_TYPES_PATH, selectionParameters(address));
  const controls = preparePeriodControls(detail, conversations, workspace, address, DIMENSIONS, {
    path,
    hrefWith: (change) => queryTypeHref(address, change),
    parametersWith: (change) => queryTypeParameters({ ...address, ...change }),
  });
  const [reasons, rows] = await Promise.all([
    loadReasons(db, actor, workspace, { ...address, filters: scope.filters, overTimeTable: false }),
    loadQueryTypeRows(db, actor, workspace, scope),
  ]);
  const head = prepareQueryTypeHead(detail, scope, everything);
  return (
    <>
      <p className="crumbs">
        <Link href={overviewHref}>Query types</Link>
      </p>
      <TypeHead head={head} />
      <PeriodBar
        actor={actor}
        controls={controls}
        path={path}
        href={queryTypeHref(address)}
        problem={address.problem}
      />
      {conversations === 0 ? (
        <Empty title="No conversations of this query type in these days">
          <p>
            Nothing started between {controls.days.replace("–", " and ")} that passes the filters.{" "}
            <Link className="link" href={overviewHref}>
              Show all query types of these days
            </Link>
          </p>
        </Empty>
      ) : (
        <TypeBody head={head} detail={detail} reasons={reasons} rows={rows} address={address} scope={scope} />
      )}
    </>
  );
}
