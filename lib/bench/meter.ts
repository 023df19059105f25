import type { BenchServer } from "./bench-server";
import { machineCpuSeconds, type ProcessUsage, postgresUsage, processUsage } from "./process-usage";

/** What a measurement used; null where the system does not say. */
export interface Usage {
  readonly seconds: number;
  readonly server: Part | null;
  readonly postgres: Part | null;
  /** CPU time of everything else on the machine, clients included, in seconds. */
  readonly othersCpuSeconds: number | null;
}

interface Part {
  readonly cpuSeconds: number;
  readonly peakBytes: number;
}

const SAMPLED_EVERY = 200;

/** Does `work` and answers with its result and what the server and its PostgreSQL used meanwhile. */
export async function metered<T>(
  server: BenchServer,
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly usage: Usage }> {
  const read = () => ({
    server: processUsage(server.pid),
    postgres: postgresUsage(server.postgresPid),
    machine: machineCpuSeconds(),
  });
  const before = read();
  const peaks = { server: 0, postgres: 0 };
  const sample = () => {
    const now = read();
    peaks.server = Math.max(peaks.server, now.server?.peakBytes ?? now.server?.residentBytes ?? 0);
    peaks.postgres = Math.max(peaks.postgres, now.postgres?.residentBytes ?? 0);
  };
  const began = performance.now();
  const timer = setInterval(sample, SAMPLED_EVERY);
  try {
    const result = await work();
    const seconds = (performance.now() - began) / 1000;
    sample();
    const after = read();
    const own = {
      server: part(before.server, after.server, peaks.server),
      postgres: part(before.postgres, after.postgres, peaks.postgres),
    };
    const machine = before.machine === null || after.machine === null ? null : after.machine - before.machine;
    const ours = (own.server?.cpuSeconds ?? 0) + (own.postgres?.cpuSeconds ?? 0);
    const othersCpuSeconds = machine === null ? null : Math.max(0, machine - ours);
    return { result, usage: { seconds, ...own, othersCpuSeconds } };
  } finally {
    clearInterval(timer);
  }
}

function part(before: ProcessUsage | null, after: ProcessUsage | null, peakBytes: number): Part | null {
  return before && after ? { cpuSeconds: after.cpuSeconds - before.cpuSeconds, peakBytes } : null;
}
