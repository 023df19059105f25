import { counted } from "@/lib/metrics/counted";
import { formatCount, formatValue } from "@/lib/metrics/format";
import { parseTransition, type Transition, transitionValue } from "@/lib/metrics/transition-key";
import type { ReportRow } from "@/lib/reports/report/report";
import { type SankeyClaim, sankeyClaim } from "./sankey-claim";
import { placeName, transitionName } from "./transition-names";

/** A place in a Sankey diagram. Heights are in pixels; columns run from 0 to 1 across the width. */
export interface SankeyNode {
  readonly key: string;
  readonly name: string;
  readonly count: string;
  readonly x: number;
  readonly y: number;
  readonly height: number;
  /** The names of outer columns stand outside the ribbons where there is room. */
  readonly column: "first" | "middle" | "last";
}

/** One band of a ribbon: transitions that went alike. */
export interface SankeyBand {
  /** The whole context went along, not the whole, or nobody says; a customer came back in the same channel or another. */
  readonly kind: "whole" | "part" | "unknown" | "same" | "other";
  readonly path: string;
}

/** A transition, as wide as it is frequent. */
export interface SankeyRibbon {
  readonly key: string;
  /** `Web chat to voice: 1,234, whole context 61.2%, asked again 24.1%`. */
  readonly title: string;
  readonly href: string;
  readonly bands: readonly SankeyBand[];
}

/** A Sankey diagram, laid out. Its paths are drawn in a box of {@link SANKEY_WIDTH} × height, stretched to the width. */
export interface SankeyChart {
  readonly height: number;
  readonly columns: readonly { readonly name: string; readonly x: number }[];
  readonly nodes: readonly SankeyNode[];
  readonly ribbons: readonly SankeyRibbon[];
  /** What it comes down to: a sentence with its number, and where it is worst; null where too little is known. */
  readonly claim: SankeyClaim | null;
  /** What it shows, in a sentence or two, for those who do not see it. */
  readonly text: string;
}

/** The width of the box in which ribbons are drawn, before it is stretched. */
export const SANKEY_WIDTH = 1000;
/** How wide a node is, in the same measure. */
export const SANKEY_NODE = 9;

const HEIGHT = 360;
const GAP = 22;
/** A ribbon is never thinner, so that a rare transition can still be pointed at. */
const THINNEST = 1.5;

/** A transition with the column that it starts from. */
interface Step {
  readonly transition: Transition;
  readonly column: number;
  readonly row: ReportRow;
  readonly count: number;
}

/** Inside a contact: from the bot to a person, and from person to person. */
export const WITHIN_CONTACT = {
  columns: ["With the bot", "With a person", "Passed on to"],
  columnOf: { hand_off: 0, transfer: 1 },
} as const;

/** Between contacts: where one ended, and where the customer came back. */
export const BETWEEN_CONTACTS = {
  columns: ["The contact ended in", "The customer came back in"],
  columnOf: { return: 0 },
} as const;

interface Shape {
  readonly columns: readonly string[];
  readonly columnOf: { readonly [kind: string]: number };
}

/** Lays transitions out as a Sankey diagram; null where there are none of its kinds. */
export function prepareSankey(
  rows: readonly ReportRow[],
  shape: Shape,
  hrefOf: (transition: Transition) => string,
): SankeyChart | null {
  const steps = rows.flatMap((row): Step[] => {
    const transition = parseTransition(row.key.transition ?? "");
    const column = transition ? shape.columnOf[transition.kind] : undefined;
    const count = row.values.transitions?.value ?? 0;
    return transition && column !== undefined && count > 0 ? [{ transition, column, row, count }] : [];
  });
  if (steps.length === 0) return null;
  const used = shape.columns.filter((_, i) => steps.some(({ column }) => column === i || column + 1 === i));
  const last = used.length - 1;
  const x = (column: number) => (column / last) * (SANKEY_WIDTH - SANKEY_NODE);
  const totals = nodeTotals(steps);
  const largest = Math.max(
    ...used.map((_, column) => [...totals].filter(([key]) => columnOfKey(key) === column).length),
  );
  const columnTotal = (column: number) =>
    [...totals].reduce(
      (sum, [key, size]) => sum + (columnOfKey(key) === column ? Math.max(size.in, size.out) : 0),
      0,
    );
  const scale = (HEIGHT - GAP * (largest - 1)) / Math.max(...used.map((_, column) => columnTotal(column)));
  const nodes = new Map<string, SankeyNode>();
  let bottom = HEIGHT;
  for (const column of used.keys()) {
    let y = 0;
    const keys = [...totals]
      .filter(([key]) => columnOfKey(key) === column)
      .sort(([, a], [, b]) => Math.max(b.in, b.out) - Math.max(a.in, a.out));
    for (const [key, size] of keys) {
      const total = Math.max(size.in, size.out);
      const height = Math.max(THINNEST, total * scale);
      const place = key.slice(key.indexOf(" ") + 1);
      nodes.set(key, {
        key,
        name: placeName(place),
        count: formatCount(column === 0 ? size.out : size.in || size.out),
        x: x(column) / SANKEY_WIDTH,
        y,
        height,
        column: column === 0 ? "first" : column === last ? "last" : "middle",
      });
      y += Math.max(height, 12) + GAP;
    }
    bottom = Math.max(bottom, y - GAP);
  }
  return {
    height: Math.ceil(bottom),
    columns: used.map((name, column) => ({ name, x: x(column) / SANKEY_WIDTH })),
    nodes: [...nodes.values()],
    ribbons: layRibbons(steps, nodes, scale, x, hrefOf),
    claim: sankeyClaim(steps),
    text: describe(steps),
  };
}

const keyOf = (column: number, place: string) => `${column} ${place}`;
const columnOfKey = (key: string) => Number(key.slice(0, key.indexOf(" ")));

function nodeTotals(steps: readonly Step[]): Map<string, { in: number; out: number }> {
  const totals = new Map<string, { in: number; out: number }>();
  const size = (key: string) => {
    const known = totals.get(key) ?? { in: 0, out: 0 };
    totals.set(key, known);
    return known;
  };
  for (const { transition, column, count } of steps) {
    size(keyOf(column, transition.from)).out += count;
    size(keyOf(column + 1, transition.to)).in += count;
  }
  return totals;
}

function layRibbons(
  steps: readonly Step[],
  nodes: ReadonlyMap<string, SankeyNode>,
  scale: number,
  x: (column: number) => number,
  hrefOf: (transition: Transition) => string,
): SankeyRibbon[] {
  const left = new Map<string, number>();
  const right = new Map<string, number>();
  const yOf = (column: number, place: string) => nodes.get(keyOf(column, place))?.y ?? 0;
  const inOrder = [...steps].sort(
    (a, b) =>
      a.column - b.column ||
      yOf(a.column, a.transition.from) - yOf(b.column, b.transition.from) ||
      yOf(a.column + 1, a.transition.to) - yOf(b.column + 1, b.transition.to),
  );
  return inOrder.map((step) => {
    const { transition, column, row, count } = step;
    const [source, target] = [keyOf(column, transition.from), keyOf(column + 1, transition.to)];
    const [from, to] = [nodes.get(source), nodes.get(target)];
    let y0 = (from?.y ?? 0) + (left.get(source) ?? 0);
    let y1 = (to?.y ?? 0) + (right.get(target) ?? 0);
    const whole = Math.max(THINNEST, count * scale);
    left.set(source, (left.get(source) ?? 0) + count * scale);
    right.set(target, (right.get(target) ?? 0) + count * scale);
    const bands = bandsOf(transition, row, count).map(({ kind, share }): SankeyBand => {
      const height = whole * share;
      const path = ribbon(x(column) + SANKEY_NODE, y0, x(column + 1), y1, height);
      y0 += height;
      y1 += height;
      return { kind, path };
    });
    return {
      key: transitionValue(transition),
      title: titleOf(step),
      href: hrefOf(transition),
      bands,
    };
  });
}

/**
 * How the transitions of a ribbon went, as shares of it, from the counts of its context metric. Of a customer who comes
 * back no record says what the bot knows of the earlier contact: there the channel is what differs.
 */
function bandsOf(
  { kind, from, to }: Transition,
  row: ReportRow,
  count: number,
): { kind: SankeyBand["kind"]; share: number }[] {
  if (kind === "return") return [{ kind: from === to ? "same" : "other", share: 1 }];
  const { numerator, denominator } = row.values.transition_context_rate ?? {};
  const known = denominator ?? 0;
  const whole = numerator ?? 0;
  return [
    { kind: "whole" as const, share: whole / count },
    { kind: "part" as const, share: (known - whole) / count },
    { kind: "unknown" as const, share: (count - known) / count },
  ].filter(({ share }) => share > 0);
}

function ribbon(x0: number, y0: number, x1: number, y1: number, height: number): string {
  const middle = (x0 + x1) / 2;
  const p = (n: number) => n.toFixed(1);
  return (
    `M${p(x0)},${p(y0)}C${p(middle)},${p(y0)} ${p(middle)},${p(y1)} ${p(x1)},${p(y1)}` +
    `V${p(y1 + height)}C${p(middle)},${p(y1 + height)} ${p(middle)},${p(y0 + height)} ${p(x0)},${p(y0 + height)}Z`
  );
}

function titleOf({ transition, row, count }: Step): string {
  const share = (id: string) => {
    const value = row.values[id]?.value;
    return value == null ? null : formatValue("percent", value);
  };
  const parts = [
    ["whole context", share("transition_context_rate")],
    ["asked again", share("transition_repeat_rate")],
    ["CSAT", share("transition_csat")],
  ].flatMap(([name, value]) => (value ? [`${name} ${value}`] : []));
  return `${transitionName(transition)}: ${[formatCount(count), ...parts].join(", ")}`;
}

/** The three largest ways, in words. */
function describe(steps: readonly Step[]): string {
  const total = steps.reduce((sum, { count }) => sum + count, 0);
  const largest = [...steps].sort((a, b) => b.count - a.count).slice(0, 3);
  const ways = largest.map(({ transition, count }) => `${transitionName(transition)} ${formatCount(count)}`);
  return `${formatCount(total)} in ${counted(steps.length, "way")}. Most frequent: ${ways.join("; ")}. The table has them all.`;
}
