import type { PersonActor } from "@/lib/access/actor";
import { checked, checkedId, LABEL, noSuch } from "@/lib/access/checked-input";
import { ownPath } from "@/lib/access/own-path";
import { pageAction } from "@/lib/access/pages";
import { requirePermission } from "@/lib/access/permissions";
import { dateOf } from "@/lib/access/system-clock";
import { AppError } from "@/lib/domain/app-error";
import type { Clock } from "@/lib/domain/clock";
import type { Database } from "@/lib/store/database";
import {
  deleteView,
  findView,
  insertView,
  readViews,
  type StoredView,
  updateView,
} from "@/lib/store/saved-views";

/** An address with a name: a page with its filters. */
export type SavedView = StoredView;

/** A view as it is to be saved. */
export interface ViewInput {
  readonly name: string;
  /** A path of Baton with its query. */
  readonly address: string;
  /** Whether it opens on the address's week for ever; otherwise on the latest one. */
  readonly keepWeek: boolean;
  readonly shared: boolean;
}

const LONGEST_ADDRESS = 2000;

/** What only leads through a page and is no part of what it shows. */
const PASSING = ["edit", "cursor", "past"];

/** One's own views, and those that others share, by name. Throws AppError 403. */
export async function listViews(db: Database, actor: PersonActor): Promise<SavedView[]> {
  requirePermission(actor, "save_views");
  return readViews(db, actor.id);
}

/** Saves a view and answers its id. @throws AppError 403; `invalid_value` about `name` or `address` */
export async function addView(
  db: Database,
  actor: PersonActor,
  clock: Clock,
  input: ViewInput,
): Promise<string> {
  requirePermission(actor, "save_views");
  return insertView(db, {
    name: checked(LABEL, "name", input.name),
    address: viewAddress(input.address, input.keepWeek),
    shared: input.shared,
    ownerId: actor.id,
    createdAt: dateOf(clock),
  });
}

/** Renames one's own view, shares it or takes it back. @throws AppError 403; `not_found`; `invalid_value` */
export async function changeView(
  db: Database,
  actor: PersonActor,
  id: string,
  change: { readonly name: string; readonly shared: boolean },
): Promise<void> {
  requirePermission(actor, "save_views");
  const view = await visibleView(db, actor, id);
  if (view.owner.id !== actor.id) throw new AppError("forbidden", "A view is changed by whoever saved it.");
  const name = checked(LABEL, "name", change.name);
  if (!(await updateView(db, id, { name, shared: change.shared }))) throw noSuch("view");
}

/** Removes one's own view, or as an administrator a shared one. @throws AppError 403; `not_found` */
export async function removeView(db: Database, actor: PersonActor, id: string): Promise<void> {
  requirePermission(actor, "save_views");
  const view = await visibleView(db, actor, id);
  if (!mayRemoveView(actor, view)) {
    throw new AppError("forbidden", "A view is removed by whoever saved it, or by an administrator.");
  }
  await deleteView(db, id);
}

/** Whether somebody may remove a view that they see. */
export function mayRemoveView(actor: PersonActor, view: SavedView): boolean {
  return view.owner.id === actor.id || actor.role === "administrator";
}

/** Somebody else's private view is as if it were not there. */
async function visibleView(db: Database, actor: PersonActor, id: string): Promise<SavedView> {
  const view = await findView(db, checkedId("view", id));
  if (!view || (!view.shared && view.owner.id !== actor.id)) throw noSuch("view");
  return view;
}

/**
 * An address as it is kept: a page of numbers or conversations, without what only leads through it, and without its
 * week unless that is kept. @throws AppError `invalid_value` for any other address
 */
export function viewAddress(address: string, keepWeek: boolean): string {
  const path = ownPath(address);
  const url = new URL(path, "http://baton.invalid");
  const action = pageAction(url.pathname);
  const isView = action === "view_reports" || action === "view_conversations";
  if (!isView || path.length > LONGEST_ADDRESS || (path === "/" && !isHome(address))) {
    throw new AppError("invalid_value", "Only pages of numbers and conversations can be saved.", {
      parameter: "address",
    });
  }
  for (const name of PASSING) url.searchParams.delete(name);
  if (!keepWeek) url.searchParams.delete("week");
  return `${url.pathname}${url.search}`;
}

/** What {@link ownPath} takes for the home page because it is none of Baton's addresses is not meant. */
function isHome(address: string): boolean {
  return address === "/" || address.startsWith("/?") || address.startsWith("/#");
}
