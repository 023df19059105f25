import type { BenchServer } from "./bench-server";
import type { SendFileResult, SendFileTask } from "./clients/send-file";
import { metered, type Usage } from "./meter";
import { runClient } from "./run-client";
import { thousands } from "./thousands";

/** How fast records came in, all in one request. */
export interface BulkResult {
  readonly records: number;
  readonly seconds: number;
  readonly perSecond: number;
  readonly clientCpuSeconds: number;
  readonly usage: Usage;
}

const TOLD_EVERY = 5_000;

/** Sends a file of NDJSON over HTTP. Throws unless every record is created. */
export async function measureBulk(
  server: BenchServer,
  file: string,
  records: number,
  stop: AbortSignal,
  log: (line: string) => void,
): Promise<BulkResult> {
  const began = performance.now();
  const timer = setInterval(() => {
    const seconds = (performance.now() - began) / 1000;
    receivedSoFar(server)
      .then((received) => {
        const share = Math.round((100 * received) / records);
        log(`  ${thousands(received)} records (${share} %), ${thousands(received / seconds)}/s`);
      })
      .catch(() => undefined);
  }, TOLD_EVERY);
  try {
    const { result: run, usage } = await metered(server, () =>
      runClient<SendFileTask, SendFileResult>("send-file", { ...server.target, file }, stop),
    );
    const { seconds, status, body } = run.result;
    const created = status === 200 ? (JSON.parse(body) as { created: number }).created : 0;
    if (created !== records) {
      throw new Error(
        `Of ${records} records ${created} were created. The answer: ${status} ${body.slice(0, 2000)}`,
      );
    }
    return { records, seconds, perSecond: records / seconds, clientCpuSeconds: run.cpuSeconds, usage };
  } finally {
    clearInterval(timer);
  }
}

async function receivedSoFar({ database }: BenchServer): Promise<number> {
  const { rows } = await database.pool.query<{ received: string }>(
    "SELECT sum(received) AS received FROM import",
  );
  return Number(rows[0]?.received ?? 0);
}
