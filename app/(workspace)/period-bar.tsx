import type { ReactNode } from "react";
import { FilterRow } from "@/components/filters/filter-row";
import { Empty } from "@/components/page/empty";
import { Notice } from "@/components/page/notice";
import { PeriodPicker } from "@/components/query-types/period-picker";
import type { PersonActor } from "@/lib/access/actor";
import type { PeriodControls } from "@/lib/reports/query-types/prepare-query-type-controls";
import { SavedViews } from "./saved-views/saved-views";

interface PeriodBarProps {
  readonly actor: PersonActor;
  readonly controls: PeriodControls;
  /** The page's path. */
  readonly path: string;
  /** The address as it stands: what a saved view would keep. */
  readonly href: string;
  /** What of the address made no sense; null when all did. */
  readonly problem: string | null;
}

/** Views, days and filters of a page about a period, and what of its address was left out. */
export function PeriodBar({ actor, controls, path, href, problem }: PeriodBarProps) {
  return (
    <>
      <FilterRow controls={controls} action={path}>
        <SavedViews actor={actor} address={href} />
        <PeriodPicker controls={controls} />
      </FilterRow>
      {problem && <Notice>{problem} This part of the address was left out.</Notice>}
    </>
  );
}

interface NothingThereProps {
  readonly of: "conversations" | "hand-offs";
  readonly days: string;
  /** Leads to days with data. */
  readonly children: ReactNode;
}

/** Stands where nothing happened in the chosen days that passes the filters. */
export function NothingThere({ of, days, children }: NothingThereProps) {
  return (
    <Empty title={`No ${of} in these days`}>
      <p>
        {of === "conversations" ? "Nothing started" : "Nothing was handed off"} between{" "}
        {days.replace("–", " and ")} that passes the filters. {children}
      </p>
    </Empty>
  );
}
