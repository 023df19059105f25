import type { Database } from "./database";
import type { Role } from "./generated/enums";

/** The e-mails that a person can be sent: the weekly digest, and what changed beyond chance. */
export const MAILS = ["digest", "signals"] as const;
export type Mail = (typeof MAILS)[number];

/** What a person wants to be sent. */
export type Wishes = { readonly [M in Mail]: boolean };

/** Somebody who may be sent e-mails, and what they want. */
export interface Reader {
  readonly id: string;
  readonly name: string;
  /** Lower case. */
  readonly email: string;
  readonly role: Role;
  readonly wishes: Wishes;
}

const NOTHING: Wishes = { digest: false, signals: false };

/** The active people of some roles by name, with what they want to be sent. */
export async function listReaders(db: Database, roles: readonly Role[]): Promise<Reader[]> {
  const people = await db.prisma.person.findMany({
    where: { deactivatedAt: null, role: { in: [...roles] } },
    select: {
      id: true,
      name: true,
      email: true,
      role: true,
      subscription: { select: { digest: true, signals: true } },
    },
    orderBy: [{ name: "asc" }, { id: "asc" }],
  });
  return people.map(({ subscription, ...person }) => ({ ...person, wishes: subscription ?? NOTHING }));
}

/** Keeps what people want to be sent; of people who are not named nothing changes. */
export async function writeWishes(db: Database, wishes: ReadonlyMap<string, Wishes>): Promise<void> {
  await db.prisma.$transaction(
    [...wishes].map(([personId, { digest, signals }]) =>
      db.prisma.subscription.upsert({
        where: { personId },
        create: { personId, digest, signals },
        update: { digest, signals },
      }),
    ),
  );
}

/** Sends a person nothing of a kind any more; does nothing when nothing was sent before. */
export async function stopMail(db: Database, personId: string, mail: Mail): Promise<void> {
  await db.prisma.subscription.updateMany({ where: { personId }, data: { [mail]: false } });
}
