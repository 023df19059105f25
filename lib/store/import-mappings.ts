import type { Database } from "./database";

/** A saved mapping. */
export interface StoredMapping {
  readonly name: string;
  readonly mapping: unknown;
  readonly savedBy: string;
  readonly updatedAt: Date;
}

/** All saved mappings, by name. */
export async function listMappings(db: Database): Promise<readonly StoredMapping[]> {
  return db.prisma.importMapping.findMany({ orderBy: { name: "asc" } });
}

/** The mapping of a name; null where there is none. */
export async function findMapping(db: Database, name: string): Promise<StoredMapping | null> {
  return db.prisma.importMapping.findUnique({ where: { name } });
}

/** Saves a mapping under its name, in place of one that has it. */
export async function saveMapping(
  db: Database,
  { name, mapping, savedBy, updatedAt }: StoredMapping & { readonly mapping: object },
): Promise<void> {
  const data = { mapping, savedBy, updatedAt };
  await db.prisma.importMapping.upsert({ where: { name }, create: { name, ...data }, update: data });
}

/** Deletes a saved mapping. False where there is none. */
export async function deleteMapping(db: Database, name: string): Promise<boolean> {
  return (await db.prisma.importMapping.deleteMany({ where: { name } })).count > 0;
}
