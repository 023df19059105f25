import { z } from "zod";
import { AppError } from "@/lib/domain/app-error";
import { database } from "@/lib/store/database";
import { currentGeneration } from "@/lib/store/generations";
import { declareRoute } from "../route";

/** `GET /api/v1/health`: the process answers (live), and the database behind it does too (ready). */
export const getHealth = declareRoute({
  method: "GET",
  path: "/api/v1/health",
  summary: "Liveness and readiness",
  action: "public",
  output: z.object({ status: z.literal("ok"), live: z.literal(true), ready: z.literal(true) }),
  answers: { 503: { description: "Live, but not ready: the database does not answer" } },
  async handler() {
    try {
      await currentGeneration(database().pool);
    } catch (cause) {
      throw new AppError(
        "unavailable",
        "The database does not answer.",
        { live: true, ready: false },
        { cause },
      );
    }
    return { status: "ok" as const, live: true as const, ready: true as const };
  },
});
