"use client";
import Link from "next/link";
import { usePathname } from "next/navigation";
import type { PersonActor } from "@/lib/access/actor";
import { PAGE_NAMES } from "@/lib/access/page-names";
import { homePage, pageAction } from "@/lib/access/pages";
import { refusal } from "@/lib/access/permissions";
import { Empty } from "./empty";

/** Why somebody may not open the page that was asked for: who may, and as what they are signed in. */
export function Refusal({ actor }: { actor: PersonActor }) {
  const action = pageAction(usePathname());
  const home = homePage(actor);
  return (
    <Empty isPage title="You may not open this page">
      {action && action !== "public" && <p>{refusal(actor, action)}</p>}
      <p>
        <Link className="btn primary" href={home}>
          Go to {PAGE_NAMES[home]}
        </Link>
      </p>
    </Empty>
  );
}
