import { Agent } from "node:http";
import { percentile } from "../percentile";
import { reportBack } from "./report-back";
import { openRequest, type Target } from "./request";

export interface AskReportsTask extends Target {
  readonly path: string;
  readonly runs: number;
  /** Stops earlier when so many seconds are over, but not before {@link FEWEST} runs. */
  readonly seconds: number;
}

export interface AskReportsResult {
  readonly runs: number;
  /** Milliseconds. */
  readonly median: number;
  readonly p95: number;
  readonly fastest: number;
  /** The last answer. */
  readonly body: string;
}

const WARM_UP = 5;
const FEWEST = 3;

/** Asks for the same report again and again over one connection, one at a time. */
await reportBack(async (task: AskReportsTask): Promise<AskReportsResult> => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const times: number[] = [];
  let body = "";
  const ends = performance.now() + task.seconds * 1000;
  for (let run = -WARM_UP; run < task.runs; run++) {
    const began = performance.now();
    const { request, answer } = openRequest(task, task.path, { method: "GET", agent });
    request.end();
    const answered = await answer;
    const took = performance.now() - began;
    if (answered.status !== 200) throw new Error(`${task.path}: ${answered.status} ${answered.body}`);
    body = answered.body;
    if (run >= 0) times.push(took);
    if (performance.now() > ends && times.length >= FEWEST) break;
  }
  agent.destroy();
  times.sort((a, b) => a - b);
  return {
    runs: times.length,
    median: percentile(times, 0.5),
    p95: percentile(times, 0.95),
    fastest: times[0] ?? 0,
    body,
  };
});
