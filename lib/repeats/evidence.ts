import { findAmounts } from "./amounts";
import { findDates } from "./dates";
import { isFrequent } from "./frequent-words";
import { isBetweenNumbers, isSign, readSpoken, readSpokenApart } from "./spoken-units";
import { type Unit, unitsOf } from "./words";

/** One form of a stretch of text that a captured value may be recognised by. */
export interface Evidence {
  /** Folded and joined; days begin with `d:`, amounts in cents with `a:`, the last digits of long numbers with `p:`. */
  readonly form: string;
  /** The words it stands in, counted from 0. */
  readonly from: number;
  readonly words: number;
  readonly flags: number;
  /** UTF-16 offsets in the text. */
  readonly start: number;
  readonly end: number;
}

/** What is known of a stretch of text besides its form; bits of `flags`. */
export const FLAG = {
  /** Said not to be it: "not 4421". */
  negated: 1,
  /** A number of its own, no part of a longer one. */
  bounded: 2,
  /** Introduced as a name: "my name is". */
  introduced: 4,
  /** The message says hardly anything else. */
  alone: 8,
  /** The first number of the message begins with it. */
  first: 16,
  /** The last number of the message ends with it. */
  last: 32,
} as const;

/** No message is read further than this. */
export const MOST_WORDS = 4095;
/** A number in more pieces is none. */
const MOST_PIECES = 24;
const [SHORTEST, LONGEST] = [2, 64];
const LONG_NUMBER = 8;

const NEGATIONS = new Set([
  "not",
  "isn",
  "wasn",
  "aren",
  "nicht",
  "kein",
  "keine",
  "keinen",
  "pas",
  "jamais",
  "never",
]);
const ALTERNATIVES = /^(?:or|oder|ou|o)$/;
const INTRODUCTIONS = new Set(
  `name named called surname lastname firstname am im heisse heise heiss bin nachname vorname namens nennt appelle suis
   nom prenom llamo soy nombre apellido apellidos mrs mr ms herr frau monsieur madame senor senora`.split(
    /\s+/,
  ),
);
const FAREWELLS = new Set(
  `thanks thank thx cheers regards sincerely ta danke dankeschon gruss grusse viele merci cordialement gracias saludos
   bye goodbye tschuss ciao adios hello hallo bonjour hola dear liebe hi hey`.split(/\s+/),
);
/** Letters before a number that say what it is and are no part of it. */
const NUMBER_WORDS = new Set(
  `order orders ord ref reference no nr num number acct account acc cust customer inv invoice ticket case id po bestellung
   bestellnr kunde kundennr rechnung commande cmd facture pedido ped factura fact auftrag vorgang konto`.split(
    /\s+/,
  ),
);

/** The form of a name of two words that everybody uses, where somebody gives it as a name. */
export function introducedName(one: string, two: string): string {
  return `n:${one}${two}`;
}

/** Whether letters in front of a number only name it, as in `ORD-4421`. */
export function namesNumber(letters: string): boolean {
  return NUMBER_WORDS.has(letters);
}

/**
 * Everything in a text that a captured value may be recognised by: its words, the numbers and codes in it however they
 * are grouped, spelled or spoken, days, amounts, addresses. In order of place. Cost grows with the length of the text,
 * and with the square of the pieces of a single number, which are limited. Where only some forms are of interest,
 * `isWanted` leaves out the others before anything else is found out about them.
 */
export function readEvidence(text: string, isWanted: (form: string) => boolean = () => true): Evidence[] {
  const written = unitsOf(text, MOST_WORDS);
  const units = readSpoken(written);
  const found = new Reader(text, written, units, isWanted).read();
  const apart = readSpokenApart(written, units);
  return apart === null ? found : [...found, ...new Reader(text, written, apart, isWanted).readCodes()];
}

class Reader {
  private readonly found: Evidence[] = [];
  private readonly decimals = new Set<Unit>();
  private readonly firstCode: number;
  private readonly lastCode: number;
  /** How many words of the text say something; a farewell says that it is no bare answer. Counted when asked for. */
  private informative = -1;
  private isFarewell = false;

  constructor(
    private readonly text: string,
    private readonly written: readonly Unit[],
    private readonly units: readonly Unit[],
    private readonly isWanted: (form: string) => boolean,
  ) {
    this.firstCode = units.findIndex((unit) => unit.isNumber);
    this.lastCode = units.findLastIndex((unit) => unit.isNumber);
  }

  read(): Evidence[] {
    this.readAmounts();
    for (let i = 0; i < this.written.length; i++) this.readWord(i);
    if (this.units.some((unit) => unit.isNumber || unit.text.length === 1)) {
      for (let i = 0; i < this.units.length; i++) {
        this.readCode(i);
        this.readPair(i);
      }
      this.readLongNumbers();
    }
    if (this.units !== this.written || this.firstCode >= 0) this.readDates();
    this.readSpokenAddresses();
    return this.found;
  }

  /** Numbers and codes alone. */
  readCodes(): Evidence[] {
    for (let i = 0; i < this.units.length; i++) this.readCode(i);
    return this.found;
  }

  private push(form: string, units: readonly Unit[], from: number, to: number, flags = 0): void {
    const [first, last] = [units[from], units[to]];
    if (!first || !last || form.length < SHORTEST || form.length > LONGEST || !this.isWanted(form)) return;
    this.found.push({
      form,
      from: first.word,
      words: Math.min(63, last.lastWord - first.word + 1),
      flags: flags | this.flagsBefore(units, from) | (this.isAlone(units, from, to) ? FLAG.alone : 0),
      start: first.start,
      end: last.end,
    });
  }

  /** What the words before say: that it is not it, or that a name follows. Sentences are not crossed. */
  private flagsBefore(units: readonly Unit[], at: number): number {
    let flags = 0;
    for (let i = at; i > at - 3; i--) {
      const [unit, before] = [units[i], units[i - 1]];
      if (!unit || !before || /[.,;:!?\n]/.test(unit.before)) break;
      if (NEGATIONS.has(before.text)) flags |= FLAG.negated;
      // One of several, such as a colour: "rosa o blanco".
      if (i === at && unit.text.length > 2 && ALTERNATIVES.test(before.text)) flags |= FLAG.negated;
      if (before.text === "no" && /^(?:es|era|son|el|la)$/.test(unit.text)) flags |= FLAG.negated;
      if (INTRODUCTIONS.has(before.text)) flags |= FLAG.introduced;
    }
    return flags;
  }

  private isAlone(units: readonly Unit[], from: number, to: number): boolean {
    if (this.informative < 0) {
      this.informative = this.written.filter((unit) => !unit.isNumber && !isFrequent(unit.text)).length;
      this.isFarewell = this.written.some((unit) => FAREWELLS.has(unit.text));
    }
    if (this.isFarewell || this.informative > 4) return false;
    let own = 0;
    for (let i = from; i <= to; i++) {
      const unit = units[i];
      if (unit && !unit.isNumber && !isFrequent(unit.text)) own++;
    }
    return this.informative - own <= 1;
  }

  /** A single word, and what is written together with signs between: `o'brien`, `anna.smith@example.com`. */
  private readWord(at: number): void {
    const unit = this.written[at];
    if (!unit) return;
    if (!unit.isNumber && !isFrequent(unit.text)) this.push(unit.text, this.written, at, at);
    const previous = this.written[at - 1];
    if (previous && isGlued(unit)) return;
    let last = at;
    let joined = unit.text;
    for (let next = this.written[last + 1]; next && isGlued(next); next = this.written[last + 1]) {
      joined += next.text;
      last += 1;
    }
    const { [at + 1]: following, [at - 1]: introduction } = this.written;
    if (
      introduction &&
      following &&
      isFrequent(unit.text) &&
      isFrequent(following.text) &&
      (INTRODUCTIONS.has(introduction.text) || INTRODUCTIONS.has(this.written[at - 2]?.text ?? ""))
    ) {
      this.push(introducedName(unit.text, following.text), this.written, at, at + 1);
    }
    // Numbers are read by readCode in every grouping.
    if (last > at && /[a-z]{3}/.test(joined)) this.push(joined, this.written, at, last, FLAG.bounded);
  }

  /** The numbers and codes that begin at a unit: joined over spaces, signs, spoken signs and fillers. */
  private readCode(at: number): void {
    const first = this.units[at];
    if (!first || this.decimals.has(first)) return;
    const startsWithLetters = !first.isNumber;
    if (startsWithLetters && !(first.text.length <= 5)) return;
    let joined = "";
    let pieces = 0;
    let hasDigit = false;
    let onlyLetters = true;
    for (let i = at; i < this.units.length && pieces < MOST_PIECES; i++) {
      const unit = this.units[i];
      if (!unit) break;
      if (i > at && !unit.isNumber && isBetweenNumbers(unit.text) && !isGlued(unit)) {
        if (unit.before.includes("\n\n")) break;
        continue;
      }
      if (i > at && !this.continues(unit, at, i)) break;
      onlyLetters &&= !unit.isNumber && unit.text.length === 1;
      joined += unit.text;
      pieces += 1;
      hasDigit ||= unit.isNumber;
      if (joined.length > LONGEST) break;
      const spelled = onlyLetters && pieces >= 3;
      if (hasDigit || spelled) this.push(joined, this.units, at, i, this.edges(at, i));
      // A word of letters only leads to a number that follows at once.
      if (startsWithLetters && !hasDigit && first.text.length > 1 && pieces > 1) break;
    }
  }

  private continues(unit: Unit, first: number, at: number): boolean {
    if (this.decimals.has(unit)) return false;
    const previous = this.units[at - 1];
    if (unit.isNumber) {
      return (
        !(previous?.isNumber && /^ ?: ?$/.test(unit.before)) &&
        !/[;!?\n]{2}|[^\s\-–—./_,#:()'’\\+*]{4}/.test(unit.before)
      );
    }
    if (unit.text.length === 1) return at - first < MOST_PIECES && !/[.!?;]\s/.test(unit.before);
    if (isGlued(unit)) return unit.text.length <= 8;
    if (unit.text.length === 4 && at - first === 2 && this.startsIban(first)) return true;
    return unit.isUpper && unit.text.length <= 4;
  }

  /** Two letters and two digits: a bank's four letters may follow in small letters. */
  private startsIban(at: number): boolean {
    return this.units[at]?.text.length === 2 && /^\d\d$/.test(this.units[at + 1]?.text ?? "");
  }

  private edges(from: number, to: number): number {
    let flags = 0;
    if (from <= this.firstCode && to >= this.firstCode) flags |= FLAG.first;
    if (to >= this.lastCode && from <= this.lastCode) flags |= FLAG.last;
    if (this.isBounded(from, to)) flags |= FLAG.bounded;
    return flags;
  }

  private isBounded(from: number, to: number): boolean {
    const [before, first, after] = [this.units[from - 1], this.units[from], this.units[to + 1]];
    if (before && first) {
      if (before.isNumber && isNear(first.before)) return false;
      if (isGlued(first) && !before.isNumber && !namesNumber(before.text)) return false;
    }
    if (!after) return true;
    if (after.isNumber) return !isNear(after.before);
    return !(after.before === "" && after.text.length > 0);
  }

  /** A short number and the word beside it, as in a street address: neither says much alone. */
  private readPair(at: number): void {
    const [one, two] = [this.units[at], this.units[at + 1]];
    if (!one || !two || one.isNumber === two.isNumber) return;
    const [number, word] = one.isNumber ? [one, two] : [two, one];
    if (number.text.length > 5 || word.text.length < 3 || word.text.length > 40) return;
    if (/[.!?;]\s/.test(two.before) && !/(?:str|st|rd|ave|pl)$/.test(one.text)) return;
    this.push(one.text + two.text, this.units, at, at + 1, FLAG.bounded);
  }

  /** The last digits of numbers that are long enough for a telephone's, whatever stands in front of them. */
  private readLongNumbers(): void {
    for (let i = 0; i < this.units.length; i++) {
      if (!this.units[i]?.isNumber) continue;
      let digits = "";
      let last = i;
      for (let j = i; j < this.units.length; j++) {
        const unit = this.units[j];
        if (!unit || (j > i && !unit.isNumber && !(isBetweenNumbers(unit.text) && !isGlued(unit)))) break;
        if (!unit.isNumber) continue;
        if (j > i && /^ ?: ?$/.test(unit.before)) break;
        digits += unit.text;
        last = j;
      }
      if (digits.length >= LONG_NUMBER && digits.length <= 17) {
        this.push(`p:${digits.slice(-LONG_NUMBER)}`, this.units, i, last);
      }
      i = last;
    }
  }

  private readDates(): void {
    for (const { from, to, days } of findDates(this.units)) {
      for (const day of days) this.push(`d:${day}`, this.units, from, to);
    }
  }

  private readAmounts(): void {
    for (const { from, to, cents } of findAmounts(this.text, this.units)) {
      for (let i = from + 1; i <= to; i++) {
        const unit = this.units[i];
        if (unit?.isNumber && /^[.,]$/.test(unit.before) && unit.text.length <= 2) this.decimals.add(unit);
      }
      this.push(`a:${cents}`, this.units, from, to, FLAG.bounded);
    }
  }

  /** `anna dot smith at example dot com`. */
  private readSpokenAddresses(): void {
    this.units.forEach((at, i) => {
      if (!/^(?:at|arobase|arroba|klammeraffe|chez)$/.test(at.text)) return;
      const dot = this.units
        .slice(i + 2, i + 6)
        .findIndex((unit) => /^(?:dot|punkt|point|punto)$/.test(unit.text));
      if (dot < 0) return;
      let end = i + 2 + dot + 1;
      while (/^(?:dot|punkt|point|punto)$/.test(this.units[end + 1]?.text ?? "") && this.units[end + 2])
        end += 2;
      const domain = this.joinedWithoutSigns(i + 1, end);
      for (let start = i - 1; start >= 0 && start > i - 12; start--) {
        this.push(this.joinedWithoutSigns(start, i - 1) + domain, this.units, start, end, FLAG.bounded);
      }
    });
  }

  private joinedWithoutSigns(from: number, to: number): string {
    return this.units
      .slice(from, to + 1)
      .filter((unit, i, all) => !isSign(unit.text) && !isLowSign(all[i - 1], unit))
      .map((unit) => unit.text)
      .join("");
  }
}

/** The second word of "tiret bas" and "guion bajo". */
function isLowSign(before: Unit | undefined, unit: Unit): boolean {
  return /^(?:bas|bajo|baja)$/.test(unit.text) && before !== undefined && isSign(before.text);
}

/** Nothing but signs between it and the unit before: they are written together. */
function isGlued(unit: Unit): boolean {
  return unit.before.length <= 2 && !/[\s;!?]/.test(unit.before);
}

/** Digits on both sides of this are one number. */
function isNear(between: string): boolean {
  return /^[ \u00a0\-–./]{0,3}$/.test(between) && !/[./] $/.test(between);
}
