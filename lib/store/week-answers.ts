import type { Day } from "@/lib/domain/day";
import type { Period } from "@/lib/domain/period";
import { type Asked, type AskedTogether, united } from "./ask-together";
import { RecentlyUsed } from "./recently-used";
import type { Snapshot } from "./snapshot";
import { readPendingWeeks, readTotalsState } from "./total-versions";
import { cutIntoWeeks, type WeekPart } from "./week-parts";

/** What was read of one stretch of time: from 1; 0 before the first, and where there are none. */
export interface OfStretch {
  readonly stretch: number;
}

/** Which days are read, and what they are told apart by. */
export interface StretchedDays {
  /** Null = all data. */
  readonly periods: readonly Period[] | null;
  /** First days of stretches of time; null where there are none. */
  readonly stretches: readonly Day[] | null;
}

/** Where rows are read from: what is settled, or what may change before the week's version does. */
export type State = "settled" | "moving";

/**
 * What weeks added to the answers of questions before, by the version of the week (total-versions.ts): right wherever a
 * snapshot shows that version, and never asked for again once it has changed.
 */
export class WeekAnswers<Row extends OfStretch> {
  /** Of the rows, the stretch is the piece of the week (week-parts.ts), from 1. */
  private readonly answers: RecentlyUsed<readonly Row[]>;

  /** @param sizeOf roughly what a row takes in memory, in bytes */
  constructor(
    mostBytes: number,
    private readonly sizeOf: (row: Row) => number,
  ) {
    this.answers = new RecentlyUsed(mostBytes);
  }

  /**
   * Reads what a group of questions adds up, week by week: settled weeks from memory where they were read before. What
   * waits to be rolled up is read beside the totals; of the measure rows, weeks of which something waits are read anew.
   *
   * @param pending what waits to be added to these totals
   * @param name everything that the rows depend on besides the days
   */
  async read(
    snapshot: Snapshot,
    group: AskedTogether<Asked>,
    pending: "pendingSums" | "pendingFacets",
    name: string,
    read: (state: State, days: StretchedDays) => Promise<readonly Row[]>,
  ): Promise<Row[]> {
    const { generation, grouping, periods, stretches } = group;
    const state = await readTotalsState(snapshot, generation);
    const waiting = grouping === null ? await readPendingWeeks(snapshot, generation) : [];
    const isWaiting = new Set(waiting.map(({ week }) => week));
    const settled = cutIntoWeeks(
      group,
      state.weeks.filter(({ week }) => !isWaiting.has(week)),
    );
    const again =
      grouping === null ? united(cutIntoWeeks(group, waiting).flatMap(({ pieces }) => pieces)) : periods;
    const isMoving = grouping === null ? again !== null && again.length > 0 : state[pending];
    const [known, moving] = await Promise.all([
      this.ofWeeks(name, settled, (days) => read("settled", days)),
      isMoving ? read("moving", { periods: again, stretches }) : [],
    ]);
    return [...known, ...moving];
  }

  private async ofWeeks(
    name: string,
    parts: readonly WeekPart[],
    read: (days: StretchedDays) => Promise<readonly Row[]>,
  ): Promise<Row[]> {
    const named = parts.map((part) => {
      const days = part.pieces.map(({ from, to }) => `${from} ${to} `).join("");
      return { part, name: `${part.version} ${days}${name}` };
    });
    const known = named.map((one) => this.answers.take(one.name));
    const missing = named.filter((_, i) => known[i] === undefined);
    const found = missing.length > 0 ? await readTogether(missing, read) : [];
    for (const [i, one] of missing.entries()) {
      const rows = found[i] ?? [];
      this.answers.keep(
        one.name,
        rows,
        rows.reduce((sum, row) => sum + this.sizeOf(row), 0),
      );
    }
    const next = found.values();
    return named.flatMap(({ part: { pieces } }, i) => {
      const rows = known[i] ?? next.next().value ?? [];
      return rows.map((row) => {
        const stretch = pieces[row.stretch - 1]?.stretch ?? 0;
        return row.stretch === stretch ? row : { ...row, stretch };
      });
    });
  }
}

/** Reads several weeks at once, each of their pieces as a stretch of its own. */
async function readTogether<Row extends OfStretch>(
  weeks: readonly { readonly part: WeekPart }[],
  read: (days: StretchedDays) => Promise<readonly Row[]>,
): Promise<Row[][]> {
  const pieces = weeks.flatMap(({ part }, week) =>
    part.pieces.map((piece, i) => ({ week, piece, stretch: i + 1 })),
  );
  const rows = await read({
    periods: united(pieces.map(({ piece }) => piece)),
    stretches: pieces.map(({ piece }) => piece.from),
  });
  const found: Row[][] = weeks.map(() => []);
  for (const row of rows) {
    const place = pieces[row.stretch - 1];
    if (place) found[place.week]?.push({ ...row, stretch: place.stretch });
  }
  return found;
}
