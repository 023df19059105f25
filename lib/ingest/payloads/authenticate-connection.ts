import { secretHash } from "@/lib/access/secret-hash";
import { AppError } from "@/lib/domain/app-error";
import type { Connector } from "@/lib/ingest/connectors/connector";
import type { SignatureCheck, SignedRequest } from "@/lib/ingest/connectors/signature";
import { sameText } from "@/lib/ingest/connectors/signature";
import type { IngestServices } from "@/lib/ingest/imports/import-records";
import {
  findConnection,
  readSecrets,
  type StoredConnection,
  type StoredSecret,
  touchSecret,
} from "@/lib/store/connections";

/** The header in which a platform may send the connection's secret as it is. */
export const SECRET_HEADER = "X-Baton-Secret";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const USE_NOTED_EVERY_MS = 60_000;

/** Who says to be a connection, and with what. */
export interface ConnectionClaim {
  readonly connector: Connector;
  readonly connectionId: string;
  /** The connection's own secret, from a header or the address; null where the request has none. */
  readonly secret: string | null;
  readonly request: SignedRequest;
}

/**
 * The connection behind a request: by the platform's signature under one of the secrets entered for it, or by one of
 * the connection's own secrets.
 *
 * @throws AppError `unauthenticated` or `invalid_key` (401), the same for a connection that does not exist
 */
export async function authenticateConnection(
  services: IngestServices,
  claim: ConnectionClaim,
): Promise<StoredConnection> {
  const connection = UUID.test(claim.connectionId)
    ? await findConnection(services.db, claim.connectionId)
    : null;
  const secrets = connection ? await readSecrets(services.db, connection.id) : [];
  const checks = secrets.map((secret) => ({ secret, check: checkSecret(services, claim, secret) }));
  const valid = checks.find(({ check }) => check === "valid");
  if (connection && connection.platform === claim.connector.platform && valid) {
    noteUse(services, valid.secret);
    return connection;
  }
  if (checks.some(({ check }) => check === "expired")) {
    throw new AppError(
      "invalid_key",
      "The signature is right, but its time is more than five minutes off. Check the clocks of both servers.",
    );
  }
  if (claim.secret === null && checks.every(({ check }) => check === "absent")) {
    throw new AppError(
      "unauthenticated",
      `Neither a signature of ${claim.connector.name} nor the connection's secret was sent. Send it as Authorization: Bearer … or ${SECRET_HEADER}.`,
    );
  }
  throw new AppError("invalid_key", "The signature or the secret is not that of this connection.");
}

function checkSecret(services: IngestServices, claim: ConnectionClaim, stored: StoredSecret): SignatureCheck {
  if (stored.hash !== null) {
    if (claim.secret === null) return "absent";
    return sameText(secretHash(claim.secret), stored.hash) ? "valid" : "invalid";
  }
  const { signature } = claim.connector;
  if (stored.sealed === null || signature === null) return "absent";
  return signature.check(claim.request, services.keyring.decrypt(stored.sealed).toString("utf8"));
}

/** Writes down the use at most once a minute, beside the request. */
function noteUse({ db, clock }: IngestServices, { id, lastUsedAt }: StoredSecret): void {
  const now = new Date(clock.now() / 1000);
  const unless = new Date(now.getTime() - USE_NOTED_EVERY_MS);
  if (lastUsedAt && lastUsedAt >= unless) return;
  touchSecret(db, id, now, unless).catch(() => undefined);
}
