import { describe, expect, it } from "vitest";
import { readEvidence } from "./evidence";
import { fingerprintText, readFingerprints } from "./fingerprints";
import { matchSplit, matchValue } from "./match-values";
import { formsOf, printForms, readForms } from "./value-forms";

/** Fingerprints that can be read, so that tests do not depend on a key; padded to the length of real ones. */
const seen = new Map<string, string>();
const print = (form: string): string => {
  const known = seen.get(form) ?? String(seen.size).padStart(8, "0");
  seen.set(form, known);
  return known;
};
const forms = (field: string, value: string) => {
  const found = formsOf(field, value);
  return found ? readForms(printForms(found, print)) : null;
};
const message = (text: string) => readFingerprints(fingerprintText(text, print));
function strength(field: string, value: string, text: string): string | null {
  const found = forms(field, value);
  return found ? (matchValue(found, message(text))?.strength ?? null) : null;
}

describe("a captured value in a message", () => {
  it.each([
    ["order", "BW-088-16448", "it is bw 088 16448, thanks"],
    ["order", "BW-088-16448", "08816448"],
    ["order", "4421", "ORD-4421"],
    ["order", "4421", "order #4421 please"],
    ["order", "4421", "four four two one"],
    ["order", "4421", "double four two one"],
    ["order", "4421", "vierundvierzig einundzwanzig"],
    ["order", "4421", "quarante-quatre vingt et un"],
    ["order", "4421", "cuarenta y cuatro veintiuno"],
    ["account", "8292", "quatre-vingt-deux quatre-vingt-douze"],
    ["account", "7798", "soixante-dix-sept quatre-vingt-dix-huit"],
    ["account", "946178", "neuf cent quarante-six cent soixante-dix-huit"],
    ["account", "90418", "nine hundred four one eight"],
    ["account", "50338812", "cinq zéro deux fois trois double huit un deux"],
    ["account", "55208", "cincuenta y cinco mil doscientos ocho"],
    ["account", "20417", "zwanzigtausendvierhundertsiebzehn"],
    ["account", "48213", "forty-eight, uh, thousand two hundred and thirteen"],
    ["booking", "HJ4LLP", "h for hotel j for juliet four double l p for papa"],
    ["booking", "ZK4TPW", "Zeppelin Kaufmann vier Theodor Paula Wilhelm"],
    ["iban", "GB29NWBK60161331926819", "gb29 nwbk 6016 1331 9268 19"],
    ["name", "Will Long", "my name is Will Long"],
    ["email", "jl_vega-8@correo.example", "jl guion bajo vega guion ocho arroba correo punto example"],
    ["dob", "1978-03-21", "einundzwanzigster dritter achtundsiebzig"],
    ["dob", "1969-10-02", "le deux dix soixante-neuf"],
    ["account", "80442119", "um eight oh, uh, double four two double one nine"],
    ["account", "00442119", "442119"],
    ["account", "HC204417", "H for hotel, C for Charlie, 204417"],
    ["booking", "K7PLM2", "kilo seven papa lima mike two"],
    ["policy", "AB1234", "ＡＢ１２３４"],
    ["email", "anna.smith@example.com", "ANNA.SMITH@example.com!"],
    ["email", "anna.smith@example.com", "anna dot smith at example dot com"],
    ["email", "anna@example.de", "anna ät example punkt de"],
    ["phone", "+44 7700 900123", "07700 900 123"],
    ["phone", "07700900123", "+44 (0)7700 900123"],
    ["name", "Jürgen Müller", "Mueller, Juergen"],
    ["name", "Anna Whitcombe", "ANNA WHITCOMBE here"],
    ["name", "Chloé Lefèvre", "lefevre chloe"],
    ["dob", "1985-03-12", "12/03/85"],
    ["dob", "1985-03-12", "March 12th, 1985"],
    ["dob", "1985-03-12", "am 12. März 1985"],
    ["dob", "1985-03-12", "le 12 mars 1985"],
    ["dob", "1985-03-12", "el 12 de marzo de 1985"],
    ["dob", "1985-03-12", "twelfth of March nineteen eighty-five"],
    ["dob", "1979-11-23", "dreiundzwanzigster November neunzehnhundertneunundsiebzig"],
    ["amount", "45.50", "you took £45.50"],
    ["amount", "45.50", "45,50 €"],
    ["amount", "45.50", "forty-five pounds fifty"],
    ["amount", "1,249.00", "1249 euros"],
    ["postcode", "NW1 6XE", "nw16xe"],
    ["address", "12 Baker Street, London", "12 baker st"],
    ["address", "Hauptstraße 12, 50667 Köln", "Hauptstr. 12 in Koeln"],
  ])("%s %s in %j", (field, value, text) => {
    expect(strength(field, value, text)).toBe("whole");
  });

  it.each([
    ["order", "BW-088-16448", "the other one is BW-088-16449"],
    ["order", "4421", "my card is 4421 8890"],
    ["order", "4421", "at 44:21"],
    ["order", "450", "on 4.50 each"],
    ["address", "12 Baker Street, London", "the neighbour at 14 Elm Road"],
    ["dob", "1985-03-12", "since 12 April"],
    ["amount", "45.50", "I paid 46.50"],
    ["name", "Anna Whitcombe", "thanks a lot"],
    ["answer", "yes", "yes"],
    ["size", "12", "12"],
    ["status", "customer", "I am a customer"],
  ])("%s %s is not in %j", (field, value, text) => {
    expect([null, "part"]).toContain(strength(field, value, text));
  });

  it("is told from one that is denied, and from a part of it", () => {
    expect(strength("order", "BW-088-16448", "it is not BW-088-16448")).toBe("denied");
    expect(strength("order", "BW-088-16448", "no, it is BW-088-16448")).toBe("whole");
    expect(strength("account", "80442119", "ending 2119")).toBe("part");
    expect(strength("first_name", "Rosalind", "my name is Rosalind")).toBe("introduced");
    expect(strength("first_name", "Rosalind", "Rosalind")).toBe("alone");
    expect(strength("first_name", "Rosalind", "Thanks, Rosalind")).toBe("part");
  });

  it("may stand in two messages", () => {
    const account = forms("account", "80442119");
    const email = forms("email", "anna@example.com");
    if (!account || !email) throw new Error("They say enough.");
    expect(matchSplit(account, message("it is 8044"), message("and 2119"))).toBe(true);
    expect(matchSplit(account, message("8044 is the first part of 3"), message("2119"))).toBe(false);
    expect(matchSplit(account, message("2119"), message("8044"))).toBe(false);
    expect(matchSplit(email, message("anna"), message("@example.com"))).toBe(true);
  });

  it("says where it stands, in words", () => {
    const found = forms("order", "BW-088-16448");
    expect(found && matchValue(found, message("so my order is bw 088 16448 okay"))).toMatchObject({
      from: 4,
      words: 3,
    });
  });

  it("is no clear text in what is kept", () => {
    const text = fingerprintText("order BW-088-16448 of Anna Whitcombe", print);
    expect(text).not.toMatch(/16448|whitcombe/i);
    expect(text.length % 12).toBe(0);
  });
});

describe("reading a message", () => {
  it("stays quick on texts made to be slow", () => {
    const pieces = ["1 ", "a ", "one ", "1-", "ab12 ", "at a dot b ", "12 march ", "1.2,3 ", "double ", "A"];
    const started = process.hrtime.bigint();
    for (const piece of pieces) readEvidence(piece.repeat(16_000 / piece.length));
    expect(Number(process.hrtime.bigint() - started) / 1e6).toBeLessThan(20_000);
  });
});
