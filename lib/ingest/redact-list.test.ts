import { describe, expect, it } from "vitest";
import { comparableForms, formsOf } from "@/lib/repeats/value-forms";
import { type KnownValue, knownValue, redact } from "./redact";

/*
 * Personal data in sentences, and what looks like it and is none. Every string is looked at by itself, and both kinds of
 * mistake are counted: what should have gone and stayed, and what should have stayed and went.
 */

const SENTENCES = [
  "$",
  "Please write it down: $",
  "It is $, thank you",
  "mein Kontakt ist $ und sonst keiner",
  "($)",
];

const PERSONAL: { readonly [label: string]: readonly string[] } = {
  email: [
    "anna.smith@example.com",
    "ANNA@EXAMPLE.ORG",
    "a.b-c+tag@mail.example.co.uk",
    "jürgen@müller.de",
    "o'brien@example.ie",
    "x_1@sub.example.museum",
    "lena99@example.net",
    "info@xn--mller-kva.example",
  ],
  phone: [
    "+49 170 1234567",
    "+491701234567",
    "+1 (212) 555-0123",
    "+44 (0)20 7946 0958",
    "+33 6 12 34 56 78",
    "0049 170 1234567",
    "00442079460958",
    "(212) 555-0123",
    "212-555-0123",
    "1-800-555-0123",
    "020 7946 0958",
    "0170/1234567",
    "06 12 34 56 78",
    "07700900123",
    "+34 911 234 567",
  ],
  card: [
    "4111 1111 1111 1111",
    "4111-1111-1111-1111",
    "5555555555554444",
    "3782 822463 10005",
    "6011 1111 1111 1117",
    "2223 0031 2200 3222",
  ],
  iban: [
    "DE89 3704 0044 0532 0130 00",
    "DE89370400440532013000",
    "GB82 WEST 1234 5698 7654 32",
    "NL91ABNA0417164300",
    "FR14 2004 1010 0505 0001 3M02 606",
  ],
};

/** Numbers of orders, parcels and things, dates, amounts: they say who nobody is. */
const IMPERSONAL = [
  "order 12345678",
  "BW-088-16448",
  "ORD-100348821",
  "A-1234567",
  "ticket #5551234567",
  "case 1234 0555 12345",
  "SKU 0012-3456-789",
  "JD000451298870",
  "1Z999AA10123456784",
  "RR123456785GB",
  "PNR K3XY9Z",
  "flight BA2490",
  "2026-10-12",
  "12.10.2026",
  "01/02/2026 to 12/10/2026",
  "08.30-12.00",
  "£1,249.00",
  "1.000.000",
  "45,50 €",
  "version 10.15.7",
  "192.168.100.200",
  "12 Baker Street",
  "NW1 6XE",
  "04229 Leipzig",
  "model XR-2000",
  "serial SN44-1209-XA",
  "VIN SALVA2BG5CH640021",
  "meter 1EMH0041",
  "4111 1111 1111 1112",
  "DE89 3704 0044 0532 0130 01",
  "50 kg",
  "room 1204",
];

function count(texts: readonly string[], isWrong: (redacted: string, text: string) => boolean): string[] {
  return texts.filter((text) => isWrong(redact(text), text));
}

describe("redaction, over a list", () => {
  const personal = Object.entries(PERSONAL).flatMap(([label, values]) =>
    values.flatMap((value) =>
      SENTENCES.map((sentence) => ({ label, value, text: sentence.replace("$", value) })),
    ),
  );
  const impersonal = IMPERSONAL.flatMap((value) => SENTENCES.map((sentence) => sentence.replace("$", value)));

  it("is of at least two hundred strings", () => {
    expect(personal.length + impersonal.length).toBeGreaterThanOrEqual(300);
  });

  it("misses nothing", () => {
    const missed = personal.filter(
      ({ label, value, text }) => !redact(text).includes(`[${label}]`) || redact(text).includes(value),
    );
    expect(missed.map(({ text }) => text)).toEqual([]);
  });

  it("takes nothing out that is no personal data", () => {
    expect(count(impersonal, (redacted, text) => redacted !== text)).toEqual([]);
  });
});

describe("captured values, in any spelling", () => {
  const known = (name: string, value: string): KnownValue[] => {
    const found = knownValue(name, value);
    const forms = formsOf(name, value);
    return found ? [forms ? { ...found, spellings: comparableForms(forms) } : found] : [];
  };

  it.each([
    ["order", "BW-088-16448", "it is bw 088 16448 again", "it is [order] again"],
    ["order", "BW-088-16448", "oh double eight one six double four eight", "[order]"],
    ["order", "4421", "order four four two one please", "order [order] please"],
    ["account", "80442119", "acht null vier vier zwei eins eins neun", "[account]"],
    ["name", "Jürgen Müller", "Mueller, Juergen is my name", "[name] is my name"],
    ["dob", "1985-03-12", "born on 12 March 1985.", "born on [dob]."],
    ["mail", "jo.bell@example.com", "jo dot bell at example dot com", "[mail]"],
  ])("%s %s: %s", (name, value, text, redacted) => {
    expect(redact(text, known(name, value))).toBe(redacted);
  });

  it.each([
    ["order", "BW-088-16448", "not BW-088-16449, the other"],
    ["order", "4421", "I have 44 of 21"],
    ["account", "80442119", "eight of us waited forty minutes"],
    ["name", "Anna Whitcombe", "and a lot of others"],
  ])("%s %s leaves %s", (name, value, text) => {
    expect(redact(text, known(name, value))).toBe(text);
  });
});
