import type { Week } from "@/lib/domain/period";
import type { Database } from "./database";
import type { Prisma } from "./generated/client";
import type { Owner } from "./owners";

/** A filter as the address writes it: dimension and value. */
export type FilterPair = readonly [dimension: string, value: string];

/** A closed week, without what it showed. */
export interface FrozenHead {
  readonly id: string;
  readonly week: Week;
  readonly filters: readonly FilterPair[];
  readonly frozenAt: Date;
  /** Null when the person is gone. */
  readonly frozenBy: Owner | null;
  readonly metricVersion: number;
  readonly reasonMapVersion: number;
  readonly timeZone: string;
}

/** A closed week with everything that it showed, as it was kept. */
export interface StoredFrozenReview extends FrozenHead {
  readonly content: unknown;
}

/** A review that is to be kept; `content` is plain JSON. */
export interface NewFrozenReview extends Omit<StoredFrozenReview, "id" | "frozenBy"> {
  readonly frozenById: string;
}

const HEAD = {
  id: true,
  week: true,
  filters: true,
  frozenAt: true,
  frozenBy: { select: { id: true, name: true } },
  metricVersion: true,
  reasonMapVersion: true,
  timeZone: true,
} as const;

/** Keeps a review and answers its id. */
export async function insertFrozenReview(db: Database, review: NewFrozenReview): Promise<string> {
  const { filters, content, ...rest } = review;
  const { id } = await db.prisma.frozenReview.create({
    data: {
      ...rest,
      filters: filters.map((pair) => [...pair]),
      // As it will be read: without what JSON leaves out.
      content: JSON.parse(JSON.stringify(content)) as Prisma.InputJsonObject,
    },
  });
  return id;
}

/** The closed weeks, the latest week first and of a week the one closed last; of one week and filters alone if asked. */
export async function readFrozenHeads(
  db: Database,
  of: { readonly week: Week; readonly filters: readonly FilterPair[] } | null,
): Promise<FrozenHead[]> {
  const rows = await db.prisma.frozenReview.findMany({
    select: HEAD,
    where: of ? { week: of.week, filters: { equals: of.filters.map((pair) => [...pair]) } } : {},
    orderBy: [{ week: "desc" }, { frozenAt: "desc" }, { id: "asc" }],
  });
  return rows.map(({ filters, ...row }) => ({ ...row, filters: filterPairs(filters) }));
}

/** The closed week with an id; null when there is none. */
export async function findFrozenReview(db: Database, id: string): Promise<StoredFrozenReview | null> {
  const row = await db.prisma.frozenReview.findUnique({
    select: { ...HEAD, content: true },
    where: { id },
  });
  return row && { ...row, filters: filterPairs(row.filters) };
}

/** What {@link insertFrozenReview} wrote. */
function filterPairs(filters: unknown): FilterPair[] {
  return filters as FilterPair[];
}
