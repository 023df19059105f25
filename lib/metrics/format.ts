import type { Interval } from "@/lib/statistics/interval";
import type { Unit } from "./metric";

/*
 * The one way from a number to text: British figures, a true minus, one decimal for shares. The unit alone decides.
 */

const MINUS = "−";

const count = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 0 });
const oneDecimal = new Intl.NumberFormat("en-GB", { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const twoDecimals = new Intl.NumberFormat("en-GB", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const percent = new Intl.NumberFormat("en-GB", {
  style: "percent",
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});

/** A number and the small unit that follows it: `25.7` and `%`. */
export interface Figure {
  readonly number: string;
  readonly unit: string;
}

/** Puts the true minus in place of the hyphen; −0 loses its sign. */
function withTrueMinus(text: string): string {
  return /^-[0.,]+%?$/.test(text) ? text.slice(1) : text.replace("-", MINUS);
}

/** A whole number: `1,643`. */
export function formatCount(value: number): string {
  return withTrueMinus(count.format(value));
}

/** Seconds in the two largest units that apply: `48 s`, `1 min 48 s`, `2 h 5 min`, `3 d 4 h`. */
export function formatDuration(seconds: number): string {
  const sign = seconds < 0 ? MINUS : "";
  let rest = Math.round(Math.abs(seconds));
  const parts: string[] = [];
  for (const [size, name] of [
    [86_400, "d"],
    [3_600, "h"],
    [60, "min"],
    [1, "s"],
  ] as const) {
    const whole = Math.floor(rest / size);
    rest -= whole * size;
    if (whole > 0) parts.push(`${formatCount(whole)} ${name}`);
    else if (parts.length > 0) break;
    if (parts.length === 2) break;
  }
  return parts.length === 0 ? "0 s" : sign + parts.join(" ");
}

/** A metric's value as text: percent is given as a fraction, seconds in seconds, score on 1–5. */
export function formatValue(unit: Unit, value: number): string {
  switch (unit) {
    case "percent":
      return withTrueMinus(percent.format(value));
    case "score":
      return withTrueMinus(twoDecimals.format(value));
    case "seconds":
      return formatDuration(value);
    case "count":
      return formatCount(value);
  }
}

/** The same in two parts, for large type with a smaller unit. Durations and counts have no unit apart. */
export function formatFigure(unit: Unit, value: number): Figure {
  const text = formatValue(unit, value);
  return unit === "percent" ? { number: text.slice(0, -1), unit: "%" } : { number: text, unit: "" };
}

/** What a share is made of: `589/2,289`. */
export function formatParts(numerator: number, denominator: number): string {
  return `${formatCount(numerator)}/${formatCount(denominator)}`;
}

/** A number of the unit without its sign for the unit: `25.7` for 0.257 percent. */
function bare(unit: Unit, value: number): string {
  return unit === "percent" ? withTrueMinus(oneDecimal.format(value * 100)) : formatValue(unit, value);
}

/** An interval without its unit: `24.0–27.6`. Where an end may be negative, use {@link formatChangeInterval}. */
export function formatInterval(unit: Unit, { low, high }: Interval): string {
  return `${bare(unit, low)}–${bare(unit, high)}`;
}

/** A signed difference without its unit: `+1.2`, `−0.4`, `0.0`. Percent is given as a fraction: 0.012 is `+1.2`. */
export function formatSigned(unit: Unit, value: number): string {
  const text = bare(unit, Math.abs(value));
  if (!/[1-9]/.test(text)) return text;
  return value < 0 ? MINUS + text : `+${text}`;
}

/** A fraction as signed points with two decimals, where many small parts add up: `+1.74`, `−0.05`. */
export function formatPoints(fraction: number): string {
  const text = withTrueMinus(twoDecimals.format(Math.abs(fraction) * 100));
  if (!/[1-9]/.test(text)) return text;
  return fraction < 0 ? MINUS + text : `+${text}`;
}

/** A mean of counts, with one decimal: `1.4`. */
export function formatAverage(value: number): string {
  return withTrueMinus(oneDecimal.format(value));
}

/** The interval of a change: `+4.2 to +9.1`. */
export function formatChangeInterval(unit: Unit, { low, high }: Interval): string {
  return `${formatSigned(unit, low)} to ${formatSigned(unit, high)}`;
}

/** The size of a change without direction: `6.6 pts` for shares, otherwise in the unit itself. */
export function formatChangeSize(unit: Unit, difference: number): string {
  const text = bare(unit, Math.abs(difference));
  return unit === "percent" ? `${text} pts` : text;
}
