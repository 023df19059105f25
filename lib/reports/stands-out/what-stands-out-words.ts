import { counted, oneOrMany } from "@/lib/metrics/counted";
import { formatCount } from "@/lib/metrics/format";
import { plainWord } from "@/lib/reports/report/prepare-names";
import { roundToSum } from "@/lib/statistics/round-to-sum";
import type { Release } from "./releases";

/** How a metric is spoken of in a finding. */
export interface MetricWords {
  /** Begins a sentence. */
  readonly subject: string;
  /** In a list of numbers. */
  readonly name: string;
  /** What its numerator and denominator count. */
  readonly units: string;
  /** What its denominator is, after n/N: `117/163 assessed`. */
  readonly of: string;
}

const WORDS: { readonly [metric: string]: MetricWords } = {
  repeat_information_rate: {
    subject: "Repeat information",
    name: "Repeat information",
    units: "hand-offs",
    of: "assessed",
  },
  post_hand_off_csat: {
    subject: "Satisfaction after a hand-off",
    name: "CSAT after hand-off",
    units: "answers",
    of: "answers",
  },
  contained_csat: {
    subject: "Satisfaction without a hand-off",
    name: "CSAT contained",
    units: "answers",
    of: "answers",
  },
  context_useful_rate: {
    subject: "Agent sentiment",
    name: "Agent sentiment",
    units: "ratings",
    of: "ratings",
  },
  hand_off_rate: {
    subject: "The hand-off rate",
    name: "Hand-off rate",
    units: "conversations",
    of: "conversations",
  },
  bot_failure_share: {
    subject: "The share of bot failures",
    name: "Bot failure",
    units: "hand-offs",
    of: "hand-offs",
  },
  planned_escalation_share: {
    subject: "The share of planned escalations",
    name: "Planned escalation",
    units: "hand-offs",
    of: "hand-offs",
  },
  customer_demand_share: {
    subject: "The share of customers who ask for a person",
    name: "Customer demand",
    units: "hand-offs",
    of: "hand-offs",
  },
  connection_rate: {
    subject: "The share of hand-offs that reach a person",
    name: "Hand-offs connected",
    units: "hand-offs",
    of: "hand-offs",
  },
  unclassified_share: {
    subject: "The share of hand-offs without a known reason",
    name: "Unclassified",
    units: "hand-offs",
    of: "hand-offs",
  },
};

/** The words for a metric; throws a plain error for one that is not analysed. */
export function wordsOf(metric: string): MetricWords {
  const words = WORDS[metric];
  if (!words) throw new Error(`No words for ${metric}.`);
  return words;
}

const ONE_TO_TEN = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/** Small numbers in words, as prose has them. */
export function countInWords(count: number): string {
  return ONE_TO_TEN[count] ?? formatCount(count);
}

/** Shares that people have words for, as one of the other. */
const FRACTIONS: readonly (readonly [number, number])[] = [
  [1, 10],
  [1, 5],
  [1, 4],
  [3, 10],
  [1, 3],
  [2, 5],
  [1, 2],
  [3, 5],
  [2, 3],
  [7, 10],
  [3, 4],
  [4, 5],
  [9, 10],
];

/** A share must be so close to a fraction to be called by it. */
const CLOSE = 0.0151;

/** Who or what a share is about, as the subject of a sentence: `One customer in four`, `72 customers in 100`. */
export function fractionOf(
  share: number,
  one: string,
  many: string,
): { readonly text: string; readonly isOne: boolean } {
  const distance = ([n, of]: readonly [number, number]) => Math.abs(share - n / of);
  const [closest] = [...FRACTIONS].sort((a, b) => distance(a) - distance(b));
  if (!closest || distance(closest) > CLOSE) {
    const inHundred = Math.round(share * 100);
    if (inHundred === 0) return { text: `Fewer than one ${one} in 100`, isOne: true };
    if (inHundred === 100) return { text: `Nearly all ${many}`, isOne: false };
    return { text: `${counted(inHundred, one, many)} in 100`, isOne: inHundred === 1 };
  }
  const [n, of] = closest;
  return {
    text: `${capital(countInWords(n))} ${oneOrMany(n, one, many)} in ${countInWords(of)}`,
    isOne: n === 1,
  };
}

/** The text with a capital first letter. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A record's word inside a sentence: `order status`. Words that people wrote stay as they are. */
export function wordInside(word: string): string {
  const plain = plainWord(word);
  return plain === word ? word : plain.charAt(0).toLowerCase() + plain.slice(1);
}

/** A query type inside a sentence. */
export function typeInside(queryType: string | null): string {
  return queryType === null ? "the group without a query type" : wordInside(queryType);
}

/** Points of a change, unsigned and bare: `1.2`. */
export function points(difference: number): string {
  return (Math.abs(difference) * 100).toFixed(1);
}

/** Two parts of a change in whole tenths of a point, which add up to it as it is shown. */
export function inTenths(first: number, second: number): readonly [number, number] {
  const [a = 0, b = 0] = roundToSum([first * 1000, second * 1000], Math.round((first + second) * 1000));
  return [a, b];
}

/** What one thing does to a number, in tenths of a point: `adds 1.2`, `takes away 0.4`. */
export function adds(tenths: number): string {
  if (tenths === 0) return "adds nothing";
  return `${tenths > 0 ? "adds" : "takes away"} ${size(tenths)}`;
}

/** And what the others do, after {@link adds}: `0.2`, or `take away 0.4` where they go the other way. */
export function othersAdd(tenths: number, first: number): string {
  if (tenths === 0) return "nothing";
  if (Math.sign(tenths) === Math.sign(first)) return size(tenths);
  return `${tenths > 0 ? "add" : "take away"} ${size(tenths)}`;
}

function size(tenths: number): string {
  return (Math.abs(tenths) / 10).toFixed(1);
}

/** `4 of 389`. */
export function nOf({ numerator, denominator }: { numerator: number; denominator: number }): string {
  return `${formatCount(numerator)} of ${formatCount(denominator)}`;
}

/** `release 47`, or `release 47 of Wren` where several bots have releases. */
export function releaseName({ version, bot }: Release, releases: readonly Release[]): string {
  const several = new Set(releases.map((release) => release.bot)).size > 1;
  return several && bot !== null ? `release ${version} of ${bot}` : `release ${version}`;
}

/** The texts that there are. */
export function present(...texts: readonly (string | null | undefined)[]): string[] {
  return texts.flatMap((text) => (text ? [text] : []));
}

/** The sentences that there are, one after the other. */
export function sentences(...texts: readonly (string | null | undefined)[]): string {
  return present(...texts).join(" ");
}
