import type { PersonActor } from "@/lib/access/actor";
import { PERMISSIONS } from "@/lib/access/permissions";
import type { Clock } from "@/lib/domain/clock";
import { loadWorkspace, type Workspace } from "@/lib/reports/workspace/workspace";
import type { Keyring } from "@/lib/secrets/keyring";
import type { Database } from "@/lib/store/database";
import { listReaders, type Mail, type Reader } from "@/lib/store/subscriptions";
import { listWebhooks, type StoredWebhook } from "@/lib/store/webhooks";
import type { NotifyConfiguration } from "./notify-configuration";
import type { EventType } from "./webhook-events";

/** What finding out, telling and sending works with. */
export interface NotifyServices {
  readonly db: Database;
  readonly keyring: Keyring;
  readonly clock: Clock;
  readonly configuration: NotifyConfiguration;
}

/**
 * On whose behalf Baton reads what it sends: somebody who sees the reports, so that ratings are withheld as they are for
 * every person, and who is nobody in particular.
 */
export const BATON: PersonActor = {
  kind: "person",
  id: "00000000-0000-0000-0000-000000000000",
  name: "Baton",
  email: "",
  role: "designer",
  agents: [],
};

/** The workspace as of the services' clock; the demo keeps its own present. */
export async function workspaceOf({ db, clock }: Pick<NotifyServices, "db" | "clock">): Promise<Workspace> {
  const workspace = await loadWorkspace(db);
  return workspace.isDemo ? workspace : { ...workspace, clock };
}

/** Who wants an e-mail; nobody while no mail server is set. */
export async function readersOf(
  { db, configuration }: Pick<NotifyServices, "db" | "configuration">,
  mail: Mail,
): Promise<Reader[]> {
  if (configuration.mail === null) return [];
  const readers = await listReaders(db, PERMISSIONS.receive_mails.roles);
  return readers.filter(({ wishes }) => wishes[mail]);
}

/** Which webhooks are told of an event. */
export async function webhooksOf(db: Database, event: EventType): Promise<StoredWebhook[]> {
  return (await listWebhooks(db)).filter(({ events }) => events.includes(event));
}
