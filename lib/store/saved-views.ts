import type { Database } from "./database";
import type { Owner } from "./owners";

/** An address with a name. */
export interface StoredView {
  readonly id: string;
  readonly name: string;
  /** A path of Baton with its query. */
  readonly address: string;
  readonly shared: boolean;
  readonly owner: Owner;
}

/** A view that is to be kept. */
export interface NewView extends Omit<StoredView, "id" | "owner"> {
  readonly ownerId: string;
  readonly createdAt: Date;
}

const WITH_OWNER = {
  select: { id: true, name: true, address: true, shared: true, owner: { select: { id: true, name: true } } },
} as const;

/** A person's own views and those that others share, by name. */
export async function readViews(db: Database, personId: string): Promise<StoredView[]> {
  return db.prisma.savedView.findMany({
    ...WITH_OWNER,
    where: { OR: [{ ownerId: personId }, { shared: true }] },
    orderBy: [{ name: "asc" }, { createdAt: "asc" }, { id: "asc" }],
  });
}

/** The view with an id; null when there is none. */
export async function findView(db: Database, id: string): Promise<StoredView | null> {
  return db.prisma.savedView.findUnique({ ...WITH_OWNER, where: { id } });
}

/** Keeps a new view and answers its id. */
export async function insertView(db: Database, view: NewView): Promise<string> {
  return (await db.prisma.savedView.create({ data: view })).id;
}

/** Renames a view, shares it or takes it back. False when there is none. */
export async function updateView(
  db: Database,
  id: string,
  change: Pick<StoredView, "name" | "shared">,
): Promise<boolean> {
  const { count } = await db.prisma.savedView.updateMany({ where: { id }, data: change });
  return count > 0;
}

/** Removes a view. False when there was none. */
export async function deleteView(db: Database, id: string): Promise<boolean> {
  const { count } = await db.prisma.savedView.deleteMany({ where: { id } });
  return count > 0;
}
