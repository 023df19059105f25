import type pg from "pg";

/** A conversation whose records belong to another key: its own id, and where they go. */
export interface Misplaced {
  readonly id: string;
  readonly externalId: string;
}

/**
 * Captured values and the fingerprints of a transcript are keyed with their source and conversation, and cannot be
 * brought under another key: what holds such a record stays where it is.
 */
const KEYED = `(r.type = 'message' AND r.body->>'fingerprints' IS NOT NULL
  OR r.type = 'handoff' AND (r.body::text LIKE '%"valueHash"%' OR r.body::text LIKE '%"valueForms"%'))`;

/** Conversations that wait under a source and can be moved, after `after` in order of their ids. */
export async function waitingToMove(
  client: pg.Pool | pg.PoolClient,
  source: string,
  after: string,
  limit: number,
): Promise<Misplaced[]> {
  const { rows } = await client.query<Misplaced>(
    `SELECT c.id, c.external_id AS "externalId" FROM conversation AS c
     WHERE NOT c.arrived AND c.source = $1 AND c.id > $2 AND c.gone = 0
       AND EXISTS (SELECT FROM record AS r WHERE r.conversation_id = c.id)
       AND NOT EXISTS (SELECT FROM record AS r WHERE r.conversation_id = c.id AND ${KEYED})
     ORDER BY c.id LIMIT $3`,
    [source, after, limit],
  );
  return rows;
}

/** Conversations of `source` that hold records sent under `sent` and can give them back. Reads `record_sent_as`. */
export async function movedTo(
  client: pg.Pool | pg.PoolClient,
  sent: string,
  source: string,
  after: string,
  limit: number,
): Promise<Misplaced[]> {
  const { rows } = await client.query<Misplaced>(
    `SELECT c.id, c.external_id AS "externalId" FROM conversation AS c
     WHERE c.id IN (SELECT m.conversation_id FROM record AS m
                    WHERE m.sent_as = $1 AND m.conversation_id > $3 ORDER BY m.conversation_id)
       AND c.source = $2 AND c.gone = 0
       AND NOT EXISTS (SELECT FROM record AS r WHERE r.conversation_id = c.id AND r.sent_as = $1 AND ${KEYED})
     ORDER BY c.id LIMIT $4`,
    [sent, source, after, limit],
  );
  return rows;
}

/** The sources that records were sent under and the source they lie under now, where a rule put them there. */
export async function movedSources(
  client: pg.Pool | pg.PoolClient,
): Promise<{ readonly sent: string; readonly source: string }[]> {
  const { rows } = await client.query<{ sent: string; source: string }>(
    "SELECT DISTINCT sent, source FROM source_rule",
  );
  return rows;
}

/** One conversation's records on their way to another. */
export interface RecordMove {
  readonly from: string;
  readonly to: string;
}

/**
 * Moves records between conversations, those taken out by the undo of an import included; both must be locked. Their
 * order of receipt stays. `sent` = they were sent under this source and leave it; `back` = only those return to it.
 * An undo or redo that is under way is told of the conversations where its records are now.
 */
export async function moveRecords(
  client: pg.PoolClient,
  moves: readonly RecordMove[],
  sent: string,
  back: boolean,
): Promise<void> {
  const ids = [moves.map(({ from }) => from), moves.map(({ to }) => to)];
  const imports = new Set<string>();
  for (const table of ["record", "undone_record"]) {
    const { rows } = await client.query<{ import_id: string }>(
      `WITH moved AS (
         UPDATE ${table} AS r SET conversation_id = m.target, sent_as = CASE WHEN $4 THEN NULL ELSE $3 END
         FROM unnest($1::bigint[], $2::bigint[]) AS m (origin, target)
         WHERE r.conversation_id = m.origin AND (NOT $4 OR r.sent_as = $3)
         RETURNING r.import_id
       ) SELECT DISTINCT import_id FROM moved`,
      [...ids, sent, back],
    );
    for (const row of rows) imports.add(row.import_id);
  }
  // After the conversations, as every writer does: from here on their state stays what it is.
  await client.query("SELECT id FROM import WHERE id = ANY($1::uuid[]) ORDER BY id FOR SHARE", [
    [...imports],
  ]);
  for (const [table, state] of [
    ["record", "undoing"],
    ["undone_record", "redoing"],
  ] as const) {
    await client.query(
      `INSERT INTO undo_step (import_id, conversation_id)
       SELECT DISTINCT r.import_id, r.conversation_id FROM ${table} AS r
       JOIN import AS i ON i.id = r.import_id AND i.state = '${state}'
       WHERE r.conversation_id = ANY($1::bigint[]) ON CONFLICT DO NOTHING`,
      [ids[1]],
    );
  }
}

/** Removes key rows that nothing hangs on any more. They must be locked. */
export async function dropEmptyKeys(client: pg.PoolClient, ids: readonly string[]): Promise<void> {
  await client.query(
    `DELETE FROM conversation AS c WHERE c.id = ANY($1::bigint[]) AND NOT c.arrived AND c.gone = 0
       AND NOT EXISTS (SELECT FROM record AS r WHERE r.conversation_id = c.id)
       AND NOT EXISTS (SELECT FROM undone_record AS r WHERE r.conversation_id = c.id)
       AND NOT EXISTS (SELECT FROM undo_step AS s WHERE s.conversation_id = c.id)
       AND NOT EXISTS (SELECT FROM measure AS m JOIN generation AS g ON g.id = m.generation WHERE m.conversation_id = c.id)`,
    [ids],
  );
}
