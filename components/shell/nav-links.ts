import type { PersonActor } from "@/lib/access/actor";
import { may } from "@/lib/access/permissions";

/** One word of the navigation. */
export interface NavLink {
  readonly href: string;
  readonly label: string;
}

/** A run of words, under a small heading where it has one. */
export interface NavGroup {
  readonly heading: string | null;
  readonly links: readonly NavLink[];
}

/** What a person can go to: pages that the role may not open are not listed. */
export function navGroups(actor: PersonActor): NavGroup[] {
  const groups: NavGroup[] = [
    {
      heading: null,
      links: [
        ...(may(actor, "view_reports")
          ? [
              { href: "/", label: "Weekly review" },
              { href: "/query-types", label: "Query types" },
              { href: "/reasons", label: "Reasons" },
              { href: "/context", label: "Context" },
              { href: "/satisfaction", label: "Satisfaction" },
              { href: "/journeys", label: "Journeys" },
            ]
          : []),
        ...(may(actor, "rate") ? [{ href: "/rate", label: "Rate hand-offs" }] : []),
        ...(may(actor, "view_conversations")
          ? [{ href: "/conversations", label: actor.role === "agent" ? "My conversations" : "Conversations" }]
          : []),
      ],
    },
    {
      heading: may(actor, "view_reports") ? "Set-up" : null,
      links: [
        ...(may(actor, "manage_data") ? [{ href: "/data", label: "Data" }] : []),
        ...(may(actor, "view_definitions") ? [{ href: "/definitions", label: "Definitions" }] : []),
        ...(may(actor, "read_api") ? [{ href: "/developers", label: "For programmers" }] : []),
        ...(may(actor, "view_reports") ? [{ href: "/settings/targets", label: "Targets" }] : []),
        ...(may(actor, "manage_notifications")
          ? [{ href: "/settings/notifications", label: "Digest and alerts" }]
          : []),
        ...(may(actor, "manage_settings") ? [{ href: "/settings", label: "Settings" }] : []),
      ],
    },
  ];
  return groups.filter((group) => group.links.length > 0);
}
