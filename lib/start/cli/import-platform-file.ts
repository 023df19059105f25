import { createReadStream } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";
import { systemClock } from "@/lib/access/system-clock";
import type { Connector, ConnectorOptions } from "@/lib/ingest/connectors/connector";
import { type ExportResult, importExport } from "@/lib/ingest/imports/import-export";
import { formatOfFileName } from "@/lib/ingest/payloads/read-payload";
import { counted } from "@/lib/metrics/counted";
import { listConnections } from "@/lib/store/connections";
import type { Installation } from "../installation";

/** Lines of NDJSON are taken in together up to this many characters. */
const CHUNK = 8 * 1024 * 1024;
/** A file that must be read at once may be so large, unpacked. */
const LARGEST = 400 * 1024 * 1024;
const MOST_SHOWN = 10;

const count = new Intl.NumberFormat("en-GB");

/**
 * Takes in an export file of a platform. A connection of the same platform and source lends its options. Exit code 1
 * when something in it was not understood.
 */
export async function importPlatformFile(
  installation: Installation,
  file: string,
  connector: Connector,
  source: string,
): Promise<void> {
  const connections = await listConnections(installation.database);
  const own = connections.find((one) => one.platform === connector.platform && one.source === source);
  const services = { db: installation.database, keyring: installation.keyring, clock: systemClock };
  const label = path.basename(file);
  const format = formatOfFileName(file);
  const options: ConnectorOptions = own?.options ?? {};
  const results: ExportResult[] = [];
  const pieces = format === "ndjson" && !connector.readsWhole ? inChunks(file) : whole(file);
  for await (const bytes of pieces) {
    results.push(await importExport(services, { connector, source, options, label, format, bytes }));
  }
  tell(label, results);
}

function unpackedStream(file: string): NodeJS.ReadableStream {
  const stream = createReadStream(file);
  return /\.gz$/i.test(file) ? stream.pipe(createGunzip()) : stream;
}

async function* whole(file: string): AsyncGenerator<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of unpackedStream(file)) {
    const bytes = Buffer.from(part);
    size += bytes.length;
    if (size > LARGEST) {
      throw new Error(`${path.basename(file)} is larger than 400 MiB. Split it, or export it as NDJSON.`);
    }
    parts.push(bytes);
  }
  yield Buffer.concat(parts);
}

async function* inChunks(file: string): AsyncGenerator<Buffer> {
  let lines: string[] = [];
  let size = 0;
  for await (const line of createInterface({
    input: unpackedStream(file),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    if (line.trim() === "") continue;
    lines.push(line);
    size += line.length;
    if (size < CHUNK) continue;
    yield Buffer.from(lines.join("\n"));
    lines = [];
    size = 0;
  }
  if (lines.length > 0) yield Buffer.from(lines.join("\n"));
}

function tell(label: string, results: readonly ExportResult[]): void {
  const sum = (of: (result: ExportResult) => number) =>
    count.format(results.reduce((total, one) => total + of(one), 0));
  const imports = results.flatMap(({ importId }) => importId ?? []);
  console.log(
    `${label}: ${counted(
      sum((one) => one.understood),
      "conversation",
    )} understood, ${sum((one) => one.notBot)} not a bot conversation, ` +
      `${sum((one) => one.tests)} test; ${counted(
        sum((one) => one.counts.received),
        "record",
      )} (${sum((one) => one.counts.created)} created, ` +
      `${sum((one) => one.counts.updated)} updated, ${sum((one) => one.counts.unchanged)} unchanged, ${sum((one) => one.counts.rejected)} rejected)` +
      `${imports.length > 0 ? `, import ${imports.join(", ")}` : ""}`,
  );
  const problems = results.flatMap((one) => one.problems);
  for (const { where, message } of problems.slice(0, MOST_SHOWN)) console.log(`  ${where}: ${message}`);
  if (problems.length > MOST_SHOWN)
    console.log(`  and ${counted(problems.length - MOST_SHOWN, "more problem")}`);
  const refused = results.flatMap((one) => one.rejections);
  for (const { path: where, message } of refused.slice(0, MOST_SHOWN))
    console.log(`  refused, ${where}: ${message}`);
  if (problems.length > 0) process.exitCode = 1;
}
