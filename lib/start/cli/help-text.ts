/** What every command says of itself below its options. */
export interface HelpText {
  /** Command lines, each with what it does. */
  readonly examples: readonly (readonly [line: string, what: string])[];
  /** What the exit codes other than 0 mean. */
  readonly codes: { readonly [code: number]: string };
  readonly more?: string;
}

/** The end of a command's help: what else there is to know, examples, exit codes, and where settings come from. */
export function helpAfter({ examples, codes, more }: HelpText): string {
  const width = Math.max(...examples.map(([line]) => line.length));
  const lines = examples.map(([line, what]) => `  ${line.padEnd(width)}  ${what}`);
  const exits = Object.entries({ 0: "done", ...codes }).map(([code, what]) => `  ${code}  ${what}`);
  return [
    ...(more === undefined ? [] : ["", more]),
    "",
    "Examples:",
    ...lines,
    "",
    "Exit codes:",
    ...exits,
    "",
    "Settings come from the environment or a file .env: DATABASE_URL (else the database in data/), BATON_DATA_DIR,",
    "BATON_KEY. Works beside a running Baton. BATON_DEBUG=1 shows where an error happened.",
  ].join("\n");
}
