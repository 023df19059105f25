import { existsSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";

/** Takes CPU profiles of a server, for `--profile`. */
export class Profiler {
  private taken = 0;

  private constructor(private readonly folder: string) {}

  /** One that leaves its profiles in a folder, which is made. */
  static async into(folder: string): Promise<Profiler> {
    await mkdir(folder, { recursive: true });
    return new Profiler(folder);
  }

  /** What a server needs in its environment to be profiled. */
  variables(): Readonly<Record<string, string>> {
    const program = new URL("./profile-server.mjs", import.meta.url).href;
    return {
      NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ""} --import=${program}`.trim(),
      BENCH_PROFILES: this.folder,
    };
  }

  /** Does `work`, and writes down in `name`.cpuprofile what the server's CPU time went into meanwhile. */
  async during<T>(pid: number, name: string, work: () => Promise<T>): Promise<T> {
    this.taken += 1;
    const written = path.join(this.folder, `${this.taken}.cpuprofile`);
    await rm(written, { force: true });
    process.kill(pid, "SIGUSR2");
    const result = await work();
    process.kill(pid, "SIGUSR2");
    while (!existsSync(written)) await delay(50);
    await rename(written, path.join(this.folder, `${name}.cpuprofile`));
    return result;
  }
}
