import type { Connector, ConnectorOptions, Mapped, MappingProblem } from "@/lib/ingest/connectors/connector";
import { mapBytes } from "@/lib/ingest/payloads/process-payload";
import type { PayloadFormat } from "@/lib/store/connection-payloads";
import { addCounts, type ImportCounts, NO_COUNTS } from "@/lib/store/imports";
import type { IngestServices, ListedRejection } from "./import-records";
import { ingestMapped, sortMapped } from "./ingest-mapped";

/** An export file of a platform, taken in at once: by the command line, without keeping the file. */
export interface ExportFile {
  readonly connector: Connector;
  readonly source: string;
  readonly options: ConnectorOptions;
  readonly label: string;
  readonly format: PayloadFormat;
  readonly bytes: Buffer;
}

/** What became of it. */
export interface ExportResult {
  readonly importId: string | null;
  readonly counts: ImportCounts;
  readonly understood: number;
  readonly tests: number;
  /** Conversations in which no part of a bot is known; nothing of them was taken. */
  readonly notBot: number;
  readonly irrelevant: number;
  readonly problems: readonly MappingProblem[];
  readonly rejections: readonly ListedRejection[];
}

/** Maps an export and brings it in as one import. Taking the same file in again changes nothing. */
export async function importExport(services: IngestServices, file: ExportFile): Promise<ExportResult> {
  const receivedAt = new Date(services.clock.now() / 1000).toISOString();
  const mapped: Mapped = mapBytes(file.connector, file.bytes, file.format, {
    receivedAt,
    options: file.options,
  });
  const { taken, notBot } = await sortMapped(services, file.source, mapped);
  const result = await ingestMapped(services, taken, { source: file.source, label: file.label, via: "file" });
  return {
    importId: result?.importId ?? null,
    counts: result ? addCounts(NO_COUNTS, result) : NO_COUNTS,
    understood: taken.filter(({ test }) => !test).length,
    tests: taken.filter(({ test }) => test).length,
    notBot: notBot.length,
    irrelevant: mapped.irrelevant,
    problems: mapped.problems,
    rejections: result?.rejections ?? [],
  };
}
