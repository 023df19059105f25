import Link from "next/link";
import { ActionForm } from "@/components/forms/action-form";
import type { FrozenText } from "@/lib/reports/notes/prepare-frozen";
import { closeWeekForm } from "./forms";

interface ClosingProps {
  /** The last time that this week was closed with these filters; null when it never was. */
  readonly last: FrozenText | null;
  /** The address of the review, as it is to be kept; null for those who may not, and while the week runs. */
  readonly search: string | null;
}

/** Closes the week that a review shows, or leads to what was kept when it was closed. */
export function Closing({ last, search }: ClosingProps) {
  return (
    <>
      <Link className="btn quiet" href={last?.href ?? "/reviews"} prefetch={false}>
        {last ? `Closed ${last.at}` : "Closed weeks"}
      </Link>
      {search !== null && (
        <ActionForm
          action={closeWeekForm}
          submit={last ? "Close again" : "Close the week"}
          busy="Closing…"
          primary={last === null}
          hidden={{ search }}
        />
      )}
    </>
  );
}
