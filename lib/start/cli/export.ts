import { createWriteStream } from "node:fs";
import { rename } from "node:fs/promises";
import path from "node:path";
import { Readable, type Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { Command } from "commander";
import { isDay } from "@/lib/domain/day";
import { exportRecords } from "@/lib/ingest/export/export-records";
import { counted } from "@/lib/metrics/counted";
import { countFinal } from "@/lib/store/final-measures";
import { currentGeneration } from "@/lib/store/generations";
import { withInstallation } from "../installation";
import { helpAfter } from "./help-text";

/** `npm run export -- FILE.ndjson.gz [--from DAY --to DAY]`: every record, as it can be imported again. `-` = output. */
export async function main(args: readonly string[]): Promise<void> {
  const program = new Command("npm run export --")
    .description(
      "Writes every record as NDJSON (.gz: compressed). Imported under the same key it gives the same numbers.",
    )
    .argument("<file>", "such as export.ndjson.gz, or - for the output")
    .option("--from <day>", "conversations that began on this day or later, such as 2026-10-12", readDay)
    .option("--to <day>", "… on this day or earlier", readDay)
    .addHelpText(
      "after",
      helpAfter({
        examples: [
          ["npm run export -- export.ndjson.gz", "everything"],
          [
            "npm run export -- october.ndjson --from 2026-10-01 --to 2026-10-31",
            "the conversations of some days",
          ],
          ["npm run --silent export -- - | gzip > export.gz", "to the output"],
        ],
        codes: { 1: "the days or the file are wrong; no unfinished file bears its name" },
      }),
    )
    .action(async (file: string, options: { from?: string; to?: string }) => {
      await withInstallation(async ({ database, keyring }) => {
        let records = 0;
        async function* lines() {
          const days = { from: options.from ?? null, to: options.to ?? null };
          for await (const page of exportRecords(database, keyring, days)) {
            records += page.records;
            yield page.lines;
          }
        }
        await write(lines(), file);
        const { id } = await currentGeneration(database.pool);
        const final = await countFinal(database.pool, id);
        console.error(`${counted(records, "record")}.`);
        if (final > 0) {
          console.error(
            `${counted(final, "conversation has", "conversations have")} expired or were erased: they count, but have no records to export. A backup of the database keeps them.`,
          );
        }
      });
    });
  await program.parseAsync([...args], { from: "user" });
}

function readDay(text: string): string {
  if (isDay(text)) return text;
  throw new Error(`${text} is no day. Write it as 2026-10-12.`);
}

/** A file appears under its name when it is whole. */
async function write(lines: AsyncGenerator<string>, name: string): Promise<void> {
  const source = Readable.from(lines, { objectMode: false });
  if (name === "-") {
    for await (const chunk of source) if (!process.stdout.write(chunk)) await drained(process.stdout);
    return;
  }
  // npm runs us in the project's folder; the name was typed in another, perhaps.
  const file = path.resolve(process.env.INIT_CWD ?? ".", name);
  const target = createWriteStream(`${file}.part`, { mode: 0o600 });
  if (name.endsWith(".gz")) await pipeline(source, createGzip(), target);
  else await pipeline(source, target);
  await rename(`${file}.part`, file);
}

function drained(stream: Writable): Promise<void> {
  return new Promise((resolve) => stream.once("drain", resolve));
}
