// Loaded into the web process before anything else: the first SIGUSR2 begins a CPU profile, the next one writes it
// down (profiler.ts sends them), and so on.
import { renameSync, writeFileSync } from "node:fs";
import { Session } from "node:inspector";
import path from "node:path";

const session = new Session();
session.connect();
session.post("Profiler.enable");
session.post("Profiler.setSamplingInterval", { interval: 500 });

let profiles = 0;
let running = false;

process.on("SIGUSR2", () => {
  running = !running;
  if (running) {
    session.post("Profiler.start");
    return;
  }
  session.post("Profiler.stop", (error, answer) => {
    if (error) throw error;
    profiles += 1;
    const file = path.join(process.env.BENCH_PROFILES ?? ".", `${profiles}.cpuprofile`);
    writeFileSync(`${file}.draft`, JSON.stringify(answer.profile));
    renameSync(`${file}.draft`, file);
  });
});
