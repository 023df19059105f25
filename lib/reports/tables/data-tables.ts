import { requirePermission } from "@/lib/access/permissions";
import { systemClock } from "@/lib/access/system-clock";
import { AppError } from "@/lib/domain/app-error";
import { readSources } from "@/lib/reports/data/data-quality";
import { readDataOverview, readImportStatus } from "@/lib/reports/data/read-import";
import { readImports, readRejections } from "@/lib/store/read-imports";
import { type ColumnOf, count, filled, moment, rowsOfPages, text } from "./columns";
import type { TableDefinition } from "./table";
import { headOfAll } from "./table-facts";

const PAGE = 500;

/** What became of records. */
interface Became {
  readonly received: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly stale: number;
}

function becameColumns<Row extends Became>(refused: (row: Row) => number): readonly ColumnOf<Row>[] {
  return [
    count("received", "Received", (row) => row.received),
    count("created", "Created", (row) => row.created),
    count("updated", "Updated", (row) => row.updated),
    count("unchanged", "Unchanged", (row) => row.unchanged),
    count("stale", "Stale", (row) => row.stale),
    count("refused", "Refused", refused),
  ];
}

/** Rows with where the next page begins; a page that is not full is the last. */
function pageOf<Row, Place>(rows: readonly Row[], place: (last: Row) => Place) {
  const last = rows.at(-1);
  return { rows, next: last !== undefined && rows.length === PAGE ? place(last) : null };
}

const imports: TableDefinition = {
  name: "imports",
  summary: "Everything that was brought in",
  action: "manage_data",
  async load({ db, actor, workspace }) {
    requirePermission(actor, "manage_data");
    const rows = rowsOfPages(async (before: string | null) =>
      pageOf(
        await readImports(db.pool, { limit: PAGE, before: before ?? undefined }),
        ({ startedAt }) => startedAt,
      ),
    );
    return {
      ...headOfAll(workspace, "Imports"),
      isLong: true,
      ...filled(rows, [
        text("id", "Import", (one) => one.id),
        moment("started_at", "Started", (one) => one.startedAt),
        moment("finished_at", "Finished", (one) => one.finishedAt),
        text("label", "What", (one) => one.label),
        text("format", "Format", (one) => one.format),
        text("via", "Way", (one) => one.via),
        text("by", "By", (one) => one.startedBy),
        text("state", "State", (one) => one.state),
        ...becameColumns(({ rejected }: Became & { readonly rejected: number }) => rejected),
        text("problem", "Problem", (one) => one.problem),
      ]),
    };
  },
};

const refused: TableDefinition = {
  name: "refused",
  summary: "Refused records by error, or those of one import line by line, without what was sent",
  action: "manage_data",
  async load({ db, actor, workspace, search }) {
    requirePermission(actor, "manage_data");
    const id = search.get("import");
    if (id === null) {
      const { rejections } = await readDataOverview(db, actor);
      return {
        ...headOfAll(workspace, "Refused records"),
        ...filled(rejections, [
          text("code", "Error", (group) => group.code),
          text("type", "Type", (group) => group.type),
          text("path", "Key", (group) => group.path),
          text("example", "Example", (group) => group.example),
          count("records", "Records", (group) => group.count),
          text("latest_import", "Latest import", (group) => group.importId),
        ]),
      };
    }
    const { label } = await readImportStatus(db, actor, id);
    const head = headOfAll(workspace, "Refused records", `refused-records-${id}`);
    const rows = rowsOfPages(async (after: number | null) =>
      pageOf(await readRejections(db.pool, id, { after: after ?? 0, limit: PAGE }), ({ line }) => line),
    );
    return {
      ...head,
      facts: [{ name: "Import", value: label }, ...head.facts],
      isLong: true,
      ...filled(rows, [
        count("line", "Line", (one) => one.line),
        text("code", "Error", (one) => one.code),
        text("type", "Type", (one) => one.type),
        text("conversation_id", "Conversation", (one) => one.conversationId),
        text("path", "Key", (one) => one.path),
        text("message", "Message", (one) => one.message),
      ]),
    };
  },
};

const waiting: TableDefinition = {
  name: "waiting",
  summary: "Records that wait for their conversation",
  action: "manage_data",
  async load({ db, actor, workspace }) {
    const overview = await readDataOverview(db, actor);
    if (overview.waiting.length === 0) throw new AppError("not_found", "Nothing waits.");
    return {
      ...headOfAll(workspace, "Waiting records"),
      ...filled(overview.waiting, [
        text("type", "Type", (group) => group.type),
        text("source", "Source", (group) => group.source),
        count("records", "Records", (group) => group.count),
        moment("oldest", "Oldest arrived", (group) => group.oldest),
      ]),
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
      ...headOfAll(workspace, "Sources"),
      ...filled(hours, [
        moment("hour", "Hour", (row) => row.hour),
        text("source", "Source", (row) => row.source),
        text("type", "Type", (row) => row.type),
        ...becameColumns((row: Became & { readonly refused: number }) => row.refused),
        moment("last_at", "Last record", (row) => row.lastAt),
      ]),
    };
  },
};

/** The tables of the pages about data. */
export const DATA_TABLES: readonly TableDefinition[] = [sources, imports, refused, waiting];
