/** The kinds of files that every table comes as. */
export const TABLE_FORMATS = ["csv", "xlsx"] as const;
export type TableFormat = (typeof TABLE_FORMATS)[number];

/** Where a table is as a file, in each kind. */
export type TableFiles = { readonly [F in TableFormat]: string };

/** The addresses of a table's files, with the parameters of the page that shows it. */
export function tableFiles(
  name: string,
  parameters: readonly (readonly [string, string])[] = [],
): TableFiles {
  const address = (format: TableFormat) =>
    `/api/v1/tables/${name}?${new URLSearchParams([...parameters.map(([key, value]) => [key, value]), ["format", format]])}`;
  return { csv: address("csv"), xlsx: address("xlsx") };
}
