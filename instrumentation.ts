/** Called once by Next.js when the web process starts. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs" || !process.env.DATABASE_URL) return;
  const [{ resumeUnfinished }, { processIngest }, { startProcessJobs }, { shareRateLimits }, { database }] =
    await Promise.all([
      import("@/lib/ingest/measure/resume"),
      import("@/lib/ingest/commit/services"),
      import("@/lib/jobs/process-jobs"),
      import("@/lib/access/rate-limits"),
      import("@/lib/store/database"),
    ]);
  // Beside the first requests: they are answered from what is there.
  processIngest()
    .then(resumeUnfinished)
    .catch((error: unknown) => console.error("Unfinished work was not taken up.", error));
  startProcessJobs();
  shareRateLimits(database());
}
