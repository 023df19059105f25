import { createReadStream, statSync } from "node:fs";
import path from "node:path";
import { Presets, SingleBar } from "cli-progress";
import { Command, Option } from "commander";
import { systemClock } from "@/lib/access/system-clock";
import { RECORD_TYPES, type RecordType } from "@/lib/domain/record";
import { committerFor } from "@/lib/ingest/commit/committer";
import { CONNECTORS, connectorOf } from "@/lib/ingest/connectors/registry";
import { formatOf, type InputFormat } from "@/lib/ingest/decode/decode";
import { type ImportResult, importRecords } from "@/lib/ingest/imports/import-records";
import { counted } from "@/lib/metrics/counted";
import { type Installation, withInstallation } from "../installation";
import { helpAfter } from "./help-text";
import { importMappedFiles } from "./import-mapped-files";
import { importPlatformFile } from "./import-platform-file";

interface Options {
  readonly source?: string;
  readonly type?: RecordType;
  readonly format?: InputFormat;
  readonly connector?: string;
  readonly mapping?: string;
}

interface File {
  readonly path: string;
  readonly size: number;
  readonly format: InputFormat;
  readonly gzip: boolean;
}

/** Refused records are listed up to here; all of them are kept. */
const MOST_SHOWN = 10;

const count = new Intl.NumberFormat("en-GB");

/**
 * `npm run import -- FILE… [--source NAME]`: takes files of records in, one after the other; with
 * `--connector PLATFORM` export files of that platform, as they are. Exit code 1 when
 * a file cannot be read to its end; a refused record is kept and told, and stops nothing.
 */
export async function main(args: readonly string[]): Promise<void> {
  const program = new Command("npm run import --")
    .description("Takes in files of records: NDJSON, JSON or CSV, also compressed (.gz).")
    .argument("<file...>", "files such as records.ndjson.gz")
    .option("--source <name>", "source of records that name none")
    .addOption(new Option("--type <type>", "type of records that name none").choices(RECORD_TYPES))
    .addOption(
      new Option("--format <format>", "for files whose names do not tell").choices(["ndjson", "json", "csv"]),
    )
    .addOption(
      new Option("--connector <platform>", "the files are exports of this platform").choices(
        CONNECTORS.map(({ platform }) => platform),
      ),
    )
    .option("--mapping <name>", "the files are tables that this mapping, saved in the import wizard, reads")
    .addHelpText(
      "after",
      helpAfter({
        examples: [
          ["npm run import -- records.ndjson.gz", "records of any type"],
          ["npm run import -- surveys.csv --type survey --source acme-bot", "a table of surveys"],
          ["npm run import -- a.json b.json --source acme-bot", "several files, one after the other"],
          [
            "npm run import -- transcripts.json --connector copilot-studio --source acme-bot",
            "a platform's export",
          ],
          [
            'npm run import -- october.xlsx --mapping "Survey tool"',
            "a table, by a mapping saved in the wizard",
          ],
        ],
        codes: {
          1: "a file is not there, does not tell its format, or cannot be read to its end; what came before stays",
        },
        more: "A refused record stops nothing: it is kept with its error and told. Importing twice changes nothing.",
      }),
    )
    .action(async (names: string[], options: Options) => {
      const connector = options.connector === undefined ? undefined : connectorOf(options.connector);
      if (connector) {
        const files = names.map(existingFile);
        await withInstallation(async (installation) => {
          for (const file of files) {
            await importPlatformFile(installation, file, connector, options.source ?? connector.platform);
          }
          await committerFor(installation.database).drain();
        });
        return;
      }
      if (options.mapping !== undefined) {
        const files = names.map(existingFile);
        const { mapping } = options;
        await withInstallation(async (installation) => {
          await importMappedFiles(installation, files, mapping, options.source);
          await committerFor(installation.database).drain();
        });
        return;
      }
      // Everything that can be wrong with the names is told before anything is taken in.
      const files = names.map((name) => describeFile(name, options));
      await withInstallation(async (installation) => {
        for (const file of files) await importFile(installation, file, options);
        await committerFor(installation.database).drain();
      });
    });
  await program.parseAsync([...args], { from: "user" });
}

/** The path of a file that must be there; npm runs us in the project's folder, the name was typed in another, perhaps. */
function existingFile(name: string): string {
  const file = path.resolve(process.env.INIT_CWD ?? ".", name);
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) throw new Error(`There is no file ${file}.`);
  return file;
}

function describeFile(name: string, options: Options): File {
  const file = existingFile(name);
  const told = formatOf(name);
  const format = options.format ?? told?.format;
  if (!format) throw new Error(`${name} does not tell its format. Say --format ndjson, json or csv.`);
  return { path: file, size: statSync(file).size, format, gzip: told?.gzip ?? name.endsWith(".gz") };
}

async function importFile(installation: Installation, file: File, options: Options): Promise<void> {
  const bar = new SingleBar(
    {
      format: `{bar} {percentage}% | {records} records | ${path.basename(file.path)}`,
      clearOnComplete: true,
    },
    Presets.shades_classic,
  );
  let records = "0";
  let bytes = 0;
  async function* input() {
    for await (const chunk of createReadStream(file.path, { highWaterMark: 256 * 1024 })) {
      bytes += chunk.length;
      yield chunk;
    }
  }
  // Redirected output gets the summary alone.
  if (process.stderr.isTTY) bar.start(file.size, 0, { records });
  const result = await importRecords(
    { db: installation.database, keyring: installation.keyring, clock: systemClock },
    {
      input: input(),
      format: file.format,
      gzip: file.gzip,
      label: path.basename(file.path),
      via: "file",
      startedBy: null,
      defaultSource: options.source,
      type: options.type,
      onProgress({ received }) {
        records = count.format(received);
        bar.update(bytes, { records });
      },
    },
  ).finally(() => bar.stop());
  tell(file, result);
  if (result.problem) process.exitCode = 1;
}

function tell(file: File, result: ImportResult): void {
  const outcomes = (["created", "updated", "unchanged", "stale", "rejected"] as const)
    .filter((outcome) => result[outcome] > 0)
    .map((outcome) => `${count.format(result[outcome])} ${outcome}`);
  console.log(
    `${path.basename(file.path)}: ${counted(result.received, "record")} (${outcomes.join(", ") || "none"}), import ${result.importId}`,
  );
  for (const { line, path: where, message } of result.rejections.slice(0, MOST_SHOWN)) {
    console.log(`  line ${line}${where ? `, ${where}` : ""}: ${message}`);
  }
  const more = result.rejected - Math.min(result.rejections.length, MOST_SHOWN);
  if (more > 0) console.log(`  and ${count.format(more)} more; all are listed under Data in Baton.`);
  for (const [key, times] of result.ignoredKeys) console.log(`  ignored ${key} (${counted(times, "time")})`);
  if (result.problem) console.log(`  Stopped: ${result.problem.message}`);
}
