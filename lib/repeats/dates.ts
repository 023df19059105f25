import type { Unit } from "./words";

/** A day as somebody wrote or said it. */
export interface FoundDate {
  /** Index of the first and the last unit. */
  readonly from: number;
  readonly to: number;
  /** `YYYYMMDD`, or `MMDD` where no year was said; several where the order of day and month is not known. */
  readonly days: readonly string[];
}

const MONTH_NAMES = [
  "january jan januar janner janv janvier enero ene",
  "february feb februar fev fevr fevrier febrero",
  "march mar marz maerz mrz mars marzo",
  "april apr avril avr abril abr",
  "may mai mayo",
  "june jun juni juin junio",
  "july jul juli juil juillet julio",
  "august aug aout agosto ago",
  "september sep sept septembre septiembre setiembre",
  "october oct oktober okt octobre octubre",
  "november nov novembre noviembre",
  "december dec dezember dez decembre diciembre dic",
];
const MONTHS = new Map(
  MONTH_NAMES.flatMap((names, i) => names.split(" ").map((name): [string, number] => [name, i + 1])),
);

const ORDINAL_NAMES = [
  "first erste ersten erster premier primero",
  "second zweite zweiten zweiter",
  "third dritte dritten dritter",
  "fourth vierte vierten vierter",
  "fifth funfte funften funfter",
  "sixth sechste sechsten sechster",
  "seventh siebte siebten siebter",
  "eighth achte achten achter",
  "ninth neunte neunten neunter",
  "tenth zehnte zehnten zehnter",
  "eleventh elfte elften elfter",
  "twelfth zwolfte zwolften zwolfter",
  "thirteenth dreizehnte dreizehnten",
  "fourteenth vierzehnte vierzehnten",
  "fifteenth funfzehnte funfzehnten",
  "sixteenth sechzehnte sechzehnten",
  "seventeenth siebzehnte siebzehnten",
  "eighteenth achtzehnte achtzehnten",
  "nineteenth neunzehnte neunzehnten",
  "twentieth zwanzigste zwanzigsten",
  "einundzwanzigste einundzwanzigsten",
  "zweiundzwanzigste zweiundzwanzigsten",
  "dreiundzwanzigste dreiundzwanzigsten",
  "vierundzwanzigste vierundzwanzigsten",
  "funfundzwanzigste funfundzwanzigsten",
  "sechsundzwanzigste sechsundzwanzigsten",
  "siebenundzwanzigste siebenundzwanzigsten",
  "achtundzwanzigste achtundzwanzigsten",
  "neunundzwanzigste neunundzwanzigsten",
  "thirtieth dreissigste dreissigsten",
  "einunddreissigste einunddreissigsten",
];
const ORDINALS = new Map(
  ORDINAL_NAMES.flatMap((names, i) =>
    names
      .split(" ")
      .flatMap((name) => (name.endsWith("te") ? [name, `${name}n`, `${name}r`] : [name]))
      .map((name): [string, number] => [name, i + 1]),
  ),
);
const SUFFIXES = new Set(["st", "nd", "rd", "th", "er", "re", "ter", "ten"]);
const OF = new Set(["of", "de", "del", "du", "the", "des"]);
const BETWEEN = /^[ ]?[-/.][ ]?$/;

/** The days named among the units of a text. Linear in their number. */
export function findDates(units: readonly Unit[]): FoundDate[] {
  const found: FoundDate[] = [];
  for (let i = 0; i < units.length; i++) {
    const date = numericDate(units, i) ?? dayFirst(units, i) ?? monthFirst(units, i);
    if (!date) continue;
    found.push(date);
    i = date.to;
  }
  return found;
}

function numericDate(units: readonly Unit[], at: number): FoundDate | null {
  const [a, b, c] = units.slice(at, at + 3);
  if (!a?.isNumber || !b?.isNumber || a.isSpoken || !BETWEEN.test(b.before)) return null;
  if (c?.isNumber && BETWEEN.test(c.before)) {
    if (a.text.length === 4 && b.text.length <= 2 && c.text.length <= 2) {
      return dated(at, at + 2, [day(a.text, Number(b.text), Number(c.text))]);
    }
    if (a.text.length <= 2 && b.text.length <= 2 && (c.text.length === 4 || c.text.length === 2)) {
      const year = fullYear(c.text);
      const days = [day(year, Number(b.text), Number(a.text)), day(year, Number(a.text), Number(b.text))];
      return dated(at, at + 2, days);
    }
    return null;
  }
  if (a.text.length > 2 || b.text.length > 2 || b.before.trim() === "-") return null;
  return dated(at, at + 1, [
    day("", Number(b.text), Number(a.text)),
    day("", Number(a.text), Number(b.text)),
  ]);
}

/** `12 March 1985`, `the twelfth of March`, `12. März`, `le 12 mars`, `12 de marzo de 1985`. */
function dayFirst(units: readonly Unit[], at: number): FoundDate | null {
  const said = dayAt(units, at);
  if (!said) return null;
  let next = said.next;
  while (OF.has(units[next]?.text ?? "") && next < said.next + 2) next++;
  const month = MONTHS.get(units[next]?.text ?? "") ?? monthByNumber(units, at, next);
  if (month === undefined) return null;
  const year = yearAt(units, next + 1);
  return dated(at, year?.last ?? next, [day(year?.year ?? "", month, said.day)]);
}

/** `the twelfth of the third`, `zwölfter dritter`, `le douze du trois`. */
function monthByNumber(units: readonly Unit[], day: number, at: number): number | undefined {
  const [first, unit] = [units[day], units[at]];
  const isOrdinal = first && !first.isNumber;
  const month = ORDINALS.get(unit?.text ?? "");
  if (isOrdinal && month !== undefined && month <= 12) return month;
  const isLinked = unit !== undefined && /^(?:du|del)$/.test(units[at - 1]?.text ?? "");
  const value = Number(unit?.text);
  return isLinked && unit.isNumber && value >= 1 && value <= 12 && yearAt(units, at + 1) ? value : undefined;
}

/** `March 12th, 1985`, `March the twelfth`. */
function monthFirst(units: readonly Unit[], at: number): FoundDate | null {
  const month = MONTHS.get(units[at]?.text ?? "");
  if (month === undefined) return null;
  const next = OF.has(units[at + 1]?.text ?? "") ? at + 2 : at + 1;
  const said = dayAt(units, next);
  if (!said) return null;
  const year = yearAt(units, said.next);
  return dated(at, year?.last ?? said.next - 1, [day(year?.year ?? "", month, said.day)]);
}

function dayAt(units: readonly Unit[], at: number): { day: number; next: number } | null {
  const unit = units[at];
  if (!unit) return null;
  if (unit.isNumber) {
    const value = Number(unit.text);
    if (unit.text.length > 2 || value < 1 || value > 31) return null;
    const after = units[at + 1];
    const ordinal = after && !after.isNumber ? ORDINALS.get(after.text) : undefined;
    // "twenty first" is read as 20 and an ordinal.
    if (value % 10 === 0 && ordinal !== undefined && ordinal < 10)
      return { day: value + ordinal, next: at + 2 };
    return { day: value, next: after && SUFFIXES.has(after.text) ? at + 2 : at + 1 };
  }
  const ordinal = ORDINALS.get(unit.text);
  return ordinal === undefined ? null : { day: ordinal, next: at + 1 };
}

function yearAt(units: readonly Unit[], at: number): { year: string; last: number } | null {
  const first = OF.has(units[at]?.text ?? "") ? at + 1 : at;
  const [a, b] = units.slice(first, first + 2);
  if (!a?.isNumber) return null;
  if (/^(?:19|20)\d\d$/.test(a.text)) return { year: a.text, last: first };
  if (
    /^(?:19|20)$/.test(a.text) &&
    b?.isNumber &&
    /^\d\d$/.test(b.text) &&
    (a.isSpoken || b.before.trim() === "")
  ) {
    return { year: a.text + b.text, last: first + 1 };
  }
  return /^\d\d$/.test(a.text) && /^[\s,'’]*$/.test(a.before)
    ? { year: fullYear(a.text), last: first }
    : null;
}

/** A year of two digits is the one between 1930 and 2029. */
function fullYear(year: string): string {
  if (year.length === 4) return year;
  return Number(year) < 30 ? `20${year}` : `19${year}`;
}

const two = (value: number) => String(value).padStart(2, "0");

function day(year: string, month: number, ofMonth: number): string | null {
  if (year !== "" && !/^(?:19|20)\d\d$/.test(year)) return null;
  return month >= 1 && month <= 12 && ofMonth >= 1 && ofMonth <= 31
    ? `${year}${two(month)}${two(ofMonth)}`
    : null;
}

function dated(from: number, to: number, days: readonly (string | null)[]): FoundDate | null {
  const known = [...new Set(days.filter((one) => one !== null))];
  return known.length === 0 ? null : { from, to, days: known };
}
