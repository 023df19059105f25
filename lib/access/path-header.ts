/** The request header in which proxy.ts notes the path and query that the browser asked for. */
export const PATH_HEADER = "x-baton-path";
