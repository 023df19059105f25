import type { Database } from "@/lib/store/database";
import type { PersonActor } from "./actor";
import { registerPerson } from "./people";
import type { Role } from "./permissions";

/** Adds somebody for a test, with an address made from the name. */
export async function samplePerson(db: Database, name: string, role: Role): Promise<PersonActor> {
  const email = `${name.toLowerCase()}@example.org`;
  const id = await registerPerson(db, { name, email, role, password: "correct horse battery" });
  return { kind: "person", id, name, email, role, agents: [] };
}
