import { systemClock } from "@/lib/access/system-clock";
import { type Clock, fixedClock } from "@/lib/domain/clock";
import type { Day } from "@/lib/domain/day";
import { dataSpan } from "@/lib/store/data-span";
import type { Database } from "@/lib/store/database";
import { currentGeneration } from "@/lib/store/generations";
import { readSetting } from "@/lib/store/settings";

/** Names of the settings that reports read. */
export const WORKSPACE_SETTINGS = { maturityDays: "maturity_days", demoAnchor: "demo_anchor" } as const;

const DEFAULT_MATURITY_DAYS = 7;

/** What every report of this workspace rests on. */
export interface Workspace {
  readonly generation: number;
  readonly timeZone: string;
  /** A period that ended fewer days ago is provisional: surveys still come in. */
  readonly maturityDays: number;
  /** The present; in the demo its anchor date. */
  readonly clock: Clock;
  readonly isDemo: boolean;
  /** First and last day with eligible conversations; null without any. */
  readonly data: { readonly from: Day; readonly to: Day } | null;
}

/** Reads the workspace's settings. */
export async function loadWorkspace(db: Database): Promise<Workspace> {
  const [generation, anchor, maturity] = await Promise.all([
    currentGeneration(db.pool),
    readSetting(db.pool, WORKSPACE_SETTINGS.demoAnchor),
    readSetting(db.pool, WORKSPACE_SETTINGS.maturityDays),
  ]);
  return {
    generation: generation.id,
    timeZone: generation.timeZone,
    maturityDays: typeof maturity === "number" ? maturity : DEFAULT_MATURITY_DAYS,
    clock: typeof anchor === "number" ? fixedClock(anchor) : systemClock,
    isDemo: typeof anchor === "number",
    data: await dataSpan(db.pool, generation.id),
  };
}
