import type { Metadata } from "next";
import Link from "next/link";
import { FrozenTable } from "@/components/frozen/frozen-table";
import { Empty } from "@/components/page/empty";
import { TableFiles } from "@/components/page/table-files";
import { requirePage } from "@/lib/access/current-actor";
import { may } from "@/lib/access/permissions";
import { listFrozenReviews } from "@/lib/reports/notes/frozen-review";
import { prepareFrozen } from "@/lib/reports/notes/prepare-frozen";
import { tableFiles } from "@/lib/reports/tables/table-address";
import { loadWorkspace } from "@/lib/reports/workspace/workspace";
import { database } from "@/lib/store/database";

export const metadata: Metadata = { title: "Closed weeks" };

/** The closed weeks: reviews kept as they were seen. */
export default async function ClosedWeeksPage() {
  const actor = await requirePage("view_reports");
  const db = database();
  const [reviews, { timeZone }] = await Promise.all([listFrozenReviews(db, actor), loadWorkspace(db)]);
  return (
    <>
      <p className="crumbs">
        <Link href="/">Weekly review</Link>
      </p>
      <div className="head">
        <div>
          <h1>Closed weeks</h1>
          <p className="small ink3 under">Reviews as they were seen; late surveys do not change them</p>
        </div>
      </div>
      {reviews.length === 0 ? (
        <Empty title="No week is closed yet">
          <p>
            {may(actor, "freeze_reviews")
              ? "“Close the week” on the weekly review keeps it as it is: numbers, findings, comments and actions."
              : "Managers close a week when they have reviewed it."}
          </p>
          <p>
            <Link className="link" href="/">
              Go to the weekly review
            </Link>
          </p>
        </Empty>
      ) : (
        <div className="sec">
          <div className="tools list-files">
            <TableFiles files={tableFiles("closed-weeks")} name="Closed weeks" />
          </div>
          <FrozenTable reviews={prepareFrozen(reviews, timeZone)} />
        </div>
      )}
    </>
  );
}
