import { Section } from "@/components/page/section";
import { TableFiles } from "@/components/page/table-files";
import { QueryTypeKey } from "@/components/tables/query-type-key";
import { QueryTypeTable } from "@/components/tables/query-type-table";
import type { QueryTypeTable as Table } from "@/lib/reports/query-types/prepare-query-types";
import type { TableFiles as Files } from "@/lib/reports/tables/table-address";

/** Every query type with the five numbers. */
export function QueryTypes({ table, files }: { table: Table; files: Files }) {
  return (
    <Section
      id="query-types"
      title="Query types"
      sub={<QueryTypeKey table={table} />}
      tools={<TableFiles files={files} name="Query types" />}
    >
      <QueryTypeTable table={table} />
    </Section>
  );
}
