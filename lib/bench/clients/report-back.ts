/** What a client tells the process that started it. */
export type Told<Result> =
  | { readonly result: Result; readonly cpuSeconds: number }
  | { readonly failed: string };

/**
 * The whole life of a client process: reads its task, does it, tells the result with the CPU time it took, and ends.
 * It ends at once when the process that started it is gone.
 */
export async function reportBack<Task, Result>(work: (task: Task) => Promise<Result>): Promise<void> {
  process.on("disconnect", () => process.exit(1));
  const task = JSON.parse(process.argv[2] ?? "null") as Task;
  const before = process.cpuUsage();
  let told: Told<Result>;
  try {
    const result = await work(task);
    const { user, system } = process.cpuUsage(before);
    told = { result, cpuSeconds: (user + system) / 1_000_000 };
  } catch (error) {
    told = { failed: error instanceof Error ? error.message : String(error) };
  }
  process.send?.(told, () => process.exit(0));
}
