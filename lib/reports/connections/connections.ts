import type { Actor } from "@/lib/access/actor";
import { requirePermission } from "@/lib/access/permissions";
import { newSecret, secretHash } from "@/lib/access/secret-hash";
import { AppError } from "@/lib/domain/app-error";
import type { Clock } from "@/lib/domain/clock";
import type { Connector, ConnectorOptions } from "@/lib/ingest/connectors/connector";
import { connectorOf } from "@/lib/ingest/connectors/registry";
import type { IngestServices } from "@/lib/ingest/imports/import-records";
import {
  formatOfFileName,
  LARGEST_PAYLOAD,
  UnreadablePayload,
  unpacked,
} from "@/lib/ingest/payloads/read-payload";
import { type Receipt, receivePayload } from "@/lib/ingest/payloads/receive-payload";
import type { Keyring } from "@/lib/secrets/keyring";
import {
  deleteConnection,
  deleteSecret,
  findConnection,
  insertConnection,
  insertSecret,
  listConnections,
  readSecrets,
  type StoredConnection,
  type StoredSecret,
  updateConnection,
} from "@/lib/store/connections";
import type { Database } from "@/lib/store/database";

/*
 * Connections as administrators manage them. Every function checks who asks; secrets are shown once, and kept hashed
 * (Baton's own) or encrypted (the platform's).
 */

const LONGEST_NAME = 80;
const LONGEST_SOURCE = 256;
const LONGEST_SECRET = 1000;
const LONGEST_OPTION = 50_000;
/** More at once than while one is exchanged for another would only be forgotten. */
const MOST_SECRETS = 6;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A connection with what its platform is. */
export interface ConnectionWithConnector {
  readonly connection: StoredConnection;
  readonly connector: Connector;
}

/** All connections. @throws AppError 403 */
export async function allConnections(db: Database, actor: Actor): Promise<StoredConnection[]> {
  requirePermission(actor, "manage_data");
  return listConnections(db);
}

/** One connection and its platform. @throws AppError 403, `not_found` */
export async function oneConnection(
  db: Database,
  actor: Actor,
  id: string,
): Promise<ConnectionWithConnector> {
  requirePermission(actor, "manage_data");
  const connection = UUID.test(id) ? await findConnection(db, id) : null;
  const connector = connection ? connectorOf(connection.platform) : undefined;
  if (!connection || !connector) throw new AppError("not_found", "There is no such connection.");
  return { connection, connector };
}

/** A connection to be added. */
export interface NewConnection {
  readonly platform: string;
  readonly name: string;
  readonly source: string;
  readonly options: ConnectorOptions;
}

/**
 * Adds a connection and makes its first secret, which is answered here and never shown again.
 * @throws AppError 403; `missing_value` or `invalid_value` with the field as `parameter`
 */
export async function addConnection(
  db: Database,
  actor: Actor,
  wanted: NewConnection,
  clock: Clock,
): Promise<{ readonly connection: StoredConnection; readonly secret: string }> {
  requirePermission(actor, "manage_data");
  const connector = connectorOf(wanted.platform);
  if (!connector) throw refusedField("platform", "Choose a platform.");
  const secret = newSecret();
  const connection = await insertConnection(
    db,
    {
      platform: connector.platform,
      name: requiredText(wanted.name, "name", "the connection", LONGEST_NAME),
      source: requiredText(wanted.source, "source", "the source", LONGEST_SOURCE),
      options: checkedOptions(connector, wanted.options),
      createdAt: now(clock),
    },
    secretHash(secret),
  );
  return { connection, secret };
}

/** Changes name and options; kept payloads can be replayed with them. @throws as {@link addConnection} */
export async function changeConnection(
  db: Database,
  actor: Actor,
  id: string,
  change: Pick<NewConnection, "name" | "options">,
): Promise<void> {
  const { connector } = await oneConnection(db, actor, id);
  await updateConnection(db, id, {
    name: requiredText(change.name, "name", "the connection", LONGEST_NAME),
    options: checkedOptions(connector, change.options),
  });
}

/** Pauses (payloads are kept, not counted) or takes up again. @throws AppError 403, `not_found` */
export async function pauseConnection(
  db: Database,
  actor: Actor,
  id: string,
  paused: boolean,
): Promise<void> {
  await oneConnection(db, actor, id);
  await updateConnection(db, id, { paused });
}

/** Removes a connection, its secrets and its kept payloads; what it brought in stays. @throws AppError 403, `not_found` */
export async function removeConnection(db: Database, actor: Actor, id: string): Promise<void> {
  await oneConnection(db, actor, id);
  await deleteConnection(db, id);
}

/** The secrets that hold. @throws AppError 403, `not_found` */
export async function connectionSecrets(db: Database, actor: Actor, id: string): Promise<StoredSecret[]> {
  await oneConnection(db, actor, id);
  return readSecrets(db, id);
}

/** Makes a further secret, shown once; those before hold until they are ended. @throws AppError 403, `not_found` */
export async function addSecret(db: Database, actor: Actor, id: string, clock: Clock): Promise<string> {
  await requireRoom(db, actor, id);
  const secret = newSecret();
  await insertSecret(db, id, { hash: secretHash(secret) }, now(clock));
  return secret;
}

/** Keeps the platform's signing secret, encrypted, beside those that hold. @throws AppError 403, `not_found` */
export async function addSigningSecret(
  services: { readonly db: Database; readonly keyring: Keyring; readonly clock: Clock },
  actor: Actor,
  id: string,
  entered: string,
): Promise<void> {
  const { connector } = await requireRoom(services.db, actor, id);
  if (connector.signature === null) throw refusedField("signing", `${connector.name} does not sign.`);
  const secret = requiredText(entered, "signing", "the secret", LONGEST_SECRET);
  const sealed = new Uint8Array(services.keyring.encrypt(Buffer.from(secret)));
  await insertSecret(services.db, id, { sealed }, now(services.clock));
}

/** Ends a secret; the last cannot be ended, because nothing could be received any more. @throws AppError 403, `conflict` */
export async function endSecret(db: Database, actor: Actor, id: string, secretId: string): Promise<void> {
  const secrets = await connectionSecrets(db, actor, id);
  if (secrets.length < 2) {
    throw new AppError("conflict", "This is the only secret. Make or enter another one first.");
  }
  if (!UUID.test(secretId) || !(await deleteSecret(db, id, secretId))) {
    throw new AppError("not_found", "There is no such secret any more.");
  }
}

/** Takes in an export file of the platform as if it had been received. @throws AppError 403, `invalid_value` */
export async function uploadExport(
  services: IngestServices,
  actor: Actor,
  id: string,
  file: { readonly name: string; readonly bytes: Buffer },
): Promise<Receipt> {
  const { connection } = await oneConnection(services.db, actor, id);
  if (file.bytes.length === 0) throw refusedField("file", "Choose a file.");
  if (file.bytes.length > LARGEST_PAYLOAD) {
    throw refusedField("file", "The file is larger than 32 MiB. Use npm run import with --connector for it.");
  }
  try {
    return await receivePayload(services, connection, unpacked(file.bytes), formatOfFileName(file.name));
  } catch (error) {
    if (error instanceof UnreadablePayload) throw refusedField("file", error.message);
    throw error;
  }
}

async function requireRoom(db: Database, actor: Actor, id: string): Promise<ConnectionWithConnector> {
  const found = await oneConnection(db, actor, id);
  if ((await readSecrets(db, id)).length >= MOST_SECRETS) {
    throw new AppError("conflict", `There are ${MOST_SECRETS} secrets already. End one first.`);
  }
  return found;
}

function checkedOptions(connector: Connector, entered: ConnectorOptions): ConnectorOptions {
  const kept = connector.options.flatMap((spec) => {
    const text = (entered[spec.key] ?? "").trim();
    if (text === "" || text === spec.initial) return [];
    const refused = text.length > LONGEST_OPTION ? "This is too long." : spec.check?.(text);
    if (refused) throw refusedField(spec.key, refused);
    return [[spec.key, text] as const];
  });
  return Object.fromEntries(kept);
}

function requiredText(entered: string, parameter: string, what: string, longest: number): string {
  const text = entered.trim();
  if (text === "") throw new AppError("missing_value", `Enter ${what}.`, { parameter });
  if (text.length > longest) throw refusedField(parameter, `At most ${longest} characters.`);
  return text;
}

function refusedField(parameter: string, message: string): AppError {
  return new AppError("invalid_value", message, { parameter });
}

function now(clock: Clock): Date {
  return new Date(clock.now() / 1000);
}
