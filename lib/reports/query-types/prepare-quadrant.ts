import { REASON_FAMILIES, type ReasonFamily } from "@/lib/domain/reason";
import { metric } from "@/lib/metrics/catalogue";
import { counted, oneOrMany } from "@/lib/metrics/counted";
import { formatCount, formatParts, formatValue } from "@/lib/metrics/format";
import { NO_READING, READING_DEFINITIONS } from "@/lib/metrics/verdicts-definitions";
import type { Quadrant, Reading } from "@/lib/metrics/verdicts-reading";
import { MOST } from "@/lib/metrics/verdicts-thresholds";
import { type PeriodScope, rowsAddress } from "@/lib/reports/conversations/rows-address";
import { familyName, valueName } from "@/lib/reports/report/prepare-names";
import { prepareNumber } from "@/lib/reports/report/prepare-number";
import { FAMILY_SHARES } from "@/lib/reports/weekly/weekly";
import { conversationsOf, type Lines, type PlacedType, type QuadrantSum } from "./quadrant";
import { type QueryTypesAddress, queryTypeLink, queryTypesHref } from "./query-type-address";

/** A query type in the scatter; rates in percent. */
export interface QuadrantPoint {
  readonly key: string;
  readonly name: string;
  readonly href: string;
  readonly x: number;
  readonly y: number;
  /** The 95 % intervals. */
  readonly xReach: readonly [number, number];
  readonly yReach: readonly [number, number];
  /** Its conversations as a share of the largest type's: the area of the circle. */
  readonly size: number;
  /** The family of most of its hand-offs; null where none has over half. */
  readonly family: ReasonFamily | null;
  /** Fewer than 30 assessed: drawn as a ring. */
  readonly ring: boolean;
  /** `1,643 conversations`, then `Broken integration, not certain`. */
  readonly conversations: string;
  readonly reading: string;
  readonly lines: readonly { readonly name: string; readonly share: string; readonly parts: string }[];
}

/** A quadrant's name, for its corner. */
export interface Corner {
  readonly quadrant: Quadrant;
  readonly name: string;
  readonly short: string;
}

/** A count that leads to its conversations. */
export interface QuadrantCount {
  readonly count: string;
  readonly href: string | null;
}

/** What lies in one quadrant, in words. */
export interface QuadrantBlock extends Corner {
  /** `3 query types, 2 certain`. */
  readonly summary: string;
  readonly handOffs: QuadrantCount;
  readonly repeats: QuadrantCount;
  readonly types: readonly { readonly name: string; readonly href: string; readonly certain: boolean }[];
  /** `and 4 more`; null where all are named. */
  readonly more: string | null;
  /** The table with these query types alone. */
  readonly href: string;
}

export interface QuadrantChart {
  /** Largest first: what is drawn over others comes later. */
  readonly points: readonly QuadrantPoint[];
  readonly lines: {
    readonly x: number;
    readonly y: number;
    readonly xText: string;
    readonly yText: string;
  } | null;
  readonly xTicks: readonly number[];
  readonly yTicks: readonly number[];
  readonly corners: { readonly [Q in Quadrant]: Corner };
  readonly blocks: readonly QuadrantBlock[];
  /** The families of the points, and whether there are rings: what the key explains. */
  readonly families: readonly (ReasonFamily | null)[];
  readonly hasRings: boolean;
  /** Which query types are not drawn and why; null when all are. */
  readonly missing: string | null;
  readonly description: string;
}

/** Query types named in a block before `and … more`. */
const NAMED = 8;
const X = "hand_off_rate";
const Y = "repeat_information_rate";

/** Hand-off rate against repeat information, as a scatter and as the four lists. */
export function prepareQuadrant(
  types: readonly PlacedType[],
  sums: readonly QuadrantSum[],
  lines: Lines | null,
  address: QueryTypesAddress,
  scope: PeriodScope,
): QuadrantChart {
  const typed = types.filter((type) => type.queryType !== null);
  const largest = Math.max(1, ...typed.map(conversationsOf));
  const points = typed
    .flatMap((type): QuadrantPoint[] => {
      const point = pointOf(type, largest, address);
      return point ? [point] : [];
    })
    .sort((a, b) => b.size - a.size);
  const left = typed.length - points.length;
  return {
    points,
    lines: lines && {
      x: lines.handOffRate * 100,
      y: lines.repeatInformation * 100,
      xText: `all: ${formatValue("percent", lines.handOffRate)}`,
      yText: `${lines.repeatInformationIs === "target" ? "target" : "all"}: ${formatValue("percent", lines.repeatInformation)}`,
    },
    xTicks: ticks(points.map((point) => point.xReach[1])),
    yTicks: ticks(points.map((point) => point.yReach[1])),
    corners: CORNERS,
    blocks: sums.map((sum) => blockOf(sum, address, scope)),
    families: [...REASON_FAMILIES, null].filter((family) => points.some((point) => point.family === family)),
    hasRings: points.some((point) => point.ring),
    missing:
      left === 0
        ? null
        : `${counted(left, "query type is", "query types are")} not drawn: fewer than five assessed hand-offs. The table has ${oneOrMany(left, "it", "them")}.`,
    description: describe(points, sums, lines),
  };
}

const cornerOf = (quadrant: Quadrant): Corner => {
  const { label, short } = READING_DEFINITIONS[quadrant];
  return { quadrant, name: label, short };
};

const CORNERS: QuadrantChart["corners"] = {
  broken_integration: cornerOf("broken_integration"),
  arrives_blind: cornerOf("arrives_blind"),
  well_scoped: cornerOf("well_scoped"),
  healthy: cornerOf("healthy"),
};

/** `Broken integration`, with `, not certain` where an interval crosses a line. */
export function readingText({ quadrant, certain }: Reading): string {
  if (quadrant === null) return NO_READING;
  return `${READING_DEFINITIONS[quadrant].label}${certain ? "" : ", not certain"}`;
}

function pointOf(type: PlacedType, largest: number, address: QueryTypesAddress): QuadrantPoint | null {
  const x = type.values[X];
  const y = type.values[Y];
  if (x?.value == null || y?.value == null || !x.interval || !y.interval) return null;
  const conversations = conversationsOf(type);
  return {
    key: type.queryType ?? "",
    name: valueName("query_type", type.queryType),
    href: queryTypeLink(type.queryType, address),
    x: x.value * 100,
    y: y.value * 100,
    xReach: [x.interval.low * 100, x.interval.high * 100],
    yReach: [y.interval.low * 100, y.interval.high * 100],
    size: conversations / largest,
    family: familyOverHalf(type),
    ring: y.lowVolume,
    conversations: counted(conversations, "conversation"),
    reading: readingText(type.reading),
    lines: [X, Y].map((id) => {
      const number = prepareNumber(metric(id), type.values[id], null);
      return {
        name: number.label,
        share: number.value ?? "",
        parts: [number.parts, number.interval].filter(Boolean).join(" · "),
      };
    }),
  };
}

/** The family of over half of the hand-offs with a reason; null where none has, or too few are known. */
function familyOverHalf({ values }: PlacedType): ReasonFamily | null {
  return REASON_FAMILIES.find((family) => (values[FAMILY_SHARES[family]]?.value ?? 0) > MOST) ?? null;
}

/** Steps of 20 (of 10 where all is small) up to what has to be drawn. */
function ticks(values: readonly number[]): number[] {
  const highest = Math.min(100, Math.max(20, ...values));
  const step = highest <= 40 ? 10 : 20;
  return Array.from({ length: Math.ceil(highest / step) + 1 }, (_, i) => i * step);
}

function blockOf(sum: QuadrantSum, address: QueryTypesAddress, scope: PeriodScope): QuadrantBlock {
  const { quadrant, types, certain } = sum;
  const own: PeriodScope = {
    ...scope,
    filters: [
      ...scope.filters.filter((filter) => filter.dimension !== "query_type"),
      { dimension: "query_type", values: types.map((type) => type.queryType) },
    ],
  };
  const count = (number: number, id: string): QuadrantCount => ({
    count: formatCount(number),
    href: number === 0 ? null : rowsAddress(own, id, "numerator"),
  });
  const more = types.length - NAMED;
  return {
    ...CORNERS[quadrant],
    summary: `${counted(types.length, "query type")}, ${formatCount(certain)} certain`,
    handOffs: count(sum.handOffs, "hand_offs"),
    repeats: count(sum.repeats, Y),
    types: types.slice(0, NAMED).map((type) => ({
      name: valueName("query_type", type.queryType),
      href: queryTypeLink(type.queryType, address),
      certain: type.reading.certain,
    })),
    more: more > 0 ? `and ${formatCount(more)} more` : null,
    href: queryTypesHref(address, { quadrant }, "types"),
  };
}

function describe(
  points: readonly QuadrantPoint[],
  sums: readonly QuadrantSum[],
  lines: Lines | null,
): string {
  if (points.length === 0 || lines === null) {
    return "Query types by hand-off rate and repeat information: too few assessed hand-offs to draw any.";
  }
  const parts = sums
    .filter((sum) => sum.types.length > 0)
    .map((sum) => `${CORNERS[sum.quadrant].name} ${formatParts(sum.types.length, points.length)}`);
  return `${counted(points.length, "query type")} by hand-off rate and repeat information, divided at ${formatValue("percent", lines.handOffRate)} and ${formatValue("percent", lines.repeatInformation)}. ${parts.join(", ")}.`;
}

/** `over half bot failure`, `no family over half`. */
export function familyKeyText(family: ReasonFamily | null): string {
  return family === null ? "no family over half" : `over half ${familyName(family).toLowerCase()}`;
}
