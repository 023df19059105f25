import { setImmediate } from "node:timers/promises";
import { type Micros, RECORD_TYPES, type RecordType } from "@/lib/domain/record";
import type { IngestServices } from "@/lib/ingest/imports/import-records";
import { normaliseRecord } from "@/lib/ingest/validate/normalise";
import { FramingError } from "@/lib/ingest/validate/rejection";
import { arrivedAmong } from "@/lib/store/held-payloads";
import { typesOf } from "./apply-mapping";
import { checkingContext } from "./checking-context";
import type { FileShape } from "./file-shape";
import { IdSet, idNumber } from "./id-set";
import { mappedInput } from "./mapped-input";
import type { Mapping } from "./mapping";
import { stagedBytes } from "./stage-file";
import { IDS_LOOKED_AT, type JoinHint, suggestJoin } from "./suggest-join";

/** Refused records of one kind. */
export interface RefusedKind {
  readonly code: string;
  readonly type: string | null;
  readonly path: string;
  readonly example: string;
  readonly count: number;
}

/** What importing a file would do. */
export interface CheckedFile {
  readonly fileId: string;
  readonly rows: number;
  /** Rows that give no record: sums at the end, rows in which nothing is said. */
  readonly without: number;
  /** Records by type, without those refused. */
  readonly records: { readonly [T in RecordType]?: number };
  /** Records that find their conversation: in one of the files, or here already. */
  readonly matched: number;
  /** Records that would wait for theirs. */
  readonly waiting: number;
  readonly refused: number;
  readonly kinds: readonly RefusedKind[];
  /** Why the file ends early, in a sentence. */
  readonly problem: string | null;
  /** Where records would wait: why, and what would help. */
  readonly join: JoinHint | null;
}

/** What importing a draft would do. */
export interface CheckedDraft {
  readonly files: readonly CheckedFile[];
  /** When the first and the last conversation begin, in microseconds. */
  readonly first: Micros | null;
  readonly last: Micros | null;
}

/** A file of a draft, ready to be read. */
export interface ReadableFile {
  readonly id: string;
  readonly name: string;
  readonly shape: FileShape;
  readonly mapping: Mapping;
}

const MOST_KINDS = 20;

/** The files in the order in which they are read: conversations first, so that what belongs to them finds them. */
export function inOrder<F extends { readonly mapping: Mapping }>(files: readonly F[]): readonly F[] {
  const isFirst = ({ mapping }: F) =>
    mapping.reads === "records" || typesOf(mapping).includes("conversation");
  return [...files.filter(isFirst), ...files.filter((file) => !isFirst(file))];
}

/** Reads all files as an import would, and stores nothing. */
export async function checkFiles(
  services: IngestServices,
  files: readonly ReadableFile[],
  onRows: (rows: number) => void,
): Promise<CheckedDraft> {
  const check = new Check(services, onRows);
  const checked: CheckedFile[] = [];
  for (const file of inOrder(files)) checked.push(await check.file(file));
  return { files: await check.settled(checked), first: check.first, last: check.last };
}

/** Records that found no conversation yet, and some of their ids. */
interface Unmatched {
  readonly numbers: number[];
  readonly some: Map<string, { readonly source: string; readonly number: number }>;
}

class Check {
  first: Micros | null = null;
  last: Micros | null = null;
  /** The conversations in the files. */
  readonly #known = new IdSet();
  /** Some of their ids, by source: how they are written. */
  readonly #knownIds = new Map<string, string[]>();
  /** What found no conversation yet, by file. */
  readonly #unmatched = new Map<string, Unmatched>();

  constructor(
    private readonly services: IngestServices,
    private readonly onRows: (rows: number) => void,
  ) {}

  async file({ id, shape, mapping }: ReadableFile): Promise<CheckedFile> {
    const records: { [T in RecordType]?: number } = {};
    const kinds = new Map<string, RefusedKind>();
    let [rows, without, refused, matched] = [0, 0, 0, 0];
    let problem: string | null = null;
    const context = checkingContext(this.services.keyring, mapping.constants.source ?? "default");
    const count = (read: number, empty: number) => {
      rows += read;
      without += empty;
      this.onRows(read);
    };
    const unmatched: Unmatched = { numbers: [], some: new Map() };
    this.#unmatched.set(id, unmatched);
    const input = mappedInput(stagedBytes(this.services, id), shape, mapping, count);
    try {
      for await (const batch of input.batches) {
        const following = new Map<string, string[]>();
        for (const row of batch) {
          const result = "error" in row ? null : normaliseRecord(row.raw, context);
          if (result?.ok) {
            const { type, source, conversationId, body } = result.record;
            records[type] = (records[type] ?? 0) + 1;
            if (type === "conversation") {
              this.#known.add(idNumber(source, conversationId));
              this.#remember(source, conversationId);
              this.#spans(body.startedAt);
            } else if (this.#known.has(idNumber(source, conversationId))) matched++;
            else {
              const ids = following.get(source);
              if (ids) ids.push(conversationId);
              else following.set(source, [conversationId]);
            }
            continue;
          }
          refused++;
          const error = "error" in row ? { ...row.error, type: null } : result?.rejection;
          if (error) addKind(kinds, error);
        }
        for (const [source, ids] of following) {
          const arrived = await arrivedAmong(this.services.db.pool, source, ids);
          for (const one of ids) {
            if (arrived.has(one)) matched++;
            else addUnmatched(unmatched, source, one);
          }
        }
        // Pages are answered between batches.
        await setImmediate();
      }
    } catch (error) {
      if (!(error instanceof FramingError)) throw error;
      problem = error.message;
    }
    return {
      fileId: id,
      rows,
      without,
      records,
      matched,
      waiting: unmatched.numbers.length,
      refused,
      kinds: [...kinds.values()].sort((a, b) => b.count - a.count),
      problem,
      join: null,
    };
  }

  /** With what came in later files. */
  async settled(files: readonly CheckedFile[]): Promise<readonly CheckedFile[]> {
    const settled: CheckedFile[] = [];
    for (const file of files) {
      const unmatched = this.#unmatched.get(file.fileId);
      const found = unmatched?.numbers.filter((one) => this.#known.has(one)).length ?? 0;
      const waiting = file.waiting - found;
      const join = unmatched && waiting > 0 ? await this.#hint(unmatched) : null;
      settled.push({ ...file, matched: file.matched + found, waiting, join });
    }
    return settled;
  }

  async #hint({ some }: Unmatched): Promise<JoinHint | null> {
    const waiting = [...some].filter(([, { number }]) => !this.#known.has(number));
    const source = waiting[0]?.[1].source;
    if (source === undefined) return null;
    const ids = waiting.filter(([, one]) => one.source === source).map(([id]) => id);
    return suggestJoin(this.services, source, ids, this.#knownIds.get(source) ?? [], this.#known);
  }

  #remember(source: string, conversationId: string): void {
    const ids = this.#knownIds.get(source);
    if (!ids) this.#knownIds.set(source, [conversationId]);
    else if (ids.length < IDS_LOOKED_AT) ids.push(conversationId);
  }

  #spans(startedAt: Micros): void {
    if (this.first === null || startedAt < this.first) this.first = startedAt;
    if (this.last === null || startedAt > this.last) this.last = startedAt;
  }
}

function addKind(
  kinds: Map<string, RefusedKind>,
  { code, path, message, type }: { code: string; path: string; message: string; type: string | null },
): void {
  const key = `${code} ${type} ${path}`;
  const before = kinds.get(key);
  if (before) kinds.set(key, { ...before, count: before.count + 1 });
  else if (kinds.size < MOST_KINDS) kinds.set(key, { code, type, path, example: message, count: 1 });
}

function addUnmatched({ numbers, some }: Unmatched, source: string, conversationId: string): void {
  const number = idNumber(source, conversationId);
  numbers.push(number);
  if (some.size < IDS_LOOKED_AT) some.set(conversationId, { source, number });
}

/** Records of all types together. */
export function allRecords({ records }: CheckedFile): number {
  return RECORD_TYPES.reduce((sum, type) => sum + (records[type] ?? 0), 0);
}
