/** What a captured field can be about, as far as Baton knows phrases that ask for it. */
export const SUBJECTS = [
  "order",
  "account",
  "customer",
  "contract",
  "policy",
  "claim",
  "invoice",
  "booking",
  "ticket",
  "tracking",
  "appointment",
  "membership",
  "name",
  "first_name",
  "last_name",
  "birth_date",
  "email",
  "phone",
  "address",
  "postcode",
  "city",
  "country",
  "company",
  "iban",
  "card",
  "serial",
  "meter",
  "reading",
  "vehicle",
  "registration",
  "product",
  "amount",
  "date",
  "delivery_date",
  "move_date",
  "flight",
  "passport",
  "tax",
  "username",
  "issue",
] as const;
export type Subject = (typeof SUBJECTS)[number];

export const PHRASE_LANGUAGES = ["en", "de", "fr", "es"] as const;
export type PhraseLanguage = (typeof PHRASE_LANGUAGES)[number];

/** What agents call a captured field, and whole questions that ask for it. Any case, accents as they come. */
export interface SubjectPhrases {
  /** Names that mean nothing else: "order number". */
  readonly names: readonly string[];
  /** Names that mean it only where somebody asks for "your …": "email", "name". */
  readonly looseNames?: readonly string[];
  /** Questions that need no name: "who am I speaking to". */
  readonly questions?: readonly string[];
}

/** The phrases of one language. */
export type LanguagePhrases = { readonly [S in Subject]?: SubjectPhrases };

/** The phrases of all languages; the key is a subject, or the name of a field that people have added. */
export type PhraseLists = { readonly [L in PhraseLanguage]: { readonly [subject: string]: SubjectPhrases } };
