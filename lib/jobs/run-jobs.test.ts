import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fixedClock } from "@/lib/domain/clock";
import { createKeyring } from "@/lib/secrets/keyring";
import { type Database, openDatabase } from "@/lib/store/database";
import { createTestDatabase, type TestDatabase } from "@/lib/store/test-database";
import type { Job, JobServices } from "./job";
import { JOBS } from "./jobs";
import { type JobRunner, runJobs } from "./run-jobs";

/** Runs made up for after a start reach back an hour: a job of every minute is due sixty times at once. */
const EVERY_MINUTE = "* * * * *";

let db: TestDatabase;
const opened: Database[] = [];

beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(async () => {
  await Promise.all(opened.map((one) => one.close()));
  await db.close();
});

/** What a process of its own would use: its own pool on the same database. */
function ofOneProcess(): Omit<JobServices, "signal"> {
  const own = openDatabase(db.url);
  opened.push(own);
  return { db: own, keyring: createKeyring("k".repeat(32), 1), clock: fixedClock(0) };
}

/** Has a job run now, as the clock would. */
async function due(name: string): Promise<void> {
  await db.pool.query(
    "SELECT graphile_worker.add_job($1, job_key := $1, queue_name := $1, max_attempts := 5)",
    [name],
  );
}

/** Something that waits until something else has happened. */
function gate(): { readonly passed: Promise<void>; readonly open: () => void } {
  let open = () => {};
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { passed, open: () => open() };
}

async function stopAll(runners: readonly JobRunner[]): Promise<void> {
  await Promise.all(runners.map((runner) => runner.stop()));
}

describe("runJobs", () => {
  test("of several processes that start together one runs what is due", async () => {
    const runs: string[] = [];
    const ran = gate();
    const job = (who: string): Job => ({
      name: "say-hello",
      at: EVERY_MINUTE,
      async run() {
        runs.push(who);
        ran.open();
      },
    });
    const runners = await Promise.all(["a", "b", "c"].map((who) => runJobs([job(who)], ofOneProcess())));
    await due("say-hello");
    await ran.passed;
    await stopAll(runners);
    expect(runs).toHaveLength(1);
  });

  test("a job never runs beside itself, and what is due meanwhile runs once afterwards", async () => {
    let running = 0;
    let most = 0;
    let runs = 0;
    const began = gate();
    const mayEnd = gate();
    const again = gate();
    const job: Job = {
      name: "take-long",
      at: EVERY_MINUTE,
      async run() {
        running += 1;
        runs += 1;
        most = Math.max(most, running);
        if (runs === 1) {
          began.open();
          await mayEnd.passed;
        } else {
          again.open();
        }
        running -= 1;
      },
    };
    const runners = await Promise.all([runJobs([job], ofOneProcess()), runJobs([job], ofOneProcess())]);
    await due("take-long");
    await began.passed;
    await due("take-long");
    await due("take-long");
    mayEnd.open();
    await again.passed;
    await stopAll(runners);
    expect({ most, runs }).toEqual({ most: 1, runs: 2 });
  });

  test("a job that throws is tried again", async () => {
    let tries = 0;
    const done = gate();
    const job: Job = {
      name: "fail-once",
      at: EVERY_MINUTE,
      async run() {
        tries += 1;
        if (tries === 1) throw new Error("not the first time");
        done.open();
      },
    };
    const runner = await runJobs([job], ofOneProcess());
    await due("fail-once");
    await done.passed;
    await runner.stop();
    expect(tries).toBe(2);
  });

  test("stopping tells what runs, and waits for it", async () => {
    const began = gate();
    let ended = false;
    const job: Job = {
      name: "wait-for-the-end",
      at: EVERY_MINUTE,
      async run({ signal }) {
        began.open();
        await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
        ended = true;
      },
    };
    const runner = await runJobs([job], ofOneProcess());
    await due("wait-for-the-end");
    await began.passed;
    await runner.stop();
    expect(ended).toBe(true);
  });
});

describe("the declared jobs", () => {
  test("have names of their own, and times that cron understands", async () => {
    const names = JOBS.map((job) => job.name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
    const runner = await runJobs(JOBS, ofOneProcess());
    await runner.stop();
  });

  test("what cron does not understand is refused at the start", async () => {
    const job: Job = { name: "never", at: "61 * * * *", run: async () => {} };
    await expect(runJobs([job], ofOneProcess())).rejects.toThrow();
  });
});
