import type { Day } from "@/lib/domain/day";

/** A day as Prisma takes it for a date column: midnight UTC. */
export function toDateColumn(day: Day): Date {
  return new Date(`${day}T00:00:00Z`);
}

/** The day that Prisma gives for a date column. */
export function fromDateColumn(date: Date): Day {
  return date.toISOString().slice(0, 10);
}
