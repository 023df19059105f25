import type pg from "pg";
import type { BenchServer } from "./bench-server";
import type { AskReportsResult, AskReportsTask } from "./clients/ask-reports";
import { type ComparedReport, compareWithRaw } from "./compare-with-raw";
import { metered, type Usage } from "./meter";
import { queryRawTables, type RawQuestion } from "./raw-report";
import { runClient } from "./run-client";

/** How long a report takes over HTTP, and the same numbers from joins over raw tables. Times in milliseconds. */
export interface ReportResult extends Omit<AskReportsResult, "body"> {
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
  /** The fastest of a few runs; null for a question that was not asked of the raw tables. */
  readonly rawFastest: number | null;
  readonly usage: Usage;
}

export interface ReportQuestion {
  readonly name: string;
  /** What follows the period in the address. */
  readonly search: string;
  /** The same for the raw tables; null = not asked there. */
  readonly raw: Pick<RawQuestion, "channel"> | null;
}

/** The questions that are measured, all metrics each. The first two are the ones with a target. */
export const QUESTIONS: readonly [ReportQuestion, ReportQuestion, ...ReportQuestion[]] = [
  { name: "by query type", search: "by=query_type", raw: { channel: null } },
  {
    name: "by query type, one filter",
    search: "by=query_type&channel=web_chat",
    raw: { channel: "web_chat" },
  },
  { name: "by query type and week", search: "by=query_type,week", raw: null },
  { name: "by query type, two filters", search: "by=query_type&channel=web_chat&language=de", raw: null },
  { name: "by queue (measure rows)", search: "by=queue", raw: null },
];

const RUNS = 40;
const LONGEST = 30;
const RAW_RUNS = 3;

/** Asks one question over `period`, first the server, then the raw tables. Throws when their numbers differ. */
export async function measureReport(
  server: BenchServer,
  period: { readonly from: string; readonly to: string },
  question: ReportQuestion,
  stop: AbortSignal,
): Promise<ReportResult> {
  const path = `/api/v1/reports?from=${period.from}&to=${period.to}&${question.search}`;
  const { result: run, usage } = await metered(server, () =>
    runClient<AskReportsTask, AskReportsResult>(
      "ask-reports",
      { ...server.target, path, runs: RUNS, seconds: LONGEST },
      stop,
    ),
  );
  const { body, ...times } = run.result;
  const { name, raw } = question;
  const rawFastest =
    raw && (await timeRaw(server, { ...period, ...raw }, JSON.parse(body) as ComparedReport));
  return { name, path, ...times, bytes: Buffer.byteLength(body), rawFastest, usage };
}

async function timeRaw(
  { database }: BenchServer,
  question: RawQuestion,
  report: ComparedReport,
): Promise<number> {
  const client = await database.pool.connect();
  try {
    const times: number[] = [];
    for (let run = 0; run < RAW_RUNS; run++) times.push(await timeOnce(client, question, report));
    return Math.min(...times);
  } finally {
    client.release();
  }
}

async function timeOnce(
  client: pg.PoolClient,
  question: RawQuestion,
  report: ComparedReport,
): Promise<number> {
  const began = performance.now();
  const rows = await queryRawTables(client, question);
  const took = performance.now() - began;
  const differences = compareWithRaw(report, rows);
  if (differences.length > 0) throw new Error(`Numbers differ:\n${differences.slice(0, 20).join("\n")}`);
  return took;
}
