/**
 * Words that answer a question without identifying anything. Compared after {@link normaliseValue}.
 * (Words under three characters need no entry: they are too short anyway.)
 */
const PLAIN_WORDS = new Set(
  `yes yeah yep yup nope nah not okay sure true false none null nil undefined unknown other any all
   ja nein doch klar keine keiner unbekannt oui non aucun inconnu sim nao não tak nie evet hayir hayır
   the and for you your with this that please thanks thank hello bitte danke hallo und der die das
   merci bonjour gracias hola por favor obrigado`.split(/\s+/),
);

/** Letters, marks and numbers are what a value consists of; spaces and punctuation are how it was typed. */
const NOT_PART_OF_A_VALUE = /[^\p{L}\p{M}\p{N}]+/gu;

/**
 * The form in which a captured value is compared: Unicode NFKC, one case, without spaces and punctuation.
 * `AB-1234`, `ab 1234` and `ＡＢ１２３４` are the same value. Normalising twice changes nothing.
 */
export function normaliseValue(text: string): string {
  if (/^[a-z0-9]*$/.test(text)) return text;
  if (isAscii(text)) return text.toLowerCase().replace(/[^a-z0-9]+/g, "");
  // Upper before lower case folds what lower case alone keeps apart: ß and ss, σ and ς.
  return text
    .normalize("NFKC")
    .toUpperCase()
    .toLowerCase()
    .replaceAll("ς", "σ")
    .normalize("NFKC")
    .replace(NOT_PART_OF_A_VALUE, "");
}

/** Whether a text holds nothing but ASCII, as most do. */
export function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7f) return false;
  return true;
}

/**
 * Whether a normalised value says too little to recognise it by: under three characters, or a plain yes/no or
 * filler word. Such values are neither hashed nor looked for (contract, section 5).
 */
export function isLowInformation(normalised: string): boolean {
  return normalised.length < 3 || [...normalised].length < 3 || PLAIN_WORDS.has(normalised);
}
