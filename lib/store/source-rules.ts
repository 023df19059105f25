import { randomUUID } from "node:crypto";
import type pg from "pg";

/** A rule: what is sent under `sent` belongs to the conversations of `source`. Times are ISO 8601. */
export interface SourceRule {
  readonly id: string;
  readonly sent: string;
  readonly source: string;
  readonly createdAt: string;
  readonly createdBy: string;
  /** Null while it holds. */
  readonly endedAt: string | null;
  readonly endedBy: string | null;
}

/** All rules ever, those that hold first, then the newest. */
export async function readSourceRules(client: pg.Pool | pg.PoolClient): Promise<SourceRule[]> {
  const { rows } = await client.query<
    Omit<SourceRule, "createdAt" | "endedAt"> & { readonly created_at: Date; readonly ended_at: Date | null }
  >(
    `SELECT id, sent, source, created_at, created_by AS "createdBy", ended_at, ended_by AS "endedBy"
     FROM source_rule ORDER BY ended_at IS NOT NULL, created_at DESC LIMIT 200`,
  );
  return rows.map(({ created_at, ended_at, ...row }) => ({
    ...row,
    createdAt: created_at.toISOString(),
    endedAt: ended_at?.toISOString() ?? null,
  }));
}

/** What holds now: the source that records are put under, by the source that they are sent under. */
export async function holdingRules(client: pg.Pool | pg.PoolClient): Promise<ReadonlyMap<string, string>> {
  const { rows } = await client.query<{ sent: string; source: string }>(
    "SELECT sent, source FROM source_rule WHERE ended_at IS NULL",
  );
  return new Map(rows.map(({ sent, source }) => [sent, source]));
}

/** Waits until nobody else changes the rules, and keeps others from it until the transaction ends. */
export async function lockSourceRules(client: pg.PoolClient): Promise<void> {
  await client.query("LOCK TABLE source_rule IN SHARE ROW EXCLUSIVE MODE");
}

/** Adds a rule that holds from now on. */
export async function insertSourceRule(
  client: pg.PoolClient,
  rule: { readonly sent: string; readonly source: string; readonly by: string; readonly at: Date },
): Promise<void> {
  await client.query(
    "INSERT INTO source_rule (id, sent, source, created_at, created_by) VALUES ($1, $2, $3, $4, $5)",
    [randomUUID(), rule.sent, rule.source, rule.at, rule.by],
  );
}

/** Ends a rule; false when there is none that holds under this id. */
export async function endSourceRule(
  client: pg.PoolClient,
  { id, by, at }: { readonly id: string; readonly by: string; readonly at: Date },
): Promise<boolean> {
  const { rowCount } = await client.query(
    "UPDATE source_rule SET ended_at = $2, ended_by = $3 WHERE id = $1 AND ended_at IS NULL",
    [id, at, by],
  );
  return rowCount === 1;
}
