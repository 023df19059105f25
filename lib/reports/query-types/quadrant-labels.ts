/** A rectangle in pixels, from its upper left corner. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A point that wants a label: a circle, and how wide and high its text is. */
export interface LabelledPoint {
  readonly key: string;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly width: number;
  readonly height: number;
  /** The ends of its cross: low and high, along and across. */
  readonly whiskers: { readonly x: readonly [number, number]; readonly y: readonly [number, number] };
}

/** Room between a circle and its label. */
const GAP = 4;

/** How much a label that lies on a line or on the cross of a point costs; it may, where nothing better is free. */
const COST = { line: 8, whisker: 1, later: 0.5 } as const;

/** Where a label may stand, the best first: beside, then below and above, then at the corners. */
const PLACES = [
  { across: 1, along: 0 },
  { across: -1, along: 0 },
  { across: 0, along: 1 },
  { across: 0, along: -1 },
  { across: 1, along: 1 },
  { across: 1, along: -1 },
  { across: -1, along: 1 },
  { across: -1, along: -1 },
] as const;

function boxAt(point: LabelledPoint, { across, along }: (typeof PLACES)[number]): Box {
  const isCorner = across !== 0 && along !== 0;
  const reach = (isCorner ? point.radius * Math.SQRT1_2 : point.radius) + GAP;
  const left =
    across === 0 ? point.x - point.width / 2 : across > 0 ? point.x + reach : point.x - reach - point.width;
  const top =
    along === 0
      ? point.y - point.height / 2
      : along > 0
        ? point.y + (isCorner ? reach / 2 : reach)
        : point.y - (isCorner ? reach / 2 : reach) - point.height;
  return { left, top, width: point.width, height: point.height };
}

/** Whether two boxes share any place. */
export function overlap(a: Box, b: Box): boolean {
  return (
    a.left < b.left + b.width &&
    b.left < a.left + a.width &&
    a.top < b.top + b.height &&
    b.top < a.top + a.height
  );
}

function isInside(inner: Box, outer: Box): boolean {
  return (
    inner.left >= outer.left &&
    inner.top >= outer.top &&
    inner.left + inner.width <= outer.left + outer.width &&
    inner.top + inner.height <= outer.top + outer.height
  );
}

function circleBox({ x, y, radius }: LabelledPoint): Box {
  return { left: x - radius - 2, top: y - radius - 2, width: 2 * radius + 4, height: 2 * radius + 4 };
}

/** A line as a thin box. */
function strokes({ x, y, whiskers }: LabelledPoint): readonly Box[] {
  return [
    { left: whiskers.x[0], top: y - 0.5, width: whiskers.x[1] - whiskers.x[0], height: 1 },
    {
      left: x - 0.5,
      top: Math.min(...whiskers.y),
      width: 1,
      height: Math.abs(whiskers.y[1] - whiskers.y[0]),
    },
  ];
}

/**
 * Places labels beside their points so that no label covers another one, a point, or what is `taken`; all stay inside
 * the plot. The points come in order of importance: an early one takes the room that a later one might have wanted, and
 * a point without any room left has no label. Among free places the one that crosses least wins.
 */
export function placeLabels(
  points: readonly LabelledPoint[],
  plot: Box,
  { taken, lines }: { readonly taken: readonly Box[]; readonly lines: readonly Box[] },
): ReadonlyMap<string, Box> {
  const circles = points.map(circleBox);
  const whiskers = points.flatMap(strokes);
  const placed = new Map<string, Box>();
  for (const point of points) {
    const free = PLACES.flatMap((place, rank) => {
      const box = boxAt(point, place);
      const solid = [...circles, ...taken, ...placed.values()];
      if (!isInside(box, plot) || solid.some((other) => overlap(box, other))) return [];
      const crossed = (others: readonly Box[]) => others.filter((other) => overlap(box, other)).length;
      const cost = COST.line * crossed(lines) + COST.whisker * crossed(whiskers) + COST.later * rank;
      return [{ box, cost }];
    });
    const [best] = free.sort((a, b) => a.cost - b.cost);
    if (best) placed.set(point.key, best.box);
  }
  return placed;
}
