import { readdirSync, readFileSync } from "node:fs";

/** What a process, or several that belong together, has used so far. */
export interface ProcessUsage {
  readonly cpuSeconds: number;
  /** Memory in use now, in bytes; what processes share is counted once. */
  readonly residentBytes: number;
  /** The most that was ever in use; null where only the sum of several processes is known. */
  readonly peakBytes: number | null;
}

/** The kernel counts CPU time in hundredths of a second on every Linux of the last twenty years. */
const TICKS_PER_SECOND = 100;

/** What one process has used; null where there is no /proc, or no such process any more. */
export function processUsage(pid: number): ProcessUsage | null {
  const status = readStatus(pid);
  const times = readTimes(pid);
  if (!status || !times) return null;
  return {
    cpuSeconds: times.own,
    residentBytes: status.get("VmRSS") ?? 0,
    peakBytes: status.get("VmHWM") ?? null,
  };
}

/** What a PostgreSQL server has used, by its first process: all its processes, those that have ended included. */
export function postgresUsage(postmaster: number): ProcessUsage | null {
  const first = readTimes(postmaster);
  if (!first) return null;
  let cpuSeconds = first.own + first.ended;
  let privateBytes = 0;
  let sharedBytes = 0;
  for (const pid of [postmaster, ...childrenOf(postmaster)]) {
    const status = readStatus(pid);
    if (!status) continue;
    if (pid !== postmaster) cpuSeconds += readTimes(pid)?.own ?? 0;
    privateBytes += status.get("RssAnon") ?? 0;
    sharedBytes = Math.max(sharedBytes, status.get("RssShmem") ?? 0);
  }
  return { cpuSeconds, residentBytes: privateBytes + sharedBytes, peakBytes: null };
}

/** CPU time that all processes of the machine together have used, in seconds; null where there is no /proc. */
export function machineCpuSeconds(): number | null {
  const line = readText("/proc/stat")?.split("\n")[0];
  if (!line) return null;
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0] = line.split(/\s+/).slice(1).map(Number);
  return (user + nice + system + irq + softirq) / TICKS_PER_SECOND;
}

function childrenOf(parent: number): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => readStatus(pid)?.get("PPid") === parent);
}

/** The numbers of /proc/…/status, sizes in bytes. */
function readStatus(pid: number): Map<string, number> | null {
  const text = readText(`/proc/${pid}/status`);
  if (text === null) return null;
  const entries = [...text.matchAll(/^(\w+):\s+(\d+)( kB)?$/gm)];
  return new Map(entries.map(([, name = "", value, unit]) => [name, Number(value) * (unit ? 1024 : 1)]));
}

/** CPU seconds of a process, and of its children that have ended. */
function readTimes(pid: number): { readonly own: number; readonly ended: number } | null {
  const text = readText(`/proc/${pid}/stat`);
  if (text === null) return null;
  // The name in brackets may hold spaces; after it, fields 14 to 17 of proc(5) stand at 11 to 14.
  const fields = text
    .slice(text.lastIndexOf(")") + 2)
    .split(" ")
    .map(Number);
  const [user = 0, system = 0, endedUser = 0, endedSystem = 0] = fields.slice(11, 15);
  return { own: (user + system) / TICKS_PER_SECOND, ended: (endedUser + endedSystem) / TICKS_PER_SECOND };
}

function readText(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}
