import type { Metadata } from "next";
import { Section } from "@/components/page/section";
import { TableFiles } from "@/components/page/table-files";
import { TargetTable } from "@/components/targets/target-table";
import { requirePage } from "@/lib/access/current-actor";
import { may } from "@/lib/access/permissions";
import { formatWeek } from "@/lib/metrics/format-time";
import { loadTargetOverview } from "@/lib/reports/notes/target-overview";
import { tableFiles } from "@/lib/reports/tables/table-address";
import { loadWorkspace } from "@/lib/reports/workspace/workspace";
import { database } from "@/lib/store/database";

export const metadata: Metadata = { title: "Targets" };

/** What every metric should reach, who answers for it, and where it stands. */
export default async function TargetsPage() {
  const actor = await requirePage("view_reports");
  const db = database();
  const { week, rows } = await loadTargetOverview(db, actor, await loadWorkspace(db));
  const name = week === null ? "Latest week" : formatWeek(week);
  const set = rows.filter(({ target }) => target.goal !== null);
  const open = rows.filter(({ target }) => target.goal === null);
  return (
    <>
      <div className="head">
        <div>
          <h1>Targets</h1>
          <p className="small ink3 under">
            {may(actor, "set_targets")
              ? "What a number should reach, who answers for it, and where it stood in the latest whole week"
              : "Managers and administrators set them"}
          </p>
        </div>
        <div className="acts tools">
          <TableFiles files={tableFiles("targets")} name="Targets" />
        </div>
      </div>
      {set.length > 0 && (
        <Section title="Set">
          <TargetTable title="Targets that are set" rows={set} week={name} />
        </Section>
      )}
      <Section
        title={set.length > 0 ? "Not set" : "No target is set yet"}
        sub={
          <p className="sub">The hand-off rate and its reasons are not here: neither direction is better.</p>
        }
      >
        <TargetTable title="Metrics without a target" rows={open} week={name} />
      </Section>
    </>
  );
}
