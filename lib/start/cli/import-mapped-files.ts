import { createReadStream } from "node:fs";
import path from "node:path";
import { systemClock } from "@/lib/access/system-clock";
import { importRecords } from "@/lib/ingest/imports/import-records";
import { mappedStream } from "@/lib/ingest/mapping/mapped-input";
import { parseMapping } from "@/lib/ingest/mapping/mapping";
import { counted } from "@/lib/metrics/counted";
import { findMapping, listMappings } from "@/lib/store/import-mappings";
import type { Installation } from "../installation";

const MOST_SHOWN = 10;
const count = new Intl.NumberFormat("en-GB");

/**
 * Takes tables in by a mapping that was saved in the import wizard, one file after the other. Exit code 1 when a file
 * cannot be read to its end.
 *
 * @throws Error when there is no mapping of that name; the message lists those there are
 */
export async function importMappedFiles(
  installation: Installation,
  files: readonly string[],
  name: string,
  source: string | undefined,
): Promise<void> {
  const { database: db, keyring } = installation;
  const saved = await findMapping(db, name);
  if (!saved) {
    const names = (await listMappings(db)).map((one) => one.name).join(", ");
    throw new Error(
      `There is no mapping named ${name}. ${names === "" ? "None is saved." : `Saved are: ${names}.`}`,
    );
  }
  const mapping = parseMapping(saved.mapping);
  for (const file of files) {
    const { shape, input } = await mappedStream(createReadStream(file), mapping);
    const label = path.basename(file);
    const result = await importRecords(
      { db, keyring, clock: systemClock },
      {
        input,
        format: shape.format,
        label,
        via: "file",
        startedBy: null,
        defaultSource: source ?? mapping.constants.source,
      },
    );
    console.log(
      `${label}: ${counted(result.received, "record")} (${count.format(result.created)} created, ${count.format(result.updated)} updated, ${count.format(result.unchanged)} unchanged, ${count.format(result.rejected)} rejected), import ${result.importId}`,
    );
    for (const { line, path: where, message } of result.rejections.slice(0, MOST_SHOWN)) {
      console.log(`  line ${line}${where ? `, ${where}` : ""}: ${message}`);
    }
    if (!result.problem) continue;
    console.log(`  Stopped: ${result.problem.message}`);
    process.exitCode = 1;
  }
}
