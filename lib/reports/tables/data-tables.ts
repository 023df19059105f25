import { requirePermission } from "@/lib/access/permissions";
import { systemClock } from "@/lib/access/system-clock";
import { AppError } from "@/lib/domain/app-error";
import { readSources } from "@/lib/reports/data/data-quality";
import { readDataOverview, readImportStatus } from "@/lib/reports/data/read-import";
import { readImports, readRejections } from "@/lib/store/read-imports";
import type { Cell, TableDefinition, TableRequest } from "./table";
import { tableFacts } from "./table-facts";

const PAGE = 500;

const imports: TableDefinition = {
  name: "imports",
  summary: "Everything that was brought in",
  action: "manage_data",
  async load(request) {
    requirePermission(request.actor, "manage_data");
    return {
      title: "Imports",
      fileName: "baton-imports",
      facts: tableFacts(request.workspace, { period: null }),
      isLong: true,
      columns: [
        { id: "id", title: "Import", unit: "text" },
        { id: "started_at", title: "Started", unit: "moment" },
        { id: "finished_at", title: "Finished", unit: "moment" },
        { id: "label", title: "What", unit: "text" },
        { id: "format", title: "Format", unit: "text" },
        { id: "via", title: "Way", unit: "text" },
        { id: "by", title: "By", unit: "text" },
        { id: "state", title: "State", unit: "text" },
        { id: "received", title: "Received", unit: "count" },
        { id: "created", title: "Created", unit: "count" },
        { id: "updated", title: "Updated", unit: "count" },
        { id: "unchanged", title: "Unchanged", unit: "count" },
        { id: "stale", title: "Stale", unit: "count" },
        { id: "refused", title: "Refused", unit: "count" },
        { id: "problem", title: "Problem", unit: "text" },
      ],
      rows: importRows(request),
    };
  },
};

async function* importRows({ db }: TableRequest): AsyncGenerator<Cell[]> {
  for (let before: string | undefined; ; ) {
    const page = await readImports(db.pool, { limit: PAGE, before });
    for (const one of page) {
      yield [
        one.id,
        one.startedAt,
        one.finishedAt,
        one.label,
        one.format,
        one.via,
        one.startedBy,
        one.state,
        one.received,
        one.created,
        one.updated,
        one.unchanged,
        one.stale,
        one.rejected,
        one.problem,
      ];
    }
    const last = page.at(-1);
    if (!last || page.length < PAGE) return;
    before = last.startedAt;
  }
}

const refused: TableDefinition = {
  name: "refused",
  summary: "Refused records by error, or those of one import line by line, without what was sent",
  action: "manage_data",
  async load(request) {
    const { db, actor, workspace, search } = request;
    requirePermission(actor, "manage_data");
    const id = search.get("import");
    if (id === null) {
      const { rejections } = await readDataOverview(db, actor);
      return {
        title: "Refused records",
        fileName: "baton-refused-records",
        facts: tableFacts(workspace, { period: null }),
        columns: [
          { id: "code", title: "Error", unit: "text" },
          { id: "type", title: "Type", unit: "text" },
          { id: "path", title: "Key", unit: "text" },
          { id: "example", title: "Example", unit: "text" },
          { id: "records", title: "Records", unit: "count" },
          { id: "latest_import", title: "Latest import", unit: "text" },
        ],
        rows: rejections.map((group) => [
          group.code,
          group.type,
          group.path,
          group.example,
          group.count,
          group.importId,
        ]),
      };
    }
    const summary = await readImportStatus(db, actor, id);
    return {
      title: "Refused records",
      fileName: `baton-refused-records-${id}`,
      facts: [{ name: "Import", value: summary.label }, ...tableFacts(workspace, { period: null })],
      isLong: true,
      columns: [
        { id: "line", title: "Line", unit: "count" },
        { id: "code", title: "Error", unit: "text" },
        { id: "type", title: "Type", unit: "text" },
        { id: "conversation_id", title: "Conversation", unit: "text" },
        { id: "path", title: "Key", unit: "text" },
        { id: "message", title: "Message", unit: "text" },
      ],
      rows: refusedRows(request, id),
    };
  },
};

async function* refusedRows({ db }: TableRequest, importId: string): AsyncGenerator<Cell[]> {
  for (let after = 0; ; ) {
    const page = await readRejections(db.pool, importId, { after, limit: PAGE });
    for (const { line, code, type, conversationId, path, message } of page) {
      yield [line, code, type, conversationId, path, message];
    }
    const last = page.at(-1);
    if (!last || page.length < PAGE) return;
    after = last.line;
  }
}

const waiting: TableDefinition = {
  name: "waiting",
  summary: "Records that wait for their conversation",
  action: "manage_data",
  async load({ db, actor, workspace }) {
    const overview = await readDataOverview(db, actor);
    if (overview.waiting.length === 0) throw new AppError("not_found", "Nothing waits.");
    return {
      title: "Waiting records",
      fileName: "baton-waiting-records",
      facts: tableFacts(workspace, { period: null }),
      columns: [
        { id: "type", title: "Type", unit: "text" },
        { id: "source", title: "Source", unit: "text" },
        { id: "records", title: "Records", unit: "count" },
        { id: "oldest", title: "Oldest arrived", unit: "moment" },
      ],
      rows: overview.waiting.map(({ type, source, count, oldest }) => [type, source, count, oldest]),
    };
  },
};

const sources: TableDefinition = {
  name: "sources",
  summary: "What each source sent, by hour of receipt and type of record",
  action: "manage_data",
  async load({ db, actor, workspace }) {
    const { hours } = await readSources(db, actor, systemClock.now() / 1000);
    return {
      title: "Sources",
      fileName: "baton-sources",
      facts: tableFacts(workspace, { period: null }),
      columns: [
        { id: "hour", title: "Hour", unit: "moment" },
        { id: "source", title: "Source", unit: "text" },
        { id: "type", title: "Type", unit: "text" },
        { id: "received", title: "Received", unit: "count" },
        { id: "created", title: "Created", unit: "count" },
        { id: "updated", title: "Updated", unit: "count" },
        { id: "unchanged", title: "Unchanged", unit: "count" },
        { id: "stale", title: "Stale", unit: "count" },
        { id: "refused", title: "Refused", unit: "count" },
        { id: "last_at", title: "Last record", unit: "moment" },
      ],
      rows: hours.map((row) => [
        row.hour,
        row.source,
        row.type,
        row.received,
        row.created,
        row.updated,
        row.unchanged,
        row.stale,
        row.refused,
        row.lastAt,
      ]),
    };
  },
};

/** The tables of the pages about data. */
export const DATA_TABLES: readonly TableDefinition[] = [sources, imports, refused, waiting];
