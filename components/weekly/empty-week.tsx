import Link from "next/link";
import { Empty } from "@/components/page/empty";
import type { WeeklyControls } from "@/lib/reports/filters/prepare-filters";

/** A week in which nothing happened, or nothing that passes the filters. */
export function EmptyWeek({ controls }: { controls: WeeklyControls }) {
  const latest = controls.weeks[0];
  return (
    <Empty title={`No conversations in ${controls.week.toLowerCase()}`}>
      {controls.clearAllHref ? (
        <p>
          No conversation of {controls.days} passes the filters.{" "}
          <a className="link" href={controls.clearAllHref}>
            Clear the filters
          </a>
        </p>
      ) : (
        <p>
          Nothing started between {controls.days.replace("–", " and ")}, or its records have not arrived.{" "}
          {latest && (
            <Link className="link" href={latest.href}>
              Go to {latest.name.toLowerCase()}, the latest with data
            </Link>
          )}
        </p>
      )}
    </Empty>
  );
}
