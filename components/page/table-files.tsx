import type { TableFiles as Files } from "@/lib/reports/tables/table-address";

/** The words that lead to a table as a file. */
export function TableFiles({ files, name }: { files: Files; name: string }) {
  return (
    <>
      <a href={files.csv} aria-label={`${name} as CSV`}>
        CSV
      </a>
      <a href={files.xlsx} aria-label={`${name} as XLSX`}>
        XLSX
      </a>
    </>
  );
}
