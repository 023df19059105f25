/** What Next hands to a page as the query of its address. */
export type PageQuery = Promise<{ readonly [name: string]: string | string[] | undefined }>;

/** The query of a page's address in the form that the rest of Baton reads. */
export async function searchParameters(query: PageQuery): Promise<URLSearchParams> {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(await query)) {
    for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined) search.append(name, one);
  }
  return search;
}
