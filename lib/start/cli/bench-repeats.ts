import { readFile } from "node:fs/promises";
import { readLabelled } from "@/lib/bench/repeats/read-labelled";
import { describeScore, scoreLabelled } from "@/lib/bench/repeats/score";
import { SHIPPED_PHRASES } from "@/lib/repeats/phrases/shipped";
import { QuestionReader } from "@/lib/repeats/questions";

const USAGE = `npm run bench:repeats -- FILE… [--show]
FILE is NDJSON: the contract's records, with "expectedReasked" (a list of field names) on each labelled hand-off.
--show lists where Baton and the labels differ.

Examples:
  npm run bench:repeats -- e2e/repeats/held-out.ndjson --show

Exit codes:
  0  measured
  1  no file, or one that cannot be read`;

/** `npm run bench:repeats`: precision and recall of the repeats found in transcripts, on labelled files. */
export async function main(args: readonly string[]): Promise<void> {
  if (args.includes("--help") || args.includes("-h")) {
    console.log(USAGE);
    return;
  }
  const files = args.filter((argument) => !argument.startsWith("--"));
  if (files.length === 0) throw new Error(USAGE);
  const texts = await Promise.all(files.map((file) => readFile(file, "utf8")));
  const questions = new QuestionReader(SHIPPED_PHRASES);
  const score = scoreLabelled(texts.flatMap((text) => readLabelled(text, questions)));
  console.log(describeScore(score));
  if (!args.includes("--show")) return;
  for (const { conversation, field, kind, findings } of score.disagreements) {
    const why = findings.map(({ rule, confidence, sequence }) => `${rule} ${confidence} at ${sequence}`);
    console.log(`${kind}: ${conversation} ${field}${why.length > 0 ? ` (${why.join(", ")})` : ""}`);
  }
}
