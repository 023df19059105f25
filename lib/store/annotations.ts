import type { Day } from "@/lib/domain/day";
import type { Period } from "@/lib/domain/period";
import type { Database } from "./database";
import { fromDateColumn, toDateColumn } from "./day-column";
import type { Owner } from "./owners";

/** Something that happened on a day and explains a chart. */
export interface StoredAnnotation {
  readonly id: string;
  readonly day: Day;
  readonly text: string;
  /** Who wrote it last; null when the person is gone. */
  readonly author: Owner | null;
}

/** What an annotation says, and who says so. */
export interface AnnotationContent extends Pick<StoredAnnotation, "day" | "text"> {
  readonly authorId: string;
}

/** The annotations of a period, the oldest first. */
export async function readAnnotations(db: Database, { from, to }: Period): Promise<StoredAnnotation[]> {
  const rows = await db.prisma.annotation.findMany({
    include: { author: { select: { id: true, name: true } } },
    where: { day: { gte: toDateColumn(from), lte: toDateColumn(to) } },
    orderBy: [{ day: "asc" }, { createdAt: "asc" }, { id: "asc" }],
  });
  return rows.map(({ id, day, text, author }) => ({ id, day: fromDateColumn(day), text, author }));
}

/** Keeps a new annotation and answers its id. */
export async function insertAnnotation(
  db: Database,
  { day, ...content }: AnnotationContent,
  createdAt: Date,
): Promise<string> {
  const row = await db.prisma.annotation.create({ data: { ...content, day: toDateColumn(day), createdAt } });
  return row.id;
}

/** Changes an annotation. False when there is none. */
export async function updateAnnotation(
  db: Database,
  id: string,
  { day, ...content }: AnnotationContent,
): Promise<boolean> {
  const { count } = await db.prisma.annotation.updateMany({
    where: { id },
    data: { ...content, day: toDateColumn(day) },
  });
  return count > 0;
}

/** Removes an annotation. False when there was none. */
export async function deleteAnnotation(db: Database, id: string): Promise<boolean> {
  const { count } = await db.prisma.annotation.deleteMany({ where: { id } });
  return count > 0;
}
