import { counted } from "@/lib/metrics/counted";
import { formatDays, formatWeek } from "@/lib/metrics/format-time";
import { maturityText } from "@/lib/reports/filters/prepare-filters";
import type { TargetText } from "@/lib/reports/notes/prepare-targets";
import type { ReviewContent } from "@/lib/reports/notes/review-content";
import type { ChangeText, NumberText } from "@/lib/reports/report/prepare-number";
import type { ReportRow } from "@/lib/reports/report/report";
import type { ChangeLine } from "@/lib/reports/stands-out/what-stands-out";
import type { Finding } from "@/lib/reports/stands-out/what-stands-out-finding";
import { type CardNumber, prepareCards } from "./prepare-cards";

/** A finding or a number leads somewhere: a text and a whole address. */
export interface DigestLink {
  readonly text: string;
  readonly url: string;
}

/** Something that stands out, as the weekly review says it. */
export interface DigestFinding {
  readonly claim: string;
  readonly why: string;
  readonly signal: ChangeText | null;
  readonly notes: readonly string[];
  readonly link: DigestLink;
}

/** One of the numbers on the cards, with all its parts. */
export interface DigestNumber {
  readonly title: string;
  /** `25.7%`, or why it is not shown: `no data`, `< 5`, `withheld`. */
  readonly value: string;
  readonly shown: boolean;
  /** `589/2,289` and the conversations behind it; null where there are none to show. */
  readonly parts: string | null;
  readonly partsUrl: string | null;
  /** `24.0–27.6`. */
  readonly interval: string | null;
  /** It rests on fewer than 30. */
  readonly low: boolean;
  readonly change: ChangeText | null;
  /** `from 19.1%`, or why there is nothing to compare with. */
  readonly from: string;
  /** `≤ 15%: 10.7 pts above`; null without a target. */
  readonly target: string | null;
}

/** A share of the reason mix. */
export interface DigestShare {
  readonly name: string;
  readonly value: string;
  readonly parts: string | null;
  /** `+2.6`; null where there is nothing to compare with. */
  readonly change: string | null;
  readonly signal: boolean;
}

/** The weekly review as an e-mail: the same numbers in the same words, ready to be written as HTML or as text. */
export interface Digest {
  /** `Week 46`. */
  readonly week: string;
  /** `9–15 Nov 2026`. */
  readonly days: string;
  /** `provisional: late surveys may change it until 23 Nov`. */
  readonly maturity: string;
  /** `12,822 conversations, 3,832 hand-offs`. */
  readonly volume: string;
  readonly headline: string;
  readonly nothing: string | null;
  readonly findings: readonly DigestFinding[];
  readonly numbers: readonly DigestNumber[];
  readonly mix: readonly DigestShare[];
  /** Signals for which there was no room among the findings. */
  readonly alsoChanged: readonly ChangeLine[];
  /** The review itself. */
  readonly url: string;
}

/**
 * What the digest of a week says: the prepared weekly review, with whole addresses. Null where nothing happened in the
 * week.
 *
 * @param base where people reach Baton, without a slash at the end
 */
export function prepareDigest(content: ReviewContent, maturityDays: number, base: string): Digest | null {
  const { review, findings, notes } = content;
  const { total, week } = review;
  if (!total || !findings) return null;
  const scope = { week, filters: [] };
  const { cards, mix } = prepareCards(total, review.columns, scope);
  const at = (href: string) => wholeAddress(base, week, href);
  const signal = findings.findings.find((finding) => finding.signal?.word === "signal");
  return {
    week: formatWeek(week),
    days: formatDays(review.period.from, review.period.to),
    maturity: maturityText(review, maturityDays),
    volume: volumeText(total),
    headline: signal?.claim.replace(/\.$/, "") ?? "No change beyond chance",
    nothing: findings.nothing,
    findings: findings.findings.map((finding) => digestFinding(finding, at)),
    numbers: cards.flatMap((card) =>
      card.numbers.map((number) => digestNumber(number, notes.targets[number.metric], at)),
    ),
    mix: mix.shares.map(({ name, number, change, signal: isSignal }) => ({
      name,
      value: valueText(number),
      parts: number.parts,
      change,
      signal: isSignal,
    })),
    alsoChanged: findings.further,
    url: at("/"),
  };
}

/** An address of Baton with its host; parts of the page itself lead to the review of the week. */
function wholeAddress(base: string, week: string, href: string): string {
  const [path = "", anchor] = href.split("#");
  const review = path === "" || path === "/" ? `/?week=${week}` : path;
  return `${base}${review}${anchor === undefined ? "" : `#${anchor}`}`;
}

function volumeText({ values }: ReportRow): string {
  const of = (id: string) => values[id]?.value ?? 0;
  return `${counted(of("conversations"), "conversation")}, ${counted(of("hand_offs"), "hand-off")}`;
}

function digestFinding(finding: Finding, at: (href: string) => string): DigestFinding {
  const { claim, why, signal, notes, link } = finding;
  return { claim, why, signal, notes, link: { text: link.text, url: at(link.href) } };
}

function digestNumber(
  { title, number, change, from }: CardNumber,
  target: TargetText | undefined,
  at: (href: string) => string,
): DigestNumber {
  return {
    title: title === "Contained" ? "CSAT contained" : title,
    value: valueText(number),
    shown: number.value !== null,
    parts: number.parts,
    partsUrl: number.href === null ? null : at(number.href),
    interval: number.interval,
    low: number.low,
    change,
    from,
    target: target?.goal ? [target.goal, target.distance].filter(Boolean).join(": ") : null,
  };
}

function valueText({ value, withheld }: NumberText): string {
  return value ?? withheld?.text ?? "no data";
}

/** A change of a number in words that need no colour: `up, 6.6 pts worse, signal (+4.2 to +9.1)`. */
export function changeInWords(change: ChangeText): string {
  const direction = change.direction === "none" ? "unchanged" : change.direction;
  const interval = change.interval === null ? "" : ` (${change.interval})`;
  return `${direction}, ${change.text}, ${change.word}${interval}`;
}
