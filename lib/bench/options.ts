import path from "node:path";
import { Command, InvalidArgumentError } from "commander";

/** What `npm run bench` is asked to do. */
export interface BenchOptions {
  readonly conversations: number;
  readonly queryTypes: number;
  /** How long single records are sent, in seconds. */
  readonly singleSeconds: number;
  readonly connections: number;
  /** Absolute; the results as JSON go there. */
  readonly json: string | null;
  /** Leave the data folder behind. */
  readonly keep: boolean;
  /** Absolute; a folder that was kept: nothing is loaded, only reports are measured. */
  readonly reuse: string | null;
  /** Only the pages are measured, not the interface. */
  readonly pagesOnly: boolean;
  /** Absolute; CPU profiles of the server go there, one for each measurement. */
  readonly profile: string | null;
}

/** Reads the command line. Ends the process with a sentence when it cannot be read, as commander does. */
export function readOptions(args: readonly string[]): BenchOptions {
  const program = new Command("npm run bench --")
    .description(
      "Measures Baton on this machine with data of its own: bulk load beside a plain COPY, single records, and reports beside the SQL over raw tables. Starts its own server and PostgreSQL in a temporary folder.",
    )
    .option("--conversations <n>", "how many conversations to load", wholeNumber, 1_000_000)
    .option("--query-types <n>", "how many query types they have", wholeNumber, 25)
    .option("--seconds <n>", "how long to send single records", wholeNumber, 15)
    .option("--connections <n>", "over how many connections", wholeNumber, 64)
    .option("--json <file>", "write the results as JSON, too")
    .option("--keep", "keep the data folder")
    .option("--reuse <folder>", "load nothing: only measure reports on a folder that was kept")
    .option("--pages-only", "measure pages in a browser, not reports; together with --reuse")
    .option("--profile <folder>", "write CPU profiles of the server there; slows it down a little")
    .addHelpText(
      "after",
      "\nExamples:\n  npm run bench -- --conversations 100000     a quick look\n  npm run bench -- --json result.json         a million, with the figures as JSON\n" +
        "\nExit codes:\n  0  measured\n  1  it could not be measured, or was stopped",
    );
  program.parse([...args], { from: "user" });
  const given = program.opts<{
    conversations: number;
    queryTypes: number;
    seconds: number;
    connections: number;
    json?: string;
    keep?: boolean;
    reuse?: string;
    pagesOnly?: boolean;
    profile?: string;
  }>();
  const absolute = (file: string | undefined) => (file === undefined ? null : path.resolve(file));
  return {
    conversations: given.conversations,
    queryTypes: given.queryTypes,
    singleSeconds: given.seconds,
    connections: given.connections,
    json: absolute(given.json),
    keep: given.keep ?? false,
    reuse: absolute(given.reuse),
    pagesOnly: given.pagesOnly ?? false,
    profile: absolute(given.profile),
  };
}

function wholeNumber(text: string): number {
  const number = Number(text.replaceAll(/[_,]/g, ""));
  if (!Number.isSafeInteger(number) || number < 1) {
    throw new InvalidArgumentError("It has to be a whole number from 1 on.");
  }
  return number;
}
