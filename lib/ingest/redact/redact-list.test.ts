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
    "first.last+news-2@sub-domain.example.org",
    "a@b.co",
    "user%dept@example.org",
    "NAME@EXAMPLE.TRAVEL",
    "o’brien@example.ie",
    "lena_müller@exämple.de",
    "anna @ example.com",
    "anna(at)example.com",
    "anna [at] example [dot] com",
    "anna at example dot com",
    "Anna AT example DOT com",
    "marta dot jellinek at outbox dot example",
    "jana punkt wiesner ät postfach punkt de",
    "k.lenz at web punkt de",
    "lucie point barrault arobase courrier point fr",
    "nuria punto salcedo arroba buzon punto es",
    "t underscore okoro at post dot co dot uk",
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
    "612 44 09 83",
    "070-123 45 67",
    "06-12345678",
    "0470 12 34 56",
    "079 123 45 67",
    "0664 1234567",
    "06.12.34.56.78",
    "415.555.0134",
    "415 555 0134",
    "+91 98765 43210",
    "098765 43210",
    "(11) 91234-5678",
    "0412 345 678",
    "(02) 9374 4000",
    "03-1234-5678",
    "090-1234-5678",
    "085 123 4567",
    "030/901820",
    "(030) 901820",
    "01632 960771",
    "07700 900 418",
    "+48 512 345 678",
    "+351 912 345 678",
    "+45 20 12 34 56",
    "+47 912 34 567",
    "+39 347 123 4567",
    "+52 55 1234 5678",
    "0033 6 12 34 56 78",
    "+49 (0) 30 901820",
    "+44 7700 900418",
  ],
  card: [
    "4111 1111 1111 1111",
    "4111-1111-1111-1111",
    "5555555555554444",
    "3782 822463 10005",
    "6011 1111 1111 1117",
    "2223 0031 2200 3222",
    "5105 1051 0510 5100",
    "3714-496353-98431",
    "6011000990139424",
    "3530 1113 3330 0000",
    "4012888888881881",
    "4111.1111.1111.1111",
    "4111 1111 1111 1111",
    "4111 1111-1111 1111",
  ],
  iban: [
    "DE89 3704 0044 0532 0130 00",
    "DE89370400440532013000",
    "GB82 WEST 1234 5698 7654 32",
    "NL91ABNA0417164300",
    "FR14 2004 1010 0505 0001 3M02 606",
    "ES91 2100 0418 4502 0005 1332",
    "IT60 X054 2811 1010 0000 0123 456",
    "CH93 0076 2011 6238 5295 7",
    "BE68 5390 0754 7034",
    "PL61 1090 1014 0000 0712 1981 2874",
    "PT50 0002 0123 1234 5678 9015 4",
    "SE45 5000 0000 0583 9825 7466",
    "NO93 8601 1117 947",
    "DK50 0040 0440 1162 43",
    "AT61 1904 3002 3457 3201",
    "IE29 AIBK 9311 5212 3456 78",
    "LU28 0019 4006 4475 0000",
    "MT84 MALT 0110 0001 2345 MTLC AST0 01S",
    "de89 3704 0044 0532 0130 00",
    "DE89-3704-0044-0532-0130-00",
    "GB82 WEST 1234 5698 7654 32",
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
  "order 0612345678",
  "order number 612-440-9831",
  "ref 0412 345 678",
  "AB-0612345678",
  "Bestellung 0171-2233-4455",
  "pedido 612 44 09 83",
  "commande 06 12 34 56 78",
  "invoice 2026-0412-3456",
  "parcel 00340434161094022115",
  "441 099 221",
  "88-104-2277",
  "tracking 9400 1000 0000 0000 0000 00",
  "IMEI 356938035643809",
  "ISBN 978-3-16-148410-0",
  "EAN 4006381333931",
  "12,345,678.90",
  "CHF 1'250'000.00",
  "10:15 - 11:45",
  "24/7",
  "look at this point in time",
  "meet at example.com",
  "at noon dot on time",
  "we met at the dot on the map",
  "punkt acht at work",
  "10 000 000",
  "1st of 12",
  "GB29 and NWBK",
  "DE123456789",
  "ATU12345678",
  "IP 10.20.30.40:8080",
  "2026-11-22T18:57:41Z",
  "@support please",
  "5 @ 3.99",
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
