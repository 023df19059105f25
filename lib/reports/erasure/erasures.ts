import type { Actor } from "@/lib/access/actor";
import { requirePermission } from "@/lib/access/permissions";
import { countConversationsOf, type EraseServices, eraseCustomer } from "@/lib/ingest/erase/erase-customer";
import type { Database } from "@/lib/store/database";
import { type ListedErasure, listErasures } from "@/lib/store/erasures";

const MOST_LISTED = 100;

/** Erases a customer. Throws AppError 403 for all but administrators, 400 without a reference. */
export async function erase(
  services: EraseServices,
  actor: Actor,
  customerRef: string,
): Promise<ListedErasure | undefined> {
  requirePermission(actor, "erase_customers");
  const id = await eraseCustomer(services, customerRef, actor.name);
  return (await listErasures(services.db.pool, MOST_LISTED)).find((erasure) => erasure.id === id);
}

/** How many conversations of a customer there are. Throws as {@link erase} does. */
export async function previewErasure(
  services: EraseServices,
  actor: Actor,
  customerRef: string,
): Promise<number> {
  requirePermission(actor, "erase_customers");
  return countConversationsOf(services, customerRef);
}

/** The latest erasures, newest first. Throws AppError 403 for all but administrators. */
export async function readErasures(db: Database, actor: Actor): Promise<readonly ListedErasure[]> {
  requirePermission(actor, "erase_customers");
  return listErasures(db.pool, MOST_LISTED);
}

/** A page of the erasures, newest first, after the one of an id; `next` is the id of the last where more follow. */
export async function readErasurePage(
  db: Database,
  actor: Actor,
  page: { readonly after: string | null; readonly limit: number },
): Promise<{ readonly rows: readonly ListedErasure[]; readonly next: string | null }> {
  requirePermission(actor, "erase_customers");
  const found = await listErasures(db.pool, page.limit + 1, page.after);
  const rows = found.slice(0, page.limit);
  return { rows, next: found.length > rows.length ? (rows.at(-1)?.id ?? null) : null };
}
