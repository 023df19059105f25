import type { LockPolicy } from "@/lib/store/people";

const MINUTE = 60;

/** Five wrong passwords in a row lock for 15 minutes, each further one for twice as long, up to four hours. */
export const LOCK_POLICY: LockPolicy = {
  from: 5,
  seconds: [15 * MINUTE, 30 * MINUTE, 60 * MINUTE, 120 * MINUTE, 240 * MINUTE],
};

/** For how many seconds the given number of failures in a row locks; 0 = not at all. */
export function lockSeconds(failures: number, { from, seconds }: LockPolicy = LOCK_POLICY): number {
  return failures < from ? 0 : (seconds[Math.min(failures - from, seconds.length - 1)] ?? 0);
}
