import type { Day } from "@/lib/domain/day";
import type { Database } from "./database";
import { fromDateColumn, toDateColumn } from "./day-column";
import type { Owner } from "./owners";

/** Who does what by when. */
export interface StoredAction {
  readonly id: string;
  readonly text: string;
  /** Null when the person is gone. */
  readonly owner: Owner | null;
  readonly dueOn: Day;
  /** The number that it should move. */
  readonly metric: string;
  /** Null: all query types together. */
  readonly queryType: string | null;
  /** Null: not done yet. */
  readonly doneOn: Day | null;
}

/** What an action is made of, or changed to. */
export interface ActionContent extends Omit<StoredAction, "id" | "owner"> {
  readonly ownerId: string;
}

/** All actions: open ones first, the earliest due first; then the done ones, the latest first. */
export async function readActions(db: Database): Promise<StoredAction[]> {
  const rows = await db.prisma.action.findMany({
    include: { owner: { select: { id: true, name: true } } },
    orderBy: [
      { doneOn: { sort: "desc", nulls: "first" } },
      { dueOn: "asc" },
      { createdAt: "asc" },
      { id: "asc" },
    ],
  });
  return rows.map(({ id, text, owner, dueOn, metric, queryType, doneOn }) => ({
    id,
    text,
    owner,
    dueOn: fromDateColumn(dueOn),
    metric,
    queryType,
    doneOn: doneOn && fromDateColumn(doneOn),
  }));
}

function columnsOf({ dueOn, doneOn, ...rest }: ActionContent) {
  return { ...rest, dueOn: toDateColumn(dueOn), doneOn: doneOn && toDateColumn(doneOn) };
}

/** Keeps a new action and answers its id. */
export async function insertAction(db: Database, content: ActionContent, createdAt: Date): Promise<string> {
  const { id } = await db.prisma.action.create({ data: { ...columnsOf(content), createdAt } });
  return id;
}

/** Changes an action. False when there is none with the id. */
export async function updateAction(db: Database, id: string, content: ActionContent): Promise<boolean> {
  const { count } = await db.prisma.action.updateMany({ where: { id }, data: columnsOf(content) });
  return count > 0;
}

/** Closes an action on a day; one that is closed already stays as it is. False when there is none with the id. */
export async function closeOpenAction(db: Database, id: string, doneOn: Day): Promise<boolean> {
  const { count } = await db.prisma.action.updateMany({
    where: { id, doneOn: null },
    data: { doneOn: toDateColumn(doneOn) },
  });
  return count > 0 || (await db.prisma.action.count({ where: { id } })) > 0;
}

/** Removes an action. False when there was none. */
export async function deleteAction(db: Database, id: string): Promise<boolean> {
  const { count } = await db.prisma.action.deleteMany({ where: { id } });
  return count > 0;
}
