import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Told } from "./clients/report-back";

/** What a client did, and the CPU time it took. */
export interface ClientRun<Result> {
  readonly result: Result;
  readonly cpuSeconds: number;
}

/**
 * Runs one of the programs in `clients/` in a process of its own, so that its work is not counted as the bench's, and
 * answers its result. `stop` ends it. Throws when the client fails.
 */
export async function runClient<Task, Result>(
  name: string,
  task: Task,
  stop: AbortSignal,
): Promise<ClientRun<Result>> {
  const child = fork(
    fileURLToPath(new URL(`./clients/${name}.ts`, import.meta.url)),
    [JSON.stringify(task)],
    {
      execArgv: ["--import", "tsx"],
      signal: stop,
    },
  );
  return new Promise((resolve, reject) => {
    let told: Told<Result> | undefined;
    child.on("message", (message: Told<Result>) => {
      told = message;
    });
    child.once("error", (error) => reject(stop.aborted ? stop.reason : error));
    child.once("exit", (code) => {
      if (told && "result" in told) resolve(told);
      else reject(new Error(`The client ${name} failed: ${told?.failed ?? `exit code ${code}`}`));
    });
  });
}
