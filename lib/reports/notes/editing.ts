import { type WeeklyAddress, weeklyHref } from "@/lib/reports/weekly/weekly-address";

/** What can be edited in the weekly review; also the id of the section where it stands. */
export const EDITABLE = ["actions", "comments", "annotations"] as const;
export type Editable = (typeof EDITABLE)[number];

/** The one thing whose form is open: an id, or `new`. It lives in the address, so that it works without a script. */
export interface Editing {
  readonly what: Editable;
  readonly id: string;
}

/** A page on which something can be edited. */
export interface EditedPage {
  /** Which form the address opens: an id, `new`, or null. */
  readonly editing: string | null;
  /** The address with the form of an id, or of `new`. */
  readonly editHref: (id: string) => string;
  /** The address without a form. */
  readonly back: string;
}

/** Which form the address opens: `?edit=actions.new`; null when none. */
export function parseEditing(search: URLSearchParams): Editing | null {
  const [name, id = ""] = (search.get("edit") ?? "").split(".", 2);
  const what = EDITABLE.find((known) => known === name);
  return what && id !== "" ? { what, id } : null;
}

/** The address of the same review with a form open. */
export function editHref(address: WeeklyAddress, { what, id }: Editing): string {
  const closed = weeklyHref(address);
  return `${closed}${closed.includes("?") ? "&" : "?"}edit=${what}.${encodeURIComponent(id)}#${what}`;
}
