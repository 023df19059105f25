import type pg from "pg";
import type { HandOffReading } from "@/lib/domain/transcript";
import { copyRows } from "./copy";
import { GONE } from "./locked-conversations";

/** What the transcripts of conversations say under some generations; conversations without anything to say have none. */
export async function readTranscriptReadings(
  client: pg.Pool | pg.PoolClient,
  generations: readonly number[],
  conversations: readonly string[],
): Promise<TranscriptReadingRow[]> {
  if (conversations.length === 0) return [];
  const { rows } = await client.query<TranscriptReadingRow>(
    `SELECT generation, conversation_id AS conversation, reading FROM transcript_reading
     WHERE generation = ANY($1::int[]) AND conversation_id = ANY($2::bigint[])`,
    [generations, conversations],
  );
  return rows;
}

/** The transcript of one conversation as one generation reads it. */
export interface TranscriptReadingRow {
  readonly generation: number;
  readonly conversation: string;
  readonly reading: readonly HandOffReading[];
}

/** Replaces what is kept of transcripts; an empty reading leaves no row. */
export async function writeTranscriptReadings(
  client: pg.PoolClient,
  rows: readonly TranscriptReadingRow[],
): Promise<void> {
  if (rows.length === 0) return;
  await client.query(
    `DELETE FROM transcript_reading
     WHERE (generation, conversation_id) IN (SELECT * FROM unnest($1::int[], $2::bigint[]))`,
    [rows.map((row) => row.generation), rows.map((row) => row.conversation)],
  );
  await copyRows(
    client,
    "transcript_reading",
    ["generation", "conversation_id", "reading"],
    rows.filter((row) => row.reading.length > 0),
    ({ generation, conversation, reading }) => [generation, conversation, JSON.stringify(reading)],
  );
}

/** What is known of transcripts that are gone themselves (retention): it stays as it was read last. */
export async function readingsOfGone(
  client: pg.Pool | pg.PoolClient,
  conversations: readonly string[],
): Promise<ReadonlyMap<string, readonly HandOffReading[]>> {
  if (conversations.length === 0) return new Map();
  const { rows } = await client.query<Omit<TranscriptReadingRow, "generation">>(
    `SELECT DISTINCT ON (r.conversation_id) r.conversation_id AS conversation, r.reading
     FROM transcript_reading AS r JOIN conversation AS c ON c.id = r.conversation_id
     WHERE r.conversation_id = ANY($1::bigint[]) AND c.gone & ${GONE.transcript} <> 0
     ORDER BY r.conversation_id, r.generation DESC`,
    [conversations],
  );
  return new Map(rows.map(({ conversation, reading }) => [conversation, reading]));
}
