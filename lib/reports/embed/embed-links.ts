import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Actor, KeyActor } from "@/lib/access/actor";
import { requirePermission } from "@/lib/access/permissions";
import { dateOf } from "@/lib/access/system-clock";
import { AppError } from "@/lib/domain/app-error";
import type { Clock } from "@/lib/domain/clock";
import type { RatingKey } from "@/lib/domain/record";
import type { Keyring } from "@/lib/secrets/keyring";
import { isSignature, sign } from "@/lib/secrets/signature";
import type { Database } from "@/lib/store/database";
import {
  findEmbedLink,
  insertEmbedLink,
  openEmbedLink,
  revokeEmbedLink,
  type StoredEmbedLink,
} from "@/lib/store/embed-links";

/*
 * A link has two halves. Its path names it by a random id, which servers and proxies may log: it opens nothing. Its
 * fragment, which no browser sends anywhere, carries a signature over everything that the link stands for. The panel
 * takes it out of the address, and exchanges it for a session that lives in the panel's memory alone. Neither half is
 * kept: what is stored is who may see what until when, and whether that was taken back.
 */

const HOUR = 3_600_000;
/** How long a link waits to be opened, and how long a panel stays open (milliseconds). */
const LINK_LASTS = 8 * HOUR;
const SESSION_LASTS = 8 * HOUR;
/** A link that was opened can be opened again for so long: a desktop that draws its frame twice must not fail. */
const OPENS_AGAIN_FOR = 5 * 60_000;
/** Links are told to have expired, not to be unknown, for so long. */
const KEPT_AFTER_END = 30 * 24 * HOUR;

/** What links are made and checked with. */
export interface EmbedServices {
  readonly db: Database;
  readonly keyring: Keyring;
  readonly clock: Clock;
}

/** A new link. Its address is `/embed/context/{id}#{secret}`. */
export interface NewEmbedLink {
  readonly id: string;
  readonly secret: string;
  readonly expiresAt: Date;
}

/** A session of a panel, kept in its memory. */
export interface EmbedSession {
  readonly token: string;
  readonly expiresAt: Date;
}

/** Makes a link for one hand-off and one agent; the hand-off need not have arrived. Throws AppError 403. */
export async function createEmbedLink(
  { db, keyring, clock }: EmbedServices,
  actor: KeyActor,
  about: RatingKey,
): Promise<NewEmbedLink> {
  requirePermission(actor, "make_embed_links");
  const now = dateOf(clock);
  const link = {
    ...about,
    id: randomUUID(),
    keyId: actor.id,
    createdAt: now,
    expiresAt: new Date(now.getTime() + LINK_LASTS),
  };
  await insertEmbedLink(db, link, new Date(now.getTime() - KEPT_AFTER_END));
  return {
    id: link.id,
    secret: sign(keyring.derive("embed-link"), partsOf(link)),
    expiresAt: link.expiresAt,
  };
}

/** Exchanges a link's secret for a session. Throws AppError 404 or 410 (`link_expired`). */
export async function openLink(
  { db, keyring, clock }: EmbedServices,
  id: string,
  secret: string,
): Promise<EmbedSession> {
  const now = dateOf(clock);
  const link = await findLink(db, id);
  if (!link || !isSignature(keyring.derive("embed-link"), partsOf(link), secret)) throw unknownLink();
  const opened = await openEmbedLink(db, id, now, new Date(now.getTime() - OPENS_AGAIN_FOR));
  if (!opened) throw expired(link);
  const expiresAt = new Date(now.getTime() + SESSION_LASTS);
  return {
    token: `${expiresAt.getTime()}.${sign(keyring.derive("embed-session"), [id, expiresAt.getTime()])}`,
    expiresAt,
  };
}

/** The link of a panel's session. Throws AppError 404 or 410 (`link_expired`), also when it was revoked meanwhile. */
export async function linkOfSession(
  { db, keyring, clock }: EmbedServices,
  id: string,
  token: string | null,
): Promise<StoredEmbedLink> {
  const [until = "", signature = ""] = (token ?? "").split(".", 2);
  const link = await findLink(db, id);
  if (!link || !isSignature(keyring.derive("embed-session"), [id, Number(until)], signature))
    throw unknownLink();
  if (link.revokedAt !== null || Number(until) <= dateOf(clock).getTime()) throw expired(link);
  return link;
}

/** Ends a link at once, in panels that are open too: a key its own, an administrator any. Throws AppError 403, 404. */
export async function endEmbedLink({ db, clock }: EmbedServices, actor: Actor, id: string): Promise<void> {
  requirePermission(actor, actor.kind === "key" ? "make_embed_links" : "manage_data");
  const isOne = z.uuid().safeParse(id).success;
  const keyId = actor.kind === "key" ? actor.id : undefined;
  if (isOne && (await revokeEmbedLink(db, id, dateOf(clock), keyId))) return;
  throw new AppError("not_found", "There is no such link, or it was revoked before.");
}

async function findLink(db: Database, id: string): Promise<StoredEmbedLink | null> {
  return z.uuid().safeParse(id).success ? findEmbedLink(db, id) : null;
}

function partsOf(link: Omit<StoredEmbedLink, "createdAt" | "openedAt" | "revokedAt">): (string | number)[] {
  const { id, keyId, source, conversationId, handoffId, agentId, expiresAt } = link;
  return [id, keyId, source, conversationId, handoffId, agentId, expiresAt.getTime()];
}

/** The same whether the id or the secret is wrong, or the key is gone: nobody learns which. */
function unknownLink(): AppError {
  return new AppError("not_found", "There is no such link.");
}

function expired({ revokedAt }: StoredEmbedLink): AppError {
  return new AppError(
    "link_expired",
    revokedAt === null
      ? "This link has expired. Open the conversation in your desktop again to get a new one."
      : "This link was taken back. Open the conversation in your desktop again to get a new one.",
  );
}
