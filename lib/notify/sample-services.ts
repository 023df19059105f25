import type { PersonActor } from "@/lib/access/actor";
import type { Role } from "@/lib/access/permissions";
import { samplePerson } from "@/lib/access/sample-person";
import { fixedClock } from "@/lib/domain/clock";
import { createKeyring } from "@/lib/secrets/keyring";
import type { Database } from "@/lib/store/database";
import { type Wishes, writeWishes } from "@/lib/store/subscriptions";
import type { NotifyConfiguration } from "./notify-configuration";
import type { NotifyServices } from "./notify-services";

/*
 * What tests of sending work with: a fixed moment, a key, people.
 */

export const SAMPLE_KEYRING = createKeyring("a key that only the tests use, of many characters", 1);

/** Services at a moment, sending through `mailUrl` where it is given. */
export function servicesAt(
  db: Database,
  moment: string,
  mailUrl: string | null,
  configuration: Partial<NotifyConfiguration> = {},
): NotifyServices {
  return {
    db,
    keyring: SAMPLE_KEYRING,
    clock: fixedClock(Date.parse(moment) * 1000),
    configuration: {
      mail: mailUrl === null ? null : { url: mailUrl, from: "Baton <baton@example.org>" },
      base: "https://baton.example.org",
      hasAddress: true,
      privateWebhooks: true,
      ...configuration,
    },
  };
}

/** Adds somebody who wants to be sent this. */
export async function addReader(
  db: Database,
  name: string,
  role: Role,
  wishes: Wishes,
): Promise<PersonActor> {
  const person = await samplePerson(db, name, role);
  await writeWishes(db, new Map([[person.id, wishes]]));
  return person;
}
