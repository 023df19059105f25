import type { Random } from "./random";

/** The pieces of information that the demo's bot collects, by the names they have in its records. */
export const FIELD_NAMES = [
  "order_reference",
  "account_number",
  "customer_number",
  "postcode",
  "new_postcode",
  "email",
  "phone",
  "meter_serial",
  "meter_reading",
  "product_serial",
  "product_code",
  "appointment_reference",
  "policy_number",
  "monthly_amount",
  "refund_amount",
  "bill_month",
  "collection_day",
  "delivery_day",
  "move_date",
  "end_date",
] as const;
export type FieldName = (typeof FIELD_NAMES)[number];

/** What a captured value may need to agree with: the same facts as in the dialogue and the summary. */
export interface ValueFacts {
  readonly customer: number;
  readonly language: string;
  readonly amount: string;
  readonly weekday: string;
  readonly date: string;
  readonly month: string;
}

const digits = (random: Random, count: number): string =>
  Array.from({ length: count }, () => random.whole(0, 9)).join("");
const letters = (random: Random, count: number): string =>
  Array.from({ length: count }, () => random.pick([..."ABDEFGHJLNPQRSTUWXYZ"])).join("");

const FIRST_NAMES = [
  "amy",
  "ben",
  "carol",
  "dev",
  "ella",
  "farah",
  "george",
  "hanna",
  "imran",
  "jade",
  "kofi",
  "lucie",
];
const LAST_NAMES = [
  "archer",
  "bell",
  "costa",
  "dunn",
  "evans",
  "faber",
  "grant",
  "hughes",
  "ibe",
  "jones",
  "klein",
  "lowe",
];

/** Made-up values: post code areas, phone numbers and mail domains that belong to nobody. */
const MAKERS: { readonly [name in FieldName]: (random: Random, facts: ValueFacts) => string } = {
  order_reference: (random) => `BW-${digits(random, 3)}-${digits(random, 5)}`,
  account_number: (random) => `8${digits(random, 7)}`,
  customer_number: (_, facts) => `C${facts.customer}`,
  postcode: postcode,
  new_postcode: postcode,
  email: (random, facts) =>
    `${random.pick(FIRST_NAMES)}.${random.pick(LAST_NAMES)}${facts.customer % 100}@${random.pick(["example.com", "example.org", "example.net"])}`,
  // Ranges that the regulators keep for drama.
  phone: (random, facts) => {
    if (facts.language === "de-DE") return `030 23125 ${digits(random, 3)}`;
    if (facts.language === "fr-FR") return `06 39 98 ${digits(random, 2)} ${digits(random, 2)}`;
    return `07700 900${digits(random, 3)}`;
  },
  meter_serial: (random) => `E6S${digits(random, 7)}`,
  meter_reading: (random) => `${random.whole(1, 8)}${digits(random, 4)}`,
  product_serial: (random) => `WM${random.whole(1, 9)}-${digits(random, 4)}-${digits(random, 4)}`,
  product_code: (random) => `${letters(random, 2)}${digits(random, 4)}`,
  appointment_reference: (random) => `AP-${digits(random, 5)}`,
  policy_number: (random) => `HC${digits(random, 6)}`,
  monthly_amount: (_, facts) => facts.amount,
  refund_amount: (_, facts) => facts.amount,
  bill_month: (_, facts) => facts.month,
  collection_day: (random) => `${random.whole(1, 28)}`,
  delivery_day: (_, facts) => facts.weekday,
  move_date: (_, facts) => facts.date,
  end_date: (_, facts) => facts.date,
};

function postcode(random: Random, facts: ValueFacts): string {
  // BK is no post code area; 00 starts no German and no French one.
  if (facts.language !== "en-GB") return `00${digits(random, 3)}`;
  return `BK${random.whole(1, 19)} ${random.whole(1, 9)}${letters(random, 2)}`;
}

/** A value for a captured field, in clear: the ingest is what hashes and redacts it. */
export function makeValue(name: FieldName, random: Random, facts: ValueFacts): string {
  return MAKERS[name](random, facts);
}
