import type { ReactNode } from "react";
import { DataTabs } from "@/components/data/data-tabs";
import { currentActor } from "@/lib/access/current-actor";
import { may } from "@/lib/access/permissions";

/** The pages about data stand below one row of tabs. It guards nothing: every page checks for itself. */
export default async function DataLayout({ children }: { children: ReactNode }) {
  const actor = await currentActor();
  return (
    <>
      {actor && may(actor, "manage_data") && <DataTabs />}
      {children}
    </>
  );
}
