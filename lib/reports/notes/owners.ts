import type { Actor } from "@/lib/access/actor";
import { PERMISSIONS, requirePermission } from "@/lib/access/permissions";
import { AppError } from "@/lib/domain/app-error";
import type { Database } from "@/lib/store/database";
import { listActivePeople, type Owner } from "@/lib/store/owners";

/** Who can answer for a target or an action: everybody active who sees the reports. Throws AppError 403. */
export async function listOwners(db: Database, actor: Actor): Promise<Owner[]> {
  requirePermission(actor, "view_reports");
  return listActivePeople(db, PERMISSIONS.view_reports.roles);
}

/** The id of somebody who can. @throws AppError `invalid_value` about `owner` for anybody else */
export async function checkedOwner(db: Database, actor: Actor, id: string): Promise<string> {
  const owner = (await listOwners(db, actor)).find((one) => one.id === id);
  if (owner) return owner.id;
  throw new AppError("invalid_value", "Choose somebody who sees the reports.", { parameter: "owner" });
}
