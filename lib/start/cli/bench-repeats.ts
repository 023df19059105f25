import { readFile } from "node:fs/promises";
import { gunzipSync } from "node:zlib";
import { type LabelledHandOff, readLabelled } from "@/lib/bench/repeats/read-labelled";
import { describeScore, scoreLabelled } from "@/lib/bench/repeats/score";
import { counted } from "@/lib/metrics/counted";
import { SHIPPED_PHRASES } from "@/lib/repeats/phrases/shipped";
import { QuestionReader } from "@/lib/repeats/questions";

const USAGE = `npm run bench:repeats -- FILE… [--show]
FILE is NDJSON, gzipped or not: the contract's records in any order, with "expectedReasked" (a list of field names) on
each labelled hand-off. Lines that cannot be used are named and left out.
--show lists where Baton and the labels differ.

Examples:
  npm run bench:repeats -- e2e/repeats/held-out.ndjson --show

Exit codes:
  0  measured
  1  no file, one that cannot be read or has no label, or lines that were left out`;

const MOST_BROKEN_SHOWN = 20;

/** `npm run bench:repeats`: precision and recall of the repeats found in transcripts, on labelled files. */
export async function main(args: readonly string[]): Promise<void> {
  if (args.includes("--help") || args.includes("-h")) {
    console.log(USAGE);
    return;
  }
  const files = args.filter((argument) => !argument.startsWith("--"));
  if (files.length === 0) throw new Error(USAGE);
  const questions = new QuestionReader(SHIPPED_PHRASES);
  const handOffs: LabelledHandOff[] = [];
  let broken = 0;
  for (const file of files) {
    const text = await readText(file);
    const read = readLabelled(text, questions, ({ line, message }) => {
      broken += 1;
      if (broken <= MOST_BROKEN_SHOWN) console.error(`${file}, line ${line}: ${message}`);
    });
    if (read.length === 0) throw new Error(`${file} has no hand-off with a list "expectedReasked".`);
    // One by one: a call with thousands of arguments would be too long.
    for (const handOff of read) handOffs.push(handOff);
  }
  if (broken > 0) {
    console.error(`${counted(broken, "line was", "lines were")} left out.`);
    process.exitCode = 1;
  }
  const score = scoreLabelled(handOffs);
  console.log(describeScore(score));
  if (!args.includes("--show")) return;
  for (const { conversation, field, kind, findings } of score.disagreements) {
    const why = findings.map(({ rule, confidence, sequence }) => `${rule} ${confidence} at ${sequence}`);
    console.log(`${kind}: ${conversation} ${field}${why.length > 0 ? ` (${why.join(", ")})` : ""}`);
  }
}

/** A file's text; gzip is known by its first bytes. */
async function readText(file: string): Promise<string> {
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw new Error(`${file} cannot be read: ${cause instanceof Error ? cause.message : cause}`, { cause });
  });
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return (isGzip ? gunzipSync(bytes) : bytes).toString("utf8");
}
