import type { Week } from "@/lib/domain/period";
import type { Database } from "./database";
import type { Owner } from "./owners";

/** What somebody said about a metric in a week. */
export interface StoredComment {
  readonly id: string;
  readonly metric: string;
  readonly week: Week;
  readonly text: string;
  /** Null when the person is gone. */
  readonly author: Owner | null;
  readonly createdAt: Date;
  /** Null: it says what it said at first. */
  readonly editedAt: Date | null;
}

/** A new comment. */
export interface NewComment extends Pick<StoredComment, "metric" | "week" | "text" | "createdAt"> {
  readonly authorId: string;
}

const AUTHOR = {
  include: { author: { select: { id: true, name: true } } },
  omit: { authorId: true },
} as const;

/** The comments on a week, the oldest first. */
export async function readComments(db: Database, week: Week): Promise<StoredComment[]> {
  return db.prisma.comment.findMany({
    ...AUTHOR,
    where: { week },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
}

/** The comment with an id; null when there is none. */
export async function findComment(db: Database, id: string): Promise<StoredComment | null> {
  return db.prisma.comment.findUnique({ ...AUTHOR, where: { id } });
}

/** Keeps a new comment and answers its id. */
export async function insertComment(db: Database, comment: NewComment): Promise<string> {
  return (await db.prisma.comment.create({ data: comment })).id;
}

/** Changes what a comment says, if its author is the one who asks. False when not, or when there is none. */
export async function updateComment(
  db: Database,
  id: string,
  authorId: string,
  change: { readonly metric: string; readonly text: string; readonly editedAt: Date },
): Promise<boolean> {
  const { count } = await db.prisma.comment.updateMany({ where: { id, authorId }, data: change });
  return count > 0;
}

/** Removes a comment. False when there was none. */
export async function deleteComment(db: Database, id: string): Promise<boolean> {
  const { count } = await db.prisma.comment.deleteMany({ where: { id } });
  return count > 0;
}
