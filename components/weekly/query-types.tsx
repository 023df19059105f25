import { Section } from "@/components/page/section";
import { QueryTypeKey } from "@/components/tables/query-type-key";
import { QueryTypeTable } from "@/components/tables/query-type-table";
import type { QueryTypeTable as Table } from "@/lib/reports/prepare-query-types";

/** Every query type with the five numbers. */
export function QueryTypes({ table }: { table: Table }) {
  return (
    <Section
      id="query-types"
      title="Query types"
      sub={<QueryTypeKey table={table} />}
      tools={<a href={table.csv}>CSV</a>}
    >
      <QueryTypeTable table={table} />
    </Section>
  );
}
