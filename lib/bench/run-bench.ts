import { readFile, rm, statfs, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { temporaryFolder } from "@/lib/start/temporary-folder";
import type { BenchData, BenchResult } from "./bench-result";
import { type BenchServer, startBenchServer } from "./bench-server";
import type { RecordPlan } from "./generate-records";
import { measureBulk } from "./measure-bulk";
import { type CopyResult, measureCopy } from "./measure-copy";
import { measurePages } from "./measure-pages";
import { measureReport, QUESTIONS, type ReportResult } from "./measure-reports";
import { checkSingles, measureSingles } from "./measure-singles";
import type { BenchOptions } from "./options";
import { Profiler } from "./profiler";
import { buildRawTables, haveRawTables } from "./raw-tables";
import { settle } from "./settle";
import { thousands } from "./thousands";
import { type WrittenRecords, writeRecords } from "./write-records";

/** Twelve ISO weeks, and the day after them, on which single records arrive. */
const FROM = "2026-08-31";
const TO = "2026-11-22";
const DAY_AFTER = "2026-11-23";
const DAY = 86_400_000_000;
const DAYS = 84;

/** What is known of a kept folder, in a file in it. */
const NOTE = "bench.json";

/** COPY keeps its pace from here on; the files of more records would fill the disk. */
const MOST_COPIED = 3_000_000;
/** What the run needs on disk for a conversation: both files, the database with its log, the raw tables. */
const BYTES_A_CONVERSATION = 4_500;

/** Where a run is told to stop, and what it says while it works. */
export interface BenchSurroundings {
  readonly stop: AbortSignal;
  readonly log: (line: string) => void;
}

/**
 * Runs the bench from an empty folder to the results and cleans up after itself, also when it fails or is stopped.
 * Throws when a number is wrong: a fast wrong answer is worth nothing.
 */
export async function runBench(options: BenchOptions, surroundings: BenchSurroundings): Promise<BenchResult> {
  const { log } = surroundings;
  const folder = options.reuse ?? (await temporaryFolder("baton-bench-"));
  const profiler = options.profile === null ? null : await Profiler.into(options.profile);
  try {
    if (!options.reuse) await checkDisk(folder, options.conversations);
    log(`Starting a server on the data in ${folder}`);
    const server = await startBenchServer(folder, profiler?.variables() ?? {}, log);
    surroundings.stop.addEventListener("abort", () => cancelQueries(server));
    try {
      return await new Bench(options, surroundings, folder, server, profiler).run();
    } finally {
      await server.close();
    }
  } finally {
    if (options.keep) log(`The data is kept in ${folder}`);
    else if (!options.reuse) await rm(folder, { recursive: true, force: true });
  }
}

/** A statement over raw tables may take minutes; nobody who stops the bench wants to wait for it. */
function cancelQueries({ database }: BenchServer): void {
  database.pool
    .query(
      `SELECT pg_cancel_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND state = 'active' AND pid <> pg_backend_pid()`,
    )
    .catch(() => undefined);
}

async function checkDisk(folder: string, conversations: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  const [free, needed] = [bavail * bsize, conversations * BYTES_A_CONVERSATION];
  if (free > needed) return;
  const gigabytes = (bytes: number) => `${(bytes / 1e9).toFixed(1)} GB`;
  throw new Error(
    `${folder} has ${gigabytes(free)} left, and ${thousands(conversations)} conversations need about ${gigabytes(needed)}. Choose fewer, or another place by TMPDIR.`,
  );
}

class Bench {
  constructor(
    private readonly options: BenchOptions,
    private readonly surroundings: BenchSurroundings,
    private readonly folder: string,
    private readonly server: BenchServer,
    private readonly profiler: Profiler | null,
  ) {}

  async run(): Promise<BenchResult> {
    const { reuse } = this.options;
    const [data, load] = reuse ? [await this.readNote(), null] : await this.load();
    this.surroundings.stop.throwIfAborted();
    const questions = this.options.pagesOnly ? [] : QUESTIONS;
    if (questions.length > 0) await this.ensureRawTables();
    this.log("Waiting until PostgreSQL has cleaned up");
    const pendingRows = await settle(this.server);
    const reports: ReportResult[] = [];
    for (const [i, question] of questions.entries()) {
      this.surroundings.stop.throwIfAborted();
      this.log(`Asking for reports ${question.name}`);
      const report = await this.profiled(`report-${i + 1}`, () =>
        measureReport(this.server, data, question, this.surroundings.stop),
      );
      this.log(`  ${report.median.toFixed(1)} ms at the median of ${report.runs}`);
      reports.push(report);
    }
    this.surroundings.stop.throwIfAborted();
    this.log("Opening pages in a browser");
    const pages = await measurePages(this.server, this.surroundings.stop, (line) => this.log(line));
    return {
      machine: await this.machine(),
      data,
      load,
      pendingRows,
      databaseBytes: await this.size(),
      reports,
      pages,
    };
  }

  private log(line: string): void {
    this.surroundings.log(line);
  }

  private profiled<T>(name: string, work: () => Promise<T>): Promise<T> {
    return this.profiler ? this.profiler.during(this.server.pid, name, work) : work();
  }

  private async load(): Promise<[BenchData, BenchResult["load"]]> {
    const { conversations, queryTypes } = this.options;
    const plan: RecordPlan = {
      seed: 1,
      source: "bench",
      conversations,
      queryTypes,
      from: Date.parse(FROM) * 1000,
      span: DAYS * DAY,
    };
    this.log(`Making the records of ${thousands(conversations)} conversations`);
    const written = await this.write(plan);
    const data: BenchData = { conversations, records: written.records, queryTypes, from: FROM, to: TO };
    this.log(`Sending ${thousands(written.records)} records (${thousands(written.ndjson.bytes / 1e6)} MB)`);
    const bulk = await this.profiled("bulk", () => this.bulk(written));
    this.log(`  ${thousands(bulk.perSecond)} records/s`);
    await rm(written.ndjson.file);
    await settle(this.server);
    const copies = await this.copies(written);
    await rm(written.copy.file);
    await writeFile(path.join(this.folder, NOTE), JSON.stringify(data));
    return [data, { bulk, copies, singles: await this.singles(plan) }];
  }

  private write(plan: RecordPlan): Promise<WrittenRecords> {
    const files = {
      ndjson: path.join(this.folder, "records.ndjson"),
      copy: path.join(this.folder, "records.copy"),
    };
    return writeRecords(plan, files, MOST_COPIED, (records) => {
      this.surroundings.stop.throwIfAborted();
      if (records % 1_000_000 === 0) this.log(`  ${thousands(records)} records`);
    });
  }

  private bulk({ ndjson, records }: WrittenRecords) {
    const { stop } = this.surroundings;
    return measureBulk(this.server, ndjson.file, records, stop, (line) => this.log(line));
  }

  private async copies({ copy }: WrittenRecords): Promise<CopyResult[]> {
    const results: CopyResult[] = [];
    for (const body of ["text", "jsonb"] as const) {
      this.surroundings.stop.throwIfAborted();
      this.log(`Loading ${thousands(copy.records)} records by plain COPY into ${body}`);
      const result = await measureCopy(this.server, copy, body);
      this.log(`  ${thousands(result.perSecond)} records/s`);
      results.push(result);
    }
    return results;
  }

  private async singles(bulk: RecordPlan) {
    const { singleSeconds: seconds, connections } = this.options;
    const { stop } = this.surroundings;
    // Live records are all of one day, whose totals every request touches.
    const plan: RecordPlan = {
      ...bulk,
      seed: 2,
      source: "bench-live",
      conversations: 1_000_000,
      from: Date.parse(DAY_AFTER) * 1000,
      span: DAY,
    };
    const send = async (what: "conversations" | "followers", below: number) => {
      this.log(`Sending single records (${what}) over ${connections} connections for ${seconds} s`);
      const result = await this.profiled(`single-${what}`, () =>
        measureSingles(this.server, { plan, what, below, connections, seconds }, stop),
      );
      this.log(`  ${thousands(result.perSecond)} requests/s`);
      return result;
    };
    const first = await send("conversations", plan.conversations);
    await checkSingles(this.server, DAY_AFTER, plan, { sent: first.conversations, whole: 0 });
    const second = await send("followers", first.conversations);
    await checkSingles(this.server, DAY_AFTER, plan, {
      sent: first.conversations,
      whole: second.conversations,
    });
    return [first, second];
  }

  private async ensureRawTables(): Promise<void> {
    const client = await this.server.database.pool.connect();
    try {
      if (this.options.reuse && (await haveRawTables(client))) return;
      this.log("Making the raw tables that the joins go over");
      await buildRawTables(client);
    } finally {
      client.release();
    }
  }

  private async readNote(): Promise<BenchData> {
    const file = path.join(this.folder, NOTE);
    try {
      return JSON.parse(await readFile(file, "utf8")) as BenchData;
    } catch (cause) {
      throw new Error(`${this.folder} is no folder that the bench kept.`, { cause });
    }
  }

  private async machine(): Promise<BenchResult["machine"]> {
    const { rows } = await this.server.database.pool.query<{ version: string }>(
      "SELECT split_part(current_setting('server_version'), ' ', 1) AS version",
    );
    return {
      cores: os.availableParallelism(),
      cpu: os.cpus()[0]?.model.trim() ?? "unknown processor",
      node: process.versions.node,
      postgres: rows[0]?.version ?? "",
    };
  }

  private async size(): Promise<number> {
    const { rows } = await this.server.database.pool.query<{ size: string }>(
      "SELECT pg_database_size(current_database()) AS size",
    );
    return Number(rows[0]?.size ?? 0);
  }
}
