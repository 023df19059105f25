import { writeFile } from "node:fs/promises";
import { describeResult } from "@/lib/bench/describe-result";
import { readOptions } from "@/lib/bench/options";
import { runBench } from "@/lib/bench/run-bench";
import { stopSignal } from "../run-server";

/** `npm run bench`: measures ingest and reports on data of its own, and prints a table with ratios and targets. */
export async function main(args: readonly string[]): Promise<void> {
  const options = readOptions(args);
  const stopping = new AbortController();
  stopSignal().then(() => stopping.abort(new Error("Stopped.")));
  const began = Date.now();
  const log = (line: string) => {
    const elapsed = ((Date.now() - began) / 1000).toFixed(1).padStart(7);
    console.log(`${elapsed} s  ${line}`);
  };
  const result = await runBench(options, { stop: stopping.signal, log });
  console.log(`\n${describeResult(result)}`);
  if (options.json) await writeFile(options.json, `${JSON.stringify(result, null, 2)}\n`);
  // The signals that are listened to would keep the process alive.
  process.exit();
}
