import type { Confidence, RepeatRule } from "@/lib/domain/transcript";
import { type FieldMeaning, meaningOf } from "./field-subject";
import { isFrequent } from "./frequent-words";
import { isNotAsked, WHICH } from "./not-asked";
import { joinedPhrase, PhraseMatcher, type PhrasePlace } from "./phrase-matcher";
import { PHRASE_LANGUAGES, type PhraseLists, type SubjectPhrases } from "./phrases/subject";
import { asks, says } from "./requests";
import { type Clause, type SaidWord, type Sentence, sentencesOf } from "./sentences";

/** A question of an agent for a captured field. */
export interface Question {
  readonly field: string;
  readonly rule: Extract<RepeatRule, "question" | "question_by_name" | "question_unclear">;
  readonly confidence: Confidence;
  /** The name of the field in the message, in words as sentences.ts counts them. */
  readonly place: { readonly from: number; readonly words: number };
}

/** What a field is called and asked for by. */
interface FieldPhrases {
  readonly meaning: FieldMeaning;
  /** Lists know the field. */
  readonly isListed: boolean;
  readonly names: PhraseMatcher;
  readonly looseNames: PhraseMatcher;
  readonly ownName: PhraseMatcher;
  readonly questions: PhraseMatcher;
}

const GENERIC = new Set([
  "number",
  "reference",
  "id",
  "code",
  "key",
  "name",
  "value",
  "type",
  "field",
  "info",
  "text",
  "date",
  "day",
]);

/** The phrases by which agents' questions are recognised, prepared for use. */
export class QuestionReader {
  private readonly byField = new Map<string, FieldPhrases>();

  /** Every name of anything: "contract number" is no misspelt "contact number". */
  private readonly allNames: ReadonlySet<string>;

  constructor(private readonly lists: PhraseLists) {
    this.allNames = new Set(
      PHRASE_LANGUAGES.flatMap((language) =>
        Object.values(lists[language]).flatMap(({ names }) => names.map(joinedPhrase)),
      ),
    );
  }

  /** Whether a phrase list exists for a field, so that a transcript without a question says that nobody asked. */
  knows(fieldName: string): boolean {
    return this.phrasesOf(fieldName).isListed;
  }

  /** The questions of a message for any of some fields; at most one for each. Texts may be redacted or not. */
  read(text: string, fields: readonly string[]): Question[] {
    const sentences = sentencesOf(text);
    const questions = fields.flatMap((field) => {
      const phrases = this.phrasesOf(field);
      const found = sentences.map((sentence, i) => askedIn(sentence, sentences[i + 1], field, phrases));
      const question = found.find((one) => one?.confidence === "high") ?? found.find((one) => one !== null);
      return question ? [question] : [];
    });
    // Where a name means one captured field and may mean another, it means the first.
    return questions.filter(
      ({ field, place }) =>
        !(
          this.isLooseFor(field, text, place) &&
          questions.some(
            (other) =>
              other.field !== field &&
              covers(other.place, place) &&
              !this.isLooseFor(other.field, text, other.place),
          )
        ),
    );
  }

  /** Whether the words at a place are only a loose name of a field. */
  private isLooseFor(field: string, text: string, place: Question["place"]): boolean {
    const { names, ownName, looseNames, questions } = this.phrasesOf(field);
    const words = wordsAt(text, place);
    return (
      [names, ownName, questions].every((exact) => exact.find(words) === null) &&
      looseNames.find(words) !== null
    );
  }

  private phrasesOf(field: string): FieldPhrases {
    const known = this.byField.get(field);
    if (known) return known;
    const meaning = meaningOf(field);
    const lists = PHRASE_LANGUAGES.flatMap((language) =>
      [...meaning.subjects, field].flatMap((subject): SubjectPhrases[] => {
        const phrases = this.lists[language][subject];
        return phrases ? [phrases] : [];
      }),
    );
    const phrases = {
      meaning,
      isListed: lists.length > 0,
      names: new PhraseMatcher(
        lists.flatMap((list) => list.names),
        this.allNames,
      ),
      looseNames: new PhraseMatcher(lists.flatMap((list) => list.looseNames ?? [])),
      questions: new PhraseMatcher(lists.flatMap((list) => list.questions ?? [])),
      ownName: new PhraseMatcher(ownNames(meaning), this.allNames),
    };
    this.byField.set(field, phrases);
    return phrases;
  }
}

function covers(one: Question["place"], other: Question["place"]): boolean {
  return one.from <= other.from && one.from + one.words >= other.from + other.words;
}

function wordsAt(text: string, { from, words }: Question["place"]): SaidWord[] {
  return sentencesOf(text)
    .flatMap(({ clauses }) => clauses.flatMap((clause) => clause.words))
    .filter(({ place }) => place >= from && place < from + words);
}

/** What a field's own name says in words: all of them, and those that are not "number", "code" and the like. */
function ownNames({ words, subjects }: FieldMeaning): string[] {
  const own = words.filter((word) => !GENERIC.has(word));
  // "Reason" and "problem" are said for many reasons; whole questions ask for them.
  if (subjects.includes("issue")) return [];
  if (own.length === 0 || own.every((word) => isFrequent(word) && subjects.length === 0)) return [];
  const names = [words.join(" ")];
  if (subjects.length === 0 && own.length < words.length && own.join("").length >= 5)
    names.push(own.join(" "));
  if (subjects.length === 0) {
    for (const noun of ["number", "code", "id", "reference"]) names.push([...own, noun].join(" "));
  }
  return names.filter((name) => name.length >= 3 && !(words.length === 1 && isFrequent(name)));
}

function askedIn(
  sentence: Sentence,
  next: Sentence | undefined,
  field: string,
  phrases: FieldPhrases,
): Question | null {
  for (const [i, clause] of sentence.clauses.entries()) {
    const question = phrases.questions.find(clause.words);
    if (question && !isNotAsked(clause, question, phrases.meaning, true)) {
      return asQuestion(field, "question", "high", clause, question);
    }
    const named = nameIn(clause, phrases);
    if (!named) continue;
    if (isNotAsked(clause, named.place, phrases.meaning, false)) continue;
    if (asksForIt(sentence, i, next, named)) {
      return asQuestion(
        field,
        named.rule,
        lacksQualifier(sentence, phrases) ? "low" : "high",
        clause,
        named.place,
      );
    }
  }
  return null;
}

function asQuestion(
  field: string,
  rule: "question" | "question_by_name",
  confidence: Confidence,
  clause: Clause,
  { at, words }: PhrasePlace,
): Question {
  const [first, last] = [clause.words[at], clause.words[at + words - 1]];
  const from = first?.place ?? 0;
  return {
    field,
    rule: confidence === "high" ? rule : "question_unclear",
    confidence,
    place: { from, words: (last?.place ?? from) - from + 1 },
  };
}

interface Named {
  readonly place: PhrasePlace;
  readonly rule: "question" | "question_by_name";
  /** The name means other things too. */
  readonly isLoose: boolean;
}

function nameIn(clause: Clause, phrases: FieldPhrases): Named | null {
  const place = phrases.names.find(clause.words);
  if (place) return { place, rule: "question", isLoose: false };
  const own = phrases.ownName.find(clause.words);
  if (own)
    return { place: own, rule: phrases.isListed ? "question" : "question_by_name", isLoose: own.words === 1 };
  const loose = phrases.looseNames.find(clause.words);
  return loose ? { place: loose, rule: "question", isLoose: true } : null;
}

const POSSESSIVE =
  /^(?:your|ur|yr|the|ihr|ihre|ihren|ihrem|ihrer|dein|deine|deinen|votre|vos|ton|ta|su|sus|tu|tus|a|an|el|la|le|l|der|die|das|den|full|best|good|complete|whole|exact|voller|vollen|vollstandigen|kompletten|ganzen|full|correct|valid|genauen|genaue)$/;
const ARTICLE = /^(?:the|a|an|der|die|das|den|ein|eine|einen|le|la|l|un|une|el|una)$/;
const SHORT_QUESTION = 7;

/** Whether the sentence asks for what one of its clauses names. */
function asksForIt(sentence: Sentence, at: number, next: Sentence | undefined, named: Named): boolean {
  const clause = sentence.clauses[at];
  if (!clause) return false;
  if (named.isLoose && !isPossessed(clause, named.place, sentence)) return false;
  const wordBefore = clause.words[named.place.at - 1]?.text ?? "";
  if (WHICH.test(wordBefore) && (sentence.isQuestion || clause.words.length <= 8)) return true;
  if (isOnlyTheName(sentence, at, named.place)) return true;
  if (asks(clause.text)) return true;
  const before = sentence.clauses.slice(0, at);
  const after = sentence.clauses.slice(at + 1);
  // "Could you tell me, please, your …" and lists: "I need your name, your …".
  const short = clause.words.length <= 9;
  if (before.some((one) => says.listing(one.text) && asks(one.text))) return true;
  if (short && before.some((one) => asks(one.text) && !says.past(one.text) && !says.notNeeded(one.text))) {
    return !isStatement(clause, named.place);
  }
  if (!isStatement(clause, named.place)) {
    if (says.polite(clause.text) && clause.words.length <= 10) return true;
    if (after.some((one) => one.words.length <= 7 && (says.polite(one.text) || asksForThat(one.text))))
      return true;
    const isAboutIt = says.about(clause.text) || (named.isLoose && ARTICLE.test(wordBefore));
    if (sentence.isQuestion && clause.words.length <= SHORT_QUESTION && !isAboutIt) return true;
  }
  // "I don't have your …. Could you send it to me?"
  const isMissing = says.missing(clause.text) || !sentence.isQuestion;
  const following = [...after.map((one) => one.text), next?.text ?? ""];
  return isMissing && says.missing(clause.text) && following.some(asksForThat);
}

const THAT =
  / (?:it|that|this|them|those|me|das|es|diese|sie mir|mir|la|le|l|lo|los|las|me la|me lo|damela|damelo|darmela|darmelo|facilitarmelo|decirmelo|please|bitte) /;

function asksForThat(text: string): boolean {
  return asks(text) && THAT.test(text) && !says.past(text) && text.split(" ").length <= 16;
}

/** What may stand around a name that is all that is said: "and your postcode again", "die Kundennummer war nochmal". */
const LITTLE_WORDS = new Set(
  `and or also plus then now ok okay so right sorry pardon your ur the a an first again once more time please pls plz hi hello was is
   und oder auch noch dann jetzt gut ihre ihr ihren ihrem die der das den eine ein einmal mal nochmal nochmals bitte war ware
   ist denn gleich hallo entschuldigung et ou aussi encore alors donc puis votre vos le la les l un une deja est etait c svp
   bonjour pardon y o tambien entonces ahora su sus tu el los las una era es seria otra vez vale hola perdone perdon full
   for security verification data protection checks zur sicherheit abgleich datenschutz pour securite verification por seguridad verificacion`.split(
    /\s+/,
  ),
);

/** Nothing is said but the name: in speech and chat without question marks, that asks for it. */
function isOnlyTheName(sentence: Sentence, at: number, { at: first, words }: PhrasePlace): boolean {
  return sentence.clauses.every(
    (clause, i) =>
      clause.words.every(
        ({ text }, word) => (i === at && word >= first && word < first + words) || LITTLE_WORDS.has(text),
      ) ||
      (i !== at && clause.words.length <= 6 && says.polite(clause.text)),
  );
}

/** "Your account number is blocked": the name is what the clause is about. */
function isStatement(clause: Clause, { at, words }: PhrasePlace): boolean {
  if (clause.words.slice(at + words).every(({ text }) => LITTLE_WORDS.has(text))) return false;
  const after = clause.words[at + words]?.text ?? "";
  return /^(?:is|was|has|shows|will|isnt|wasnt|hasnt|doesnt|does|looks|seems|appears|should|can|may|ist|war|wurde|wird|hat|steht|est|etait|a|sera|es|esta|ha|fue|aparece|sera|in|on)$/.test(
    after,
  );
}

function isPossessed(clause: Clause, { at }: PhrasePlace, sentence: Sentence): boolean {
  const before = clause.words[at - 1]?.text ?? "";
  if (POSSESSIVE.test(before)) return true;
  // Short forms and lists: "Name, please", "and name?", "name and postcode?".
  return (
    sentence.text.split(" ").filter(Boolean).length <= 9 ||
    at === 0 ||
    /^(?:and|und|et|y|or|plus|welche|welchen|quelle|que|which|what|whats|is|lautet)$/.test(before)
  );
}

/** `new_address` and a question without "new": it may be the other one. */
function lacksQualifier({ text }: Sentence, { meaning }: FieldPhrases): boolean {
  const { qualifiers } = meaning;
  if (!(qualifiers.has("new") || qualifiers.has("old") || qualifiers.has("previous"))) return false;
  return !/ (?:new|old|previous|neue[nrs]?|alte[nrs]?|bisherige|nouvel(?:le)?|nouveau|ancien(?:ne)?|nuev[oa]|antigu[oa]|anterior) /.test(
    text,
  );
}
