import type { BenchResult } from "./bench-result";
import type { Usage } from "./meter";
import { thousands } from "./thousands";

interface Line {
  readonly what: string;
  readonly measured: string;
  readonly beside: string;
  readonly ratio: string;
  readonly target: string;
  /** Null where nothing is aimed at. */
  readonly met: boolean | null;
}

/** From this share of the machine on, what others take is told. */
const MUCH = 0.1;
const MEBIBYTE = 1024 * 1024;

const TARGETS = {
  bulkPerSecond: 20_000,
  bulkShareOfCopy: 0.1,
  serverBytes: 400 * MEBIBYTE,
  singlesPerSecond: 600,
  /** Milliseconds at the median, by the question's place. */
  reports: [25, 50],
  timesFasterThanRaw: 50,
} as const;

/** The results as a table for people, with the targets beside them, and where the CPU time went. */
export function describeResult(result: BenchResult): string {
  const { machine, data } = result;
  const lines = [...loadLines(result), ...reportLines(result), ...pageLines(result)];
  return [
    `${thousands(data.conversations)} conversations, ${thousands(data.records)} records, ${data.queryTypes} query types, ${data.from} to ${data.to}`,
    `${machine.cores} × ${machine.cpu}, Node ${machine.node}, PostgreSQL ${machine.postgres}, database ${megabytes(result.databaseBytes)}`,
    "",
    ...table([
      ["", "measured", "beside it", "ratio", "target", ""],
      ...lines.map((l) => [l.what, l.measured, l.beside, l.ratio, l.target, verdict(l.met)]),
    ]),
    "",
    ...table([["CPU seconds", "wall", "server", "PostgreSQL", "client", "all others"], ...usageRows(result)]),
    `When reports were measured, ${thousands(result.pendingRows)} rows of totals waited to be rolled up.`,
    ...disturbance(result),
  ].join("\n");
}

/** Who shares the machine should know that its numbers are not what it can do. */
function disturbance({ machine, load }: BenchResult): string[] {
  const { usage, clientCpuSeconds } = load?.bulk ?? {};
  if (!usage || usage.othersCpuSeconds === null) return [];
  const others = (usage.othersCpuSeconds - (clientCpuSeconds ?? 0)) / (usage.seconds * machine.cores);
  if (others < MUCH) return [];
  return [
    `Other programs took ${Math.round(100 * others)} % of the machine during the bulk load: alone it is faster.`,
  ];
}

function verdict(met: boolean | null): string {
  return met === null ? "" : met ? "met" : "MISSED";
}

function loadLines({ load }: BenchResult): Line[] {
  if (!load) return [];
  const { bulk, copies, singles } = load;
  const lines: Line[] = copies.map((copy) => ({
    what: `bulk NDJSON over HTTP (COPY into ${copy.body})`,
    measured: `${thousands(bulk.perSecond)} records/s`,
    beside: `${thousands(copy.perSecond)} records/s`,
    ratio: `${((100 * bulk.perSecond) / copy.perSecond).toFixed(1)} %`,
    target: `≥ ${thousands(TARGETS.bulkPerSecond)}/s, ≥ ${100 * TARGETS.bulkShareOfCopy} %`,
    met:
      bulk.perSecond >= TARGETS.bulkPerSecond && bulk.perSecond >= TARGETS.bulkShareOfCopy * copy.perSecond,
  }));
  if (bulk.usage.server && bulk.usage.postgres) {
    lines.push({
      what: "server memory at its peak (PostgreSQL's)",
      measured: megabytes(bulk.usage.server.peakBytes),
      beside: megabytes(bulk.usage.postgres.peakBytes),
      ratio: "",
      target: `≤ ${megabytes(TARGETS.serverBytes)}`,
      met: bulk.usage.server.peakBytes <= TARGETS.serverBytes,
    });
  }
  for (const single of singles) {
    const isMain = single.what === "conversations";
    lines.push({
      what: isMain ? "single records: new conversations" : "single records: what follows them",
      measured: `${thousands(single.perSecond)} requests/s`,
      beside: `${single.median.toFixed(0)} ms, p95 ${single.p95.toFixed(0)} ms`,
      ratio: "",
      target: isMain ? `≥ ${TARGETS.singlesPerSecond}/s` : "",
      met: isMain ? single.perSecond >= TARGETS.singlesPerSecond : null,
    });
  }
  return lines;
}

function reportLines({ reports }: BenchResult): Line[] {
  return reports.map((report, place) => {
    const most = TARGETS.reports[place];
    const ratio = report.rawFastest === null ? null : report.rawFastest / report.median;
    return {
      what: `report ${report.name} (raw joins)`,
      measured: `${report.median.toFixed(1)} ms, p95 ${report.p95.toFixed(1)} ms`,
      beside: report.rawFastest === null ? "" : `${thousands(report.rawFastest)} ms`,
      ratio: ratio === null ? "" : `${ratio.toFixed(0)} ×`,
      target: most === undefined ? "" : `≤ ${most} ms, ≥ ${TARGETS.timesFasterThanRaw} ×`,
      met: most === undefined ? null : report.median <= most && (ratio ?? 0) >= TARGETS.timesFasterThanRaw,
    };
  });
}

function pageLines({ pages }: BenchResult): Line[] {
  return (pages ?? []).map(({ name, cold, warm, cpu, scriptBytes, most }) => {
    const limits = [
      most.cold && `≤ ${most.cold} ms cold`,
      most.warm && `≤ ${most.warm} ms warm`,
      most.scriptBytes && `≤ ${most.scriptBytes / 1000} kB of script`,
    ].filter(Boolean);
    const isWithin = (measured: number, limit: number | null) => limit === null || measured <= limit;
    return {
      what: `page ${name}, complete in the browser`,
      measured: `${warm.toFixed(0)} ms warm`,
      beside: `${cold.toFixed(0)} ms cold, ${cpu === null ? "" : `${cpu.toFixed(0)} ms of CPU, `}${(scriptBytes / 1000).toFixed(0)} kB`,
      ratio: most.warm === null ? "" : `${((100 * warm) / most.warm).toFixed(0)} %`,
      target: limits.join(", "),
      met:
        limits.length === 0
          ? null
          : isWithin(cold, most.cold) && isWithin(warm, most.warm) && isWithin(scriptBytes, most.scriptBytes),
    };
  });
}

function usageRows({ load, reports }: BenchResult): string[][] {
  const row = (name: string, usage: Usage, client: number | null) => [
    name,
    usage.seconds.toFixed(1),
    seconds(usage.server?.cpuSeconds),
    seconds(usage.postgres?.cpuSeconds),
    seconds(client),
    seconds(usage.othersCpuSeconds === null ? null : usage.othersCpuSeconds - (client ?? 0)),
  ];
  return [
    ...(load
      ? [
          row("bulk", load.bulk.usage, load.bulk.clientCpuSeconds),
          ...load.copies.map((copy) => row(`COPY into ${copy.body}`, copy.usage, null)),
          ...load.singles.map((single) =>
            row(`single ${single.what}`, single.usage, single.clientCpuSeconds),
          ),
        ]
      : []),
    ...reports.map((report) => row(`report ${report.name}`, report.usage, null)),
  ];
}

function seconds(number: number | null | undefined): string {
  return number === null || number === undefined ? "–" : number.toFixed(1);
}

function megabytes(bytes: number): string {
  return `${thousands(bytes / MEBIBYTE)} MB`;
}

/** Columns as wide as their widest cell. */
function table(rows: readonly (readonly string[])[]): string[] {
  const widths = rows.reduce<number[]>(
    (widest, row) => row.map((cell, i) => Math.max(widest[i] ?? 0, cell.length)),
    [],
  );
  return rows.map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}
