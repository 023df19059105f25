import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type KnownValue, knownValue, redact } from "./redact";

describe("e-mail addresses", () => {
  it.each([
    ["write to anna.smith@example.com please", "write to [email] please"],
    ["Mail: <anna+orders@mail.example.co.uk>.", "Mail: <[email]>."],
    ["anna_s@example.com, bob@example.org", "[email], [email]"],
    ["mailto:anna@example.com", "mailto:[email]"],
    ["'anna@example.com'", "'[email]'"],
    ["jürgen@müller.de", "[email]"],
    ["ANNA@EXAMPLE.COM!", "[email]!"],
    ["o'brien@example.ie", "[email]"],
    ["anna@example.com.", "[email]."],
    ["anna@xn--mller-kva.xn--p1ai", "[email]"],
  ])("%s", (text, redacted) => {
    expect(redact(text)).toBe(redacted);
  });

  it.each([
    "meet me @ 5pm",
    "@support please help",
    "2 @ 10.00 each",
    "root@localhost",
    "a@b",
    "user@host.1",
    "anna@",
    "@example.com",
  ])("leaves %s", (text) => {
    expect(redact(text)).toBe(text);
  });
});

describe("phone numbers", () => {
  it.each([
    ["+49 170 1234567", "[phone]"],
    ["+491701234567", "[phone]"],
    ["call +1 (212) 555-0123 now", "call [phone] now"],
    ["+44 (0)20 7946 0958", "[phone]"],
    ["tel:+15555550123", "tel:[phone]"],
    ["reach me at +33 6 12 34 56 78.", "reach me at [phone]."],
    ["0049 170 1234567", "[phone]"],
    ["00442079460958", "[phone]"],
    ["(212) 555-0123", "[phone]"],
    ["(212)555-0123", "[phone]"],
    ["212-555-0123", "[phone]"],
    ["212.555.0123", "[phone]"],
    ["212 555 0123", "[phone]"],
    ["1-800-555-0123", "[phone]"],
    ["555-123-4567 is mine", "[phone] is mine"],
    ["020 7946 0958", "[phone]"],
    ["(020) 7946 0958", "[phone]"],
    ["0170/1234567", "[phone]"],
    ["0170-1234567", "[phone]"],
    ["06 12 34 56 78", "[phone]"],
    ["06.12.34.56.78", "[phone]"],
    ["07700900123", "[phone]"],
    ["01701234567", "[phone]"],
    ["(my number: 0170 1234567)", "(my number: [phone])"],
    ["my phone number is 5551234567", "my phone number is [phone]"],
    ["call me back on 555-0123", "call me back on [phone]"],
    ["Handynummer: 1701234567", "Handynummer: [phone]"],
    ["WhatsApp 612345678", "WhatsApp [phone]"],
    ["phone:5551234567", "phone:[phone]"],
    ["٠١٧٠ ١٢٣٤٥٦٧", "[phone]"],
    ["order 12345678, call 0170 1234567", "order 12345678, call [phone]"],
    ["order 12345678 0170 1234567", "order 12345678 [phone]"],
    ["+49 170 1234567 1234", "[phone] 1234"],
    ["ordered by +49 170 1234567", "ordered by [phone]"],
    ["2026-10-12 0170 1234567", "2026-10-12 [phone]"],
  ])("%s", (text, redacted) => {
    expect(redact(text)).toBe(redacted);
  });

  it.each([
    "12345678",
    "order 12345678",
    "order number 0170 1234567",
    "my order is 212-555-0123",
    "Bestellnummer 0123456789",
    "ticket #5551234567",
    "case 1234 0555 12345",
    "AB-0123456789",
    "SKU 0012-3456-789",
    "PNR K3XY9Z on 2026-10-12",
    "2026-10-12T08:00:20Z",
    "on 01.02.2026 1000 people came",
    "from 01/02/2026 to 12/10/2026",
    "open 08.30-12.00 13.00-17.00",
    "1,000,000 and 2,500,000.50",
    "1.000.000",
    "0.123456789",
    "52.520008, 13.404954",
    "192.168.100.200",
    "version 10.15.7.20261012",
    "hotel 1234567",
    "recall 12345678",
    "in context 12345678",
    "1234567890",
    "A4:5E:60:12:34:56:78",
    "https://shop.example/orders/0170123456",
    "c-7-000161",
    "Flight HAT069 at 06:00 for $121",
    "user ID 00012345678",
    "7447 card",
  ])("leaves %s", (text) => {
    expect(redact(text)).toBe(text);
  });
});

describe("payment cards", () => {
  it.each([
    ["4111 1111 1111 1111", "[card]"],
    ["4111-1111-1111-1111", "[card]"],
    ["4111111111111111", "[card]"],
    ["4222222222222", "[card]"],
    ["5555 5555 5555 4444", "[card]"],
    ["2223 0031 2200 3222", "[card]"],
    ["3782 822463 10005", "[card]"],
    ["30569309025904", "[card]"],
    ["6011 1111 1111 1117", "[card]"],
    ["3530 1113 3330 0000", "[card]"],
    ["4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1", "[card]"],
    ["order 12345678 4111 1111 1111 1111 thanks", "order 12345678 [card] thanks"],
    ["card:4111111111111111, exp 12/28", "card:[card], exp 12/28"],
    ["٤١١١ ١١١١ ١١١١ ١١١١", "[card]"],
  ])("%s", (text, redacted) => {
    expect(redact(text)).toBe(redacted);
  });

  it.each([
    "4111 1111 1111 1112",
    "4111111111111112",
    "9876543210123456",
    "490154203237518",
    "4444444444444444",
    "0000 0000 0000 0000",
    "12345678901234567890",
    "4006381333931",
    "1Z999AA10123456784",
  ])("leaves %s", (text) => {
    expect(redact(text)).toBe(text);
  });
});

describe("IBANs", () => {
  it.each([
    ["DE89 3704 0044 0532 0130 00", "[iban]"],
    ["DE89370400440532013000", "[iban]"],
    ["de89 3704 0044 0532 0130 00 please", "[iban] please"],
    ["GB82 WEST 1234 5698 7654 32", "[iban]"],
    ["FR14 2004 1010 0505 0001 3M02 606", "[iban]"],
    ["NL91ABNA0417164300.", "[iban]."],
    ["MT84MALT011000012345MTLCAST001S", "[iban]"],
  ])("%s", (text, redacted) => {
    expect(redact(text)).toBe(redacted);
  });

  it.each([
    "DE89 3704 0044 0532 0130 01",
    "DE89 3704 0044 0532 0130",
    "ZZ89370400440532013000",
    "XDE89370400440532013000",
  ])("leaves %s", (text) => {
    expect(redact(text)).toBe(text);
  });
});

function known(...pairs: readonly (readonly [string, string])[]): KnownValue[] {
  return pairs.map(([name, value]) => knownValue(name, value)).filter((value) => value !== null);
}

describe("captured values", () => {
  it.each([
    ["my order is AB-1234", "my order is [order_reference]"],
    ["my order is ab 1234, thanks", "my order is [order_reference], thanks"],
    ["(AB1234)", "([order_reference])"],
    ["ＡＢ１２３４", "[order_reference]"],
    ["a.b.1.2.3.4", "[order_reference]"],
    ["AB1234 and AB-1234", "[order_reference] and [order_reference]"],
    ["grab 1234", "grab 1234"],
    ["AB12345", "AB12345"],
    ["XAB1234", "XAB1234"],
  ])("%s", (text, redacted) => {
    expect(redact(text, known(["order_reference", "AB-1234"]))).toBe(redacted);
  });

  it("are found whatever they are", () => {
    expect(redact("I am Anna Müller!", known(["name", "anna müller"]))).toBe("I am [name]!");
    expect(redact("order 12345678", known(["order", "12345678"]))).toBe("order [order]");
    expect(redact("Strasse 12b", known(["street", "Straße 12b"]))).toBe("[street]");
    expect(redact("Cafe\u0301 Noir", known(["place", "Café Noir"]))).toBe("[place]");
  });

  it("come before the general patterns, and cover what those found", () => {
    expect(redact("on +49 170 1234567", known(["customer phone", "491701234567"]))).toBe(
      "on [customer_phone]",
    );
    expect(redact("anna@example.com", known(["first_name", "Anna"]))).toBe("[first_name]");
    expect(redact("Anna Smith", known(["first", "Anna"], ["name", "Anna Smith"]))).toMatch(
      /^\[(first|name)\]$/,
    );
  });

  it("of low information are no values to look for", () => {
    expect(known(["a", "no"], ["b", "yes"], ["c", "12"], ["d", "--"])).toEqual([]);
  });
});

describe("redact", () => {
  it("leaves its own output alone", () => {
    const piece = fc.constantFrom(
      "anna@example.com",
      "+49 170 1234567",
      "4111 1111 1111 1111",
      "DE89 3704 0044 0532 0130 00",
      "212-555-0123",
      "01.02.2026",
      "12345678",
      "1234567",
      "0170",
      "00",
      "0",
      "order",
      "call",
      "(",
      ")",
      "+",
      ",",
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ unit: "binary" }))), (pieces) => {
        const once = redact(pieces.join(" "));
        expect(redact(once)).toBe(once);
      }),
    );
  });

  it("stays quick on texts made to be slow", () => {
    const texts = [
      "a",
      "1 ",
      "01 ",
      "DE89 ",
      "@",
      "a@",
      "+1",
      "a.",
      "0170 ",
      "call ",
      "4 1 1 1 ",
      "1-",
      "(0",
    ].map((piece) => piece.repeat(16_000 / piece.length));
    const started = process.hrtime.bigint();
    for (const text of texts) redact(`${text} x@y.zz 1234567`, known(["order_reference", "AB-1234"]));
    expect(Number(process.hrtime.bigint() - started) / 1e6).toBeLessThan(10_000);
  });
});
