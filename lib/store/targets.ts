import type { Day } from "@/lib/domain/day";
import type { Database } from "./database";
import { fromDateColumn, toDateColumn } from "./day-column";
import type { Owner } from "./owners";

/** What a metric should reach. */
export interface StoredTarget {
  readonly metric: string;
  /** In the metric's unit; a fraction for shares. */
  readonly value: number;
  /** Null when the person is gone. */
  readonly owner: Owner | null;
  /** Null: it holds without an end. */
  readonly dueOn: Day | null;
}

/** A target as it is set. */
export interface NewTarget extends Omit<StoredTarget, "owner"> {
  readonly ownerId: string;
  readonly changedAt: Date;
}

/** All targets, by the id of the metric. */
export async function readTargets(db: Database): Promise<StoredTarget[]> {
  const rows = await db.prisma.target.findMany({
    include: { owner: { select: { id: true, name: true } } },
    orderBy: { metric: "asc" },
  });
  return rows.map(({ metric, value, owner, dueOn }) => ({
    metric,
    value,
    owner,
    dueOn: dueOn && fromDateColumn(dueOn),
  }));
}

/** Sets the target of a metric, in place of one that it had. */
export async function writeTarget(db: Database, target: NewTarget): Promise<void> {
  const { metric, dueOn, ...rest } = target;
  const data = { ...rest, dueOn: dueOn && toDateColumn(dueOn) };
  await db.prisma.target.upsert({ where: { metric }, create: { metric, ...data }, update: data });
}

/** Takes a target away. False when there was none. */
export async function deleteTarget(db: Database, metric: string): Promise<boolean> {
  const { count } = await db.prisma.target.deleteMany({ where: { metric } });
  return count > 0;
}
