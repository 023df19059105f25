import type { Period } from "@/lib/domain/period";
import { RecentlyUsed } from "./recently-used";
import type { Snapshot } from "./snapshot";
import { readPendingWeeks, readTotalsState } from "./total-versions";
import { cutIntoWeeks } from "./week-parts";

/**
 * Answers from the measure rows of a period that cannot be put together week by week, kept under the versions of all of
 * its weeks (total-versions.ts).
 */
export class PeriodAnswers<Answer> {
  private readonly answers: RecentlyUsed<Answer>;

  /** @param sizeOf roughly what an answer takes in memory, in bytes */
  constructor(
    mostBytes: number,
    private readonly sizeOf: (answer: Answer) => number,
  ) {
    this.answers = new RecentlyUsed(mostBytes);
  }

  /**
   * The answer to a question, the same object as long as it stays; read where it is not known, or where something of the
   * period is pending.
   *
   * @param name everything that the answer depends on besides the days
   */
  async read(
    snapshot: Snapshot,
    { generation, period }: { readonly generation: number; readonly period: Period | null },
    name: string,
    read: () => Promise<Answer>,
  ): Promise<Answer> {
    const about = { periods: period && [period], stretches: null };
    const { weeks } = await readTotalsState(snapshot, generation);
    const pending = await readPendingWeeks(snapshot, generation);
    if (cutIntoWeeks(about, pending).length > 0) return read();
    const versions = cutIntoWeeks(about, weeks).map(({ version }) => version);
    const full = JSON.stringify([versions, period, name]);
    const known = this.answers.take(full);
    if (known !== undefined) return known;
    const answer = await read();
    this.answers.keep(full, answer, this.sizeOf(answer));
    return answer;
  }
}
