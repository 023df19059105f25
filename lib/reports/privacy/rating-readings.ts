import type { Dimension } from "@/lib/metrics/dimensions";
import {
  type AgentsCell,
  readMappedRatings,
  readPartialWeeks,
  readRatedCells,
} from "@/lib/store/rated-cells";
import type { Selection } from "@/lib/store/report-sql";
import type { Snapshot } from "@/lib/store/snapshot";

/**
 * The ratings that questions asked together need: each table of them is read once, and one by fewer dimensions is added
 * up from one by more.
 */
export class RatingReadings {
  private readonly known = new Map<string, Promise<readonly AgentsCell[]>>();

  /** @param needed the dimensions of all tables that will be asked for */
  constructor(
    private readonly snapshot: Snapshot,
    private readonly generation: number,
    private readonly needed: readonly (readonly Dimension[])[],
  ) {}

  /** All ratings there are, by week and dimensions. */
  cells(dimensions: readonly Dimension[]): Promise<readonly AgentsCell[]> {
    const name = JSON.stringify(dimensions);
    const known = this.known.get(name);
    if (known) return known;
    const wider = this.needed
      .filter((other) => other.length > dimensions.length && dimensions.every((d) => other.includes(d)))
      .sort((a, b) => a.length - b.length)[0];
    const reading = wider
      ? this.cells(wider).then((cells) => addUp(cells, wider, dimensions))
      : readRatedCells(this.snapshot, this.generation, dimensions);
    this.known.set(name, reading);
    return reading;
  }

  /** See {@link readPartialWeeks}. */
  partialWeeks(selection: Selection): ReturnType<typeof readPartialWeeks> {
    return readPartialWeeks(this.snapshot, selection);
  }

  /** See {@link readMappedRatings}. */
  mapped(selection: Selection): ReturnType<typeof readMappedRatings> {
    return this.snapshot.read((client) => readMappedRatings(client, selection));
  }
}

/** Sums of cells, for as long as the cells themselves are kept. */
const added = new WeakMap<readonly AgentsCell[], Map<string, readonly AgentsCell[]>>();

function addUp(
  cells: readonly AgentsCell[],
  by: readonly Dimension[],
  dimensions: readonly Dimension[],
): readonly AgentsCell[] {
  const sums = added.get(cells) ?? new Map<string, readonly AgentsCell[]>();
  added.set(cells, sums);
  const name = JSON.stringify(dimensions);
  const known = sums.get(name) ?? sumOf(cells, by, dimensions);
  sums.set(name, known);
  return known;
}

function sumOf(
  cells: readonly AgentsCell[],
  by: readonly Dimension[],
  dimensions: readonly Dimension[],
): AgentsCell[] {
  const places = dimensions.map((dimension) => by.indexOf(dimension));
  const found = new Map<
    string,
    AgentsCell & { readonly agents: Map<string, [number, number, number, number]> }
  >();
  for (const { week, key, agents } of cells) {
    const short = places.map((place) => key[place] ?? null);
    const name = JSON.stringify([week, short]);
    const cell = found.get(name) ?? { week, key: short, agents: new Map() };
    found.set(name, cell);
    for (const [agent, counts] of agents) {
      const sum = cell.agents.get(agent);
      if (sum) for (const i of [0, 1, 2, 3] as const) sum[i] += counts[i];
      else cell.agents.set(agent, [...counts]);
    }
  }
  return [...found.values()];
}
