import type { PersonActor } from "@/lib/access/actor";
import { mayRemoveView, type SavedView, viewAddress } from "./saved-views";

/** A saved view as menus and lists show it. */
export interface ViewText {
  readonly id: string;
  readonly name: string;
  readonly href: string;
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
      whose: own ? (shared ? "shared" : "private") : `shared by ${owner.name}`,
      own,
      shared,
      mayRemove: mayRemoveView(actor, view),
      current: shown.includes(view.address),
    };
  });
}
