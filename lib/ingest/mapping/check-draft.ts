import { hash } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import { type Micros, RECORD_TYPES, type RecordType } from "@/lib/domain/record";
import { arrivedAmong } from "@/lib/store/held-payloads";
import type { IngestServices } from "../import-records";
import { normaliseRecord } from "../normalise";
import { redact } from "../redact";
import { FramingError } from "../rejection";
import { typesOf } from "./apply-mapping";
import type { FileShape } from "./file-shape";
import { mappedInput } from "./mapped-input";
import type { Mapping } from "./mapping";
import { stagedBytes } from "./stage-file";

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
  return { files: check.settled(checked), first: check.first, last: check.last };
}

class Check {
  first: Micros | null = null;
  last: Micros | null = null;
  /** Hashes of the conversations in the files: whole ids of a million would not fit. */
  readonly #known = new Set<number>();
  /** Hashes of what found no conversation yet, by file. */
  readonly #unmatched = new Map<string, number[]>();

  constructor(
    private readonly services: IngestServices,
    private readonly onRows: (rows: number) => void,
  ) {}

  async file({ id, shape, mapping }: ReadableFile): Promise<CheckedFile> {
    const records: { [T in RecordType]?: number } = {};
    const kinds = new Map<string, RefusedKind>();
    let [rows, refused, matched] = [0, 0, 0];
    let problem: string | null = null;
    const context = {
      keyring: this.services.keyring,
      redact,
      defaultSource: mapping.constants.source ?? "default",
    };
    const count = (read: number) => {
      rows += read;
      this.onRows(read);
    };
    const unmatched: number[] = [];
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
              this.#known.add(shortHash(source, conversationId));
              this.#spans(body.startedAt);
            } else if (this.#known.has(shortHash(source, conversationId))) matched++;
            else following.set(source, [...(following.get(source) ?? []), conversationId]);
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
            else unmatched.push(shortHash(source, one));
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
      records,
      matched,
      waiting: unmatched.length,
      refused,
      kinds: [...kinds.values()].sort((a, b) => b.count - a.count),
      problem,
    };
  }

  /** With what came in later files. */
  settled(files: readonly CheckedFile[]): readonly CheckedFile[] {
    return files.map((file) => {
      const found = (this.#unmatched.get(file.fileId) ?? []).filter((one) => this.#known.has(one)).length;
      return { ...file, matched: file.matched + found, waiting: file.waiting - found };
    });
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

/** 48 bits of a hash: two of ten million are equal once in a few runs, which changes a forecast by one. */
function shortHash(source: string, conversationId: string): number {
  return Number.parseInt(hash("sha1", `${source}\n${conversationId}`, "hex").slice(0, 12), 16);
}

/** Records of all types together. */
export function allRecords({ records }: CheckedFile): number {
  return RECORD_TYPES.reduce((sum, type) => sum + (records[type] ?? 0), 0);
}
