import type { Metadata } from "next";
import { type PageQuery, searchParameters } from "@/app/search-parameters";
import { FirstRecords } from "@/components/page/first-records";
import "@/components/context/context.css";
import "@/components/query-types/query-types.css";
import { requirePage } from "@/lib/access/current-actor";
import { may } from "@/lib/access/permissions";
import {
  CONTEXT_PATH,
  contextHref,
  contextParameters,
  parseContextAddress,
} from "@/lib/reports/context/context-address";
import { loadContext } from "@/lib/reports/context/context-overview";
import { preparePeriodControls } from "@/lib/reports/query-types/prepare-query-type-controls";
import { FILTER_DIMENSIONS } from "@/lib/reports/weekly/weekly";
import { loadWorkspace } from "@/lib/reports/workspace/workspace";
import { database } from "@/lib/store/database";
import { NothingThere, PeriodBar } from "../period-bar";
import { ContextBody } from "./context-body";

export const metadata: Metadata = { title: "Context" };

/** What of the context arrived, what agents thought of it, and what they asked again. */
export default async function ContextPage({ searchParams }: { searchParams: PageQuery }) {
  const actor = await requirePage("view_reports");
  const address = parseContextAddress(await searchParameters(searchParams));
  const db = database();
  const workspace = await loadWorkspace(db);
  const overview = await loadContext(db, actor, workspace, address);
  if (!overview) {
    return (
      <>
        <h1>Context</h1>
        <FirstRecords mayBringIn={may(actor, "ingest")} />
      </>
    );
  }
  const handOffs = overview.total.values.hand_offs?.value ?? 0;
  const controls = preparePeriodControls(overview, handOffs, workspace, address, FILTER_DIMENSIONS, {
    path: CONTEXT_PATH,
    hrefWith: (change) => contextHref(address, change),
    parametersWith: (change) => contextParameters({ ...address, ...change }),
  });
  return (
    <>
      <div className="head">
        <div>
          <h1>Context</h1>
          <p className="small ink3 under">
            What reached the agents, what they thought of it, and what they asked again
          </p>
        </div>
      </div>
      <PeriodBar
        actor={actor}
        controls={controls}
        path={CONTEXT_PATH}
        href={contextHref(address)}
        problem={address.problem}
      />
      {handOffs === 0 ? (
        <NothingThere of="hand-offs" days={controls.days}>
          <a className="link" href={CONTEXT_PATH}>
            Show the last weeks with data
          </a>
        </NothingThere>
      ) : (
        <ContextBody overview={overview} address={address} />
      )}
    </>
  );
}
