import { ViewsMenu } from "@/components/saved-views/views-menu";
import type { PersonActor } from "@/lib/access/actor";
import { may } from "@/lib/access/permissions";
import { isWeek } from "@/lib/domain/period";
import { formatWeek } from "@/lib/metrics/format-time";
import { prepareViews } from "@/lib/reports/notes/prepare-saved-views";
import { listViews } from "@/lib/reports/notes/saved-views";
import { database } from "@/lib/store/database";
import { saveViewForm } from "./forms";

interface SavedViewsProps {
  readonly actor: PersonActor;
  /** The address of the page, path and query. */
  readonly address: string;
}

/** The saved views, for the filter row of any page whose filters are in its address. */
export async function SavedViews({ actor, address }: SavedViewsProps) {
  if (!may(actor, "save_views")) return null;
  const views = await listViews(database(), actor);
  const week = new URL(address, "http://baton.invalid").searchParams.get("week");
  return (
    <ViewsMenu
      views={prepareViews(views, actor, address)}
      address={address}
      week={week !== null && isWeek(week) ? formatWeek(week).toLowerCase() : null}
      save={saveViewForm}
    />
  );
}
