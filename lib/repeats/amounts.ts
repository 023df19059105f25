import type { Unit } from "./words";

/** An amount of money as somebody wrote or said it. */
export interface FoundAmount {
  readonly from: number;
  readonly to: number;
  readonly cents: string;
}

const CURRENCY = new Set(
  `eur euro euros pound pounds quid gbp sterling dollar dollars usd bucks chf franc francs franken livre livres libra libras
   dolar dolares pfund`.split(/\s+/),
);
const SMALL = new Set(["p", "pence", "cent", "cents", "centimes", "centimos", "rappen"]);
const SIGN = /[£$€]/;

/** Amounts among the units of a text: numbers with a currency, or with two decimals. */
export function findAmounts(text: string, units: readonly Unit[]): FoundAmount[] {
  const found: FoundAmount[] = [];
  for (let i = 0; i < units.length; i++) {
    const amount = units[i]?.isNumber ? amountAt(text, units, i) : null;
    if (!amount) continue;
    found.push(amount);
    i = amount.to;
  }
  return found;
}

function amountAt(text: string, units: readonly Unit[], at: number): FoundAmount | null {
  const first = units[at];
  if (!first || first.text.length > 9) return null;
  let whole = first.text;
  let last = at;
  for (
    let next = units[last + 1];
    next && /^[.,' \u00a0]$/.test(next.before) && /^\d{3}$/.test(next.text);
  ) {
    if (whole.length > 3 && last === at) break;
    whole += next.text;
    last += 1;
    next = units[last + 1];
  }
  let cents = "";
  const decimals = units[last + 1];
  if (decimals?.isNumber && /^[.,]$/.test(decimals.before) && /^\d{1,2}$/.test(decimals.text)) {
    cents = decimals.text.padEnd(2, "0");
    last += 1;
    // A further group makes it a date or a version.
    if (units[last + 1]?.isNumber && /^[.,:/-]$/.test(units[last + 1]?.before ?? "")) return null;
  } else if (isWord(decimals, ["point", "punkt", "komma", "virgule", "coma", "comma"])) {
    const spoken = units[last + 2];
    if (spoken?.isNumber && spoken.text.length <= 2) {
      const further = units[last + 3];
      const both = spoken.text.length === 1 && further?.isNumber && further.text.length === 1;
      cents = both ? spoken.text + further.text : spoken.text.padEnd(2, "0");
      last += both ? 3 : 2;
    }
  }
  const end = units[last]?.end ?? first.end;
  let hasCurrency = SIGN.test(first.before.slice(-2)) || SIGN.test(text.slice(end, end + 2));
  const after = units[last + 1];
  if (after && CURRENCY.has(after.text)) {
    hasCurrency = true;
    last += 1;
    const skip = isWord(units[last + 1], ["and", "und", "et", "con", "y"]) ? 1 : 0;
    const small = units[last + 1 + skip];
    if (cents === "" && small?.isNumber && small.text.length <= 2) {
      const named = SMALL.has(units[last + 2 + skip]?.text ?? "");
      if (named || small.text.length === 2) {
        cents = small.text.padStart(2, "0");
        last += 1 + skip + (named ? 1 : 0);
      }
    }
  }
  if (!hasCurrency && cents === "") return null;
  const value = `${whole.replace(/^0+(?=\d)/, "")}${cents === "" ? "00" : cents}`;
  return { from: at, to: last, cents: value };
}

function isWord(unit: Unit | undefined, words: readonly string[]): boolean {
  return unit !== undefined && words.includes(unit.text);
}
