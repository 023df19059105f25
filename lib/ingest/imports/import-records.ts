import { randomUUID } from "node:crypto";
import type { Clock } from "@/lib/domain/clock";
import type { CanonicalRecord, RecordType } from "@/lib/domain/record";
import type { Submission } from "@/lib/ingest/commit/commit-batch";
import { committerFor } from "@/lib/ingest/commit/committer";
import { alongConversations } from "@/lib/ingest/decode/along-conversations";
import { type Decoded, decode, type InputFormat } from "@/lib/ingest/decode/decode";
import { type DecodedRow, rowInput } from "@/lib/ingest/decode/decode-row";
import { type KnownValue, redact } from "@/lib/ingest/redact/redact";
import { type NormaliseContext, normaliseRecord } from "@/lib/ingest/validate/normalise";
import { FramingError } from "@/lib/ingest/validate/rejection";
import { isObject } from "@/lib/ingest/validate/validate-value";
import type { Keyring } from "@/lib/secrets/keyring";
import { keyText } from "@/lib/store/conversation-keys";
import type { Database } from "@/lib/store/database";
import { HEARTBEAT_SECONDS, noteHeartbeat, stopImport } from "@/lib/store/import-states";
import {
  addCounts,
  type ImportCounts,
  type ImportEnd,
  type ImportHeader,
  type ImportVia,
  type NewRejection,
  NO_COUNTS,
} from "@/lib/store/imports";
import { currentSourceRules } from "./source-rules";

/** How many rejections an answer lists; all of them are kept. */
const MOST_LISTED = 100;
const DEFAULT_SOURCE = "default";
const MOST_IGNORED_NAMES = 200;
const OTHER_IGNORED = "(others)";
const NOT_STORED =
  "Baton could not store the rest. Send it again when the database answers: what was stored is not doubled.";
const BATCH_ROWS = 3_000;
/** Submissions of one import under way at once: one being stored, one being measured, one waiting its turn. */
const MOST_UNDER_WAY = 3;

/** What records are taken in with. */
export interface IngestServices {
  readonly db: Database;
  readonly keyring: Keyring;
  readonly clock: Clock;
}

/** Records on their way in, as bytes. */
export interface ImportRequest {
  readonly input: AsyncIterable<Uint8Array> | Decoded;
  /** What the input is; of one that was decoded already only in words. */
  readonly format: InputFormat | "xlsx";
  readonly gzip?: boolean;
  /** The import's id, where it must be known before the import begins. */
  readonly id?: string;
  /** In words: the file's name, the key's name. */
  readonly label: string;
  readonly via: ImportVia;
  readonly startedBy: string | null;
  readonly keyId?: string | undefined;
  /** For records that name no source. */
  readonly defaultSource?: string | undefined;
  /** For rows that name no type. */
  readonly type?: RecordType | undefined;
  /** Of an import that goes on: the line of the last record that was refused before. */
  readonly lastRefused?: number;
  /** Called as records become durable. */
  readonly onProgress?: (counts: ImportCounts) => void;
}

/** A refused record, as the answer lists it. */
export interface ListedRejection {
  readonly line: number;
  readonly type: string | null;
  readonly conversationId: string | null;
  readonly code: string;
  readonly path: string;
  readonly message: string;
}

/** What became of an import. The records counted are durable and in the numbers. */
export interface ImportResult extends ImportCounts {
  readonly importId: string;
  readonly ignoredKeys: ReadonlyMap<string, number>;
  /** The first hundred. */
  readonly rejections: readonly ListedRejection[];
  /** The input was one JSON record, not a list. */
  readonly single: boolean;
  /** Why the input as a whole could not be read to its end; what came before it is stored. */
  readonly problem: FramingError | null;
}

/**
 * Takes records in, from bytes to durable and counted: decode, validate, normalise and redact, store, measure, total.
 * Streams: memory does not grow with the input. A record that is refused is kept with its error and stops nothing;
 * broken framing ends the import and is told in the result. Throws only when the database fails.
 */
export async function importRecords(services: IngestServices, request: ImportRequest): Promise<ImportResult> {
  const header: ImportHeader = {
    id: request.id ?? randomUUID(),
    label: request.label,
    via: request.via,
    format: request.format,
    startedBy: request.startedBy,
    keyId: request.keyId ?? null,
    startedAt: services.clock.now(),
  };
  return new RunningImport(services, request, header, decodedInput(request)).run();
}

function decodedInput({ input, format, gzip = false }: ImportRequest): Decoded {
  if ("batches" in input) return input;
  if (format === "xlsx") throw new Error("A spreadsheet is decoded before it is imported.");
  return decode(input, { format, gzip, batchRows: BATCH_ROWS });
}

type Prepared = Omit<Submission, "end">;

class RunningImport {
  private normaliseContext: NormaliseContext;
  private readonly underWay: Promise<void>[] = [];
  private readonly listed: ListedRejection[] = [];
  private readonly ignoredKeys = new Map<string, number>();
  private counts: ImportCounts = NO_COUNTS;
  private lastRejected = 0;

  constructor(
    private readonly services: IngestServices,
    private readonly request: ImportRequest,
    private readonly header: ImportHeader,
    private readonly decoded: Decoded,
  ) {
    const { type, defaultSource = DEFAULT_SOURCE, lastRefused = 0 } = request;
    this.lastRejected = lastRefused;
    this.normaliseContext = {
      keyring: services.keyring,
      redact,
      defaultSource,
      ...(type && { forcedType: type }),
    };
  }

  /** Reads and stores to the end. Whatever ends it early, the import says so. */
  async run(): Promise<ImportResult> {
    const { pool } = this.services.db;
    // A sender may pause for longer than a dead process is waited for.
    const heartbeat = setInterval(
      () => noteHeartbeat(pool, this.header.id).catch(() => undefined),
      HEARTBEAT_SECONDS * 1000,
    );
    heartbeat.unref();
    try {
      const sourceRules = await currentSourceRules(this.services.db);
      if (sourceRules.size > 0) this.normaliseContext = { ...this.normaliseContext, sourceRules };
      return await this.readAll();
    } catch (error) {
      // What is under way still adds to the counts. Where the database is gone, the lease runs out instead.
      await Promise.allSettled(this.underWay);
      await stopImport(pool, this.header.id, NOT_STORED).catch(() => undefined);
      throw error;
    } finally {
      clearInterval(heartbeat);
    }
  }

  private async readAll(): Promise<ImportResult> {
    // One batch is held back, so that the last can say that it is the last: a small import is one transaction.
    let held: Prepared = { header: this.header, records: [], rejections: [], ignoredKeys: new Map() };
    let problem: FramingError | null = null;
    try {
      let first = true;
      for await (const rows of alongConversations(this.decoded.batches)) {
        if (!first) await this.submit({ ...held, end: null });
        held = this.prepare(rows);
        first = false;
      }
    } catch (error) {
      if (!(error instanceof FramingError)) throw error;
      problem = error;
    }
    await this.submit({ ...held, end: this.end(problem) });
    await Promise.all(this.underWay);
    return {
      importId: this.header.id,
      ...this.counts,
      ignoredKeys: this.ignoredKeys,
      rejections: this.listed,
      single: this.decoded.single,
      problem,
    };
  }

  private end(problem: FramingError | null): ImportEnd {
    const at = this.services.clock.now();
    return problem
      ? { state: "stopped", at, problem: problem.message }
      : { state: "done", at, problem: null };
  }

  private prepare(rows: readonly DecodedRow[]): Prepared {
    const records: CanonicalRecord[] = [];
    const rejections: NewRejection[] = [];
    const ignoredKeys = new Map<string, number>();
    const captured = new Map<string, readonly KnownValue[]>();
    const own = new Map<CanonicalRecord, readonly KnownValue[]>();
    for (const row of rows) {
      if ("error" in row) {
        rejections.push(this.reject(row, { ...row.error, type: null, conversationId: null }));
        continue;
      }
      const result = normaliseRecord(row.raw, this.normaliseContext);
      if (!result.ok) {
        rejections.push(this.reject(row, result.rejection));
        continue;
      }
      records.push(result.record);
      if (result.captured.length > 0) {
        const key = keyText(result.record);
        const before = captured.get(key);
        captured.set(key, before ? [...before, ...result.captured] : result.captured);
        own.set(result.record, result.captured);
      }
      for (const key of result.ignoredKeys) this.countIgnored(key, ignoredKeys);
    }
    const redaction = {
      captured,
      own,
      hashFor: this.services.keyring.conversationHash,
      printFor: this.services.keyring.conversationPrint,
      keyring: this.services.keyring,
    };
    return { header: this.header, records, rejections, ignoredKeys, redaction };
  }

  /** Counts a key that was left out: by its name, or where a source makes up ever new names, with all others. */
  private countIgnored(key: string, inBatch: Map<string, number>): void {
    const name =
      this.ignoredKeys.has(key) || this.ignoredKeys.size < MOST_IGNORED_NAMES ? key : OTHER_IGNORED;
    inBatch.set(name, (inBatch.get(name) ?? 0) + 1);
    this.ignoredKeys.set(name, (this.ignoredKeys.get(name) ?? 0) + 1);
  }

  /** Keeps a refused row: its error in clear, its input encrypted. */
  private reject(
    row: DecodedRow,
    error: Omit<ListedRejection, "line"> & { readonly source?: string },
  ): NewRejection {
    const { type, conversationId, code, path } = error;
    // A mapped row gives several records; each that is refused is kept under a line of its own.
    const line = Math.max(row.line, this.lastRejected + 1);
    this.lastRejected = line;
    const message = line === row.line ? error.message : `${error.message} (Row ${row.line} of the file.)`;
    const listed = { line, type, conversationId, code, path, message };
    if (this.listed.length < MOST_LISTED) this.listed.push(listed);
    return {
      ...listed,
      importId: this.header.id,
      input: this.services.keyring.encrypt(this.inputOf(row, code)),
      defaultSource: this.normaliseContext.defaultSource,
      ...(error.source !== undefined && { source: error.source }),
    };
  }

  /** What was sent, with the type and the source that the request gave it, so that it can be sent again by itself. */
  private inputOf(row: DecodedRow, code: string): Buffer {
    if ("error" in row || !isObject(row.raw)) return rowInput(row);
    const { type, defaultSource } = this.request;
    const { raw } = row;
    const given = {
      ...(type && raw.type !== type && code !== "type_conflict" ? { type } : {}),
      ...(defaultSource && (raw.source ?? "") === "" ? { source: defaultSource } : {}),
    };
    if (Object.keys(given).length === 0) return rowInput(row);
    return Buffer.from(JSON.stringify({ ...given, ...raw, ...given }));
  }

  /** Hands records to the committer, and waits while enough of them are under way. */
  private async submit(submission: Submission): Promise<void> {
    const committed = committerFor(this.services.db)
      .submit(submission)
      .then((counts) => this.add(counts));
    // Waited for below or at the end; until then a failure must not count as unhandled.
    committed.catch(() => undefined);
    this.underWay.push(committed);
    if (this.underWay.length >= MOST_UNDER_WAY) await this.underWay.shift();
  }

  private add(more: ImportCounts): void {
    this.counts = addCounts(this.counts, more);
    this.request.onProgress?.(this.counts);
  }
}
