import type { PersonActor } from "@/lib/access/actor";
import { PAGE_NAMES } from "@/lib/access/page-names";
import { formatWeek } from "@/lib/metrics/format-time";
import { valueName } from "@/lib/reports/report/prepare-names";
import { readFilters } from "@/lib/reports/report/report-parameters";
import { filtersText } from "./prepare-frozen";
import { mayRemoveView, type SavedView, viewAddress } from "./saved-views";

/** A saved view as menus and lists show it. */
export interface ViewText {
  readonly id: string;
  readonly name: string;
  readonly href: string;
  /** What it shows: `Weekly review · Channel: Web chat`. */
  readonly shows: string;
  /** `private`, `shared`, `shared by Tom Okafor`. */
  readonly whose: string;
  readonly own: boolean;
  readonly shared: boolean;
  readonly mayRemove: boolean;
  /** It is what the page shows. */
  readonly current: boolean;
}

/**
 * Saved views as text.
 *
 * @param address that of the page, to point out the view that it shows; null where there is none
 */
export function prepareViews(
  views: readonly SavedView[],
  actor: PersonActor,
  address: string | null,
): readonly ViewText[] {
  const shown = address === null ? [] : [viewAddress(address, true), viewAddress(address, false)];
  return views.map((view) => {
    const { id, name, shared, owner } = view;
    const own = owner.id === actor.id;
    return {
      id,
      name,
      href: view.address,
      shows: showsText(view.address),
      whose: own ? (shared ? "shared" : "private") : `shared by ${owner.name}`,
      own,
      shared,
      mayRemove: mayRemoveView(actor, view),
      current: shown.includes(view.address),
    };
  });
}

/** The page of an address and what it is narrowed to, in words; what the words do not say is in the address itself. */
function showsText(address: string): string {
  const [path = "/", query = ""] = address.split("#", 1).join("").split("?");
  const search = new URLSearchParams(query);
  const week = search.get("week");
  const filters = filtersOf(search);
  return [
    pageText(path),
    week !== null && /^\d{4}-W\d{2}$/.test(week) ? formatWeek(week) : "",
    search.has("from") && search.has("to") ? `${search.get("from")} to ${search.get("to")}` : "",
    filters.length > 0 ? filtersText(filters) : "",
  ]
    .filter((part) => part !== "")
    .join(" · ");
}

function pageText(path: string): string {
  const known = Object.entries(PAGE_NAMES).find(([page]) => page === path)?.[1];
  if (known !== undefined) return known;
  const queryType = /^\/query-types\/([^/]+)$/.exec(path)?.[1];
  return queryType === undefined ? path : valueName("query_type", decodeURIComponent(queryType));
}

/** None of an address whose values are no longer taken: it says so itself when it is opened. */
function filtersOf(search: URLSearchParams): ReturnType<typeof readFilters> {
  try {
    return readFilters(search);
  } catch {
    return [];
  }
}
