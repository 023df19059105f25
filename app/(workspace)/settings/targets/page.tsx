import type { Metadata } from "next";
import { TableFiles } from "@/components/page/table-files";
import { TargetTable } from "@/components/targets/target-table";
import { requirePage } from "@/lib/access/current-actor";
import { may } from "@/lib/access/permissions";
import { formatWeek } from "@/lib/metrics/format-time";
import { tableFiles } from "@/lib/reports/tables/table-address";
import { loadTargetOverview } from "@/lib/reports/target-overview";
import { loadWorkspace } from "@/lib/reports/workspace";
import { database } from "@/lib/store/database";

export const metadata: Metadata = { title: "Targets" };

/** What every metric should reach, who answers for it, and where it stands. */
export default async function TargetsPage() {
  const actor = await requirePage("view_reports");
  const db = database();
  const { week, rows } = await loadTargetOverview(db, actor, await loadWorkspace(db));
  return (
    <>
      <div className="head">
        <div>
          <h1>Targets</h1>
          <p className="ink2">
            {may(actor, "set_targets")
              ? "A metric has a target where one direction is better."
              : "Managers and administrators set them."}
          </p>
        </div>
        <div className="acts tools">
          <TableFiles files={tableFiles("targets")} name="Targets" />
        </div>
      </div>
      <div className="sec">
        <TargetTable rows={rows} week={week === null ? "Latest week" : formatWeek(week)} />
      </div>
    </>
  );
}
