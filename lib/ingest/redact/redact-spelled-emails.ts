import type { Finding } from "./redact-personal";

/*
 * E-mail addresses with words for their signs: "anna at example dot com", "anna (at) example.com", "jana punkt wiesner ät
 * postfach punkt de". A bare "at" needs a word for the dot too: "look at example.com" is no address.
 */

const WORD = "[\\p{L}\\p{N}][\\p{L}\\p{N}_+-]{0,40}";
const SIGN_WORDS =
  "dot|punkt|point|punto|underscore|unterstrich|tiret(?: bas)?|gui[oó]n(?: bajo)?|dash|hyphen|bindestrich|minus";
const LOCAL = `(?<![\\p{L}\\p{N}])${WORD}(?:(?:[._]| (?:${SIGN_WORDS}) )${WORD}){0,4}`;
/** Domains that are said aloud end in these; any two words around "at" and "dot" may end in others. */
const LAST =
  "(?:com|net|org|info|biz|edu|gov|example|test|eu|de|at|ch|fr|es|uk|ie|it|nl|be|lu|pt|pl|se|dk|no|fi|cz|us|ca|mx|ar|cl|co|pe|br|au|nz|in|io|me|app|dev|cat|online|shop)(?![\\p{L}\\p{N}])";
const NO_DOMAIN = "(?!(?:the|a|an|my|your|this|that|which|one|der|die|das|la|le|el) )";

/** By the word or sign for @, with the words for a dot that go with it. */
const ADDRESSES: readonly RegExp[] = [
  [
    "[(\\[{<] ?(?:at|ät|arroba|arobase) ?[)\\]}>]",
    "\\.|[(\\[{<] ?(?:dot|punkt|point|punto)? ?\\.? ?[)\\]}>]| (?:dot|punkt|point|punto) ",
  ],
  ["(?: (?:at|ät|klammeraffe) )", " (?:dot|punkt) "],
  ["(?: (?:arobase|arobas) )", "\\.| (?:point|dot) "],
  ["(?: arroba )", "\\.| (?:punto|dot) "],
].map(
  ([at, dot]) =>
    new RegExp(
      `${LOCAL} ?${at} ?${NO_DOMAIN}${WORD}(?: ?(?:${dot}) ?${WORD}){0,3} ?(?:${dot}) ?${LAST}`,
      "giu",
    ),
);

const [WORD_FOR_AT, AT_IN_BRACKETS, WORD_FOR_DOT] = [
  /(?:^| )(?:at|ät|klammeraffe|arobase?|arroba) /iu,
  /[([{<] ?(?:at|ät|arroba|arobase) ?[)\]}>]/iu,
  /(?:dot|punkt|point|punto)/i,
];

/** Adds the addresses that are spelled in words to what was found. Two passes over a text that has none. */
export function findSpelledEmails(text: string, found: Finding[]): void {
  const isSpoken = WORD_FOR_AT.test(text) && (WORD_FOR_DOT.test(text) || text.includes("."));
  if (!isSpoken && !AT_IN_BRACKETS.test(text)) return;
  for (const address of ADDRESSES) {
    for (const { 0: match, index } of text.matchAll(address)) {
      found.push({ start: index, end: index + match.length, label: "email" });
    }
  }
}
