import { type FileHandle, open } from "node:fs/promises";
import type { RawRecord } from "@/lib/demo/raw-record";
import { generateRecords, type RecordPlan } from "./generate-records";

/** The same records in two forms. */
export interface WrittenRecords {
  readonly records: number;
  /** One record a line, as it is sent to Baton. */
  readonly ndjson: { readonly file: string; readonly bytes: number };
  /** The first `records` of them as input for {@link COPY_COLUMNS}. */
  readonly copy: { readonly file: string; readonly bytes: number; readonly records: number };
}

/** The columns of the COPY input: the key of a record and the record. */
export const COPY_COLUMNS = ["source", "conversation_id", "type", "part", "body"] as const;

const PIECE = 1 << 20;

/**
 * Writes the records of a plan into two files, so that making them costs nothing while loading is measured. Memory
 * stays flat. Of the records no more than `mostCopied` are written as COPY input.
 */
export async function writeRecords(
  plan: RecordPlan,
  files: { readonly ndjson: string; readonly copy: string },
  mostCopied: number,
  onProgress: (records: number) => void,
): Promise<WrittenRecords> {
  const ndjson = await TextFile.create(files.ndjson);
  const copy = await TextFile.create(files.copy);
  let records = 0;
  for (const record of generateRecords(plan)) {
    const body = JSON.stringify(record);
    records += 1;
    if (ndjson.add(`${body}\n`)) await ndjson.flush();
    if (records <= mostCopied && copy.add(copyLine(record, body))) await copy.flush();
    if (records % 100_000 === 0) onProgress(records);
  }
  return {
    records,
    ndjson: { file: files.ndjson, bytes: await ndjson.close() },
    copy: { file: files.copy, bytes: await copy.close(), records: Math.min(records, mostCopied) },
  };
}

/** JSON text has no line breaks or tabs, so that only its backslashes need another one in front. */
function copyLine(record: RawRecord, body: string): string {
  const { source, conversationId, type } = record;
  return `${source}\t${conversationId}\t${type}\t${partOf(record)}\t${body.replaceAll("\\", "\\\\")}\n`;
}

function partOf(record: RawRecord): string {
  switch (record.type) {
    case "conversation":
      return "";
    case "handoff":
      return record.handoffId;
    case "survey":
      return record.surveyId ?? record.kind ?? "csat";
    case "context_rating":
      return `${record.handoffId} ${record.agentId}`;
    case "message":
      return String(record.sequence);
  }
}

/** Text on its way into a file, a megabyte at a time. */
class TextFile {
  private pending = "";
  private bytes = 0;

  private constructor(private readonly handle: FileHandle) {}

  static async create(file: string): Promise<TextFile> {
    return new TextFile(await open(file, "w"));
  }

  /** True when there is enough to {@link flush}. */
  add(text: string): boolean {
    this.pending += text;
    return this.pending.length >= PIECE;
  }

  async flush(): Promise<void> {
    const bytes = Buffer.from(this.pending);
    this.pending = "";
    this.bytes += bytes.length;
    await this.handle.writeFile(bytes);
  }

  /** Answers how many bytes were written. */
  async close(): Promise<number> {
    try {
      await this.flush();
    } finally {
      await this.handle.close();
    }
    return this.bytes;
  }
}
