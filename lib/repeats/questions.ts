import type { Confidence, RepeatRule } from "@/lib/domain/transcript";
import { type FieldMeaning, meaningOf } from "./field-subject";
import { isFrequent } from "./frequent-words";
import { joinedPhrase, PhraseMatcher, type PhrasePlace } from "./phrase-matcher";
import { PHRASE_LANGUAGES, type PhraseLists, type SubjectPhrases } from "./phrases/subject";
import { asks, says } from "./requests";
import { type Clause, type SaidWord, type Sentence, sentencesOf, VALUE } from "./sentences";

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
      ownName: new PhraseMatcher(ownNames(meaning)),
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
    if (question && !isExcluded(sentence, clause, question, phrases, true)) {
      return asQuestion(field, "question", "high", clause, question);
    }
    const named = nameIn(clause, phrases);
    if (!named) continue;
    if (isExcluded(sentence, clause, named.place, phrases, false)) continue;
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
const WHICH = /^(?:which|what|whats|welche|welcher|welchem|welches|welchen|quel|quelle|que|cual)$/;
const ARTICLE = /^(?:the|a|an|der|die|das|den|ein|eine|einen|le|la|l|un|une|el|una)$/;
const ARTICLE_OR_POSSESSIVE = /^(?:la|el|los|las|un|una|su|tu|ese|esa|este|esta)$/;
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

const DIFFERENT =
  /^(?:new|another|different|other|alternative|alternate|old|previous|second|secondary|additional|next|updated|former|spare|separate|neue|neuen|neues|neuer|andere|anderen|anderes|anderer|weitere|weiteren|alternative|alte|alten|zweite|zweiten|nouvelle|nouveau|nouvel|autre|ancienne|ancien|deuxieme|seconde|supplementaire|nueva|nuevo|otra|otro|antigua|antiguo|distinta|distinto|segunda|adicional|alternativa|alternativo|diferente|differente|different|someones|pets|dogs|cats|kids|childs|childrens|babys|brothers|sisters|doctors|bosses|buyers|tenants|employers|banks|agents|engineers|advisers|advisors|customers|passengers|clients|owners|suppliers|maiden|husbands|wifes|partners|sons|daughters|recipients|neighbours|landlords|friends|drivers|mothers|fathers|mums|dads|managers|colleagues|companys|shops|stores|sellers|our|my|unsere|unsere|unseren|meine|meinen|notre|nos|mon|ma|nuestra|nuestro|mi|temporary|forwarding|return|web|ip|mac|device|hes|shes|his|her|their|its|seiner|seine|ihres mannes)$/;
/** What follows an address or a name that is somebody else's, or a letter that was received. */
const OTHER_OWNER =
  / (?:of|for|from|von|des|der|vom|fur|de|du|del|de la) (?:the |your |my |our |ihres |ihrer |ihrem |ihren |ihre |votre |vos |su |tu |a |la |le |el |l )?(?:(?:people|man|woman|child|children|kid|dog|cat|pet|bank|other|payee|payer|beneficiary|sender|seller|buyer|tenant|branch|website|supplier|merchant|shopkeeper|parents?|brother|sister|uncle|aunt|boss|guest|passenger|patient|sohn\S*|tochter|kind\S*|eltern|mutter|vaters?|bruders?|schwester|hund\S*|absenders?|begunstigten|mieters?|filiale|handlers?|lieferanten|unfallgegners?|beneficiaire|fils|fille|enfants?|parents|mere|pere|frere|soeur|epouse|epoux|chien|expediteur|locataire|banque|agence|technicien|commercant|fournisseur|beneficiari[oa]|hij[oa]s?|padres?|madre|herman[oa]|perro|remitente|inquilin[oa]|banco|sucursal|tecnico|comerci\S*|proveedor|jef[ea]|pareja)|person (?:who|that|whom|you|youre|paying|receiving)|recipient|neighbour|neighbor|landlord|husband|wife|partner|son|daughter|mother|father|driver|manager|shop|store|seller|product|item|colleague|street|person you|doctor|company|bank|hotel|airline|medication|friend|sister|brother|nachbarn|empfangers|empfanger|vermieters|mannes|frau|chefs|produkts|geschafts|ladens|verkaufers|strasse|destinataire|voisin|proprietaire|mari|femme|vendeur|produit|magasin|rue|destinatario|vecino|propietario|marido|esposa|vendedor|producto|tienda|hotel|calle) /;
/** "The postcode of the new flat". */
const OTHER_THING =
  /^ (?:of|for|from|at|von|des|der|vom|fur|de|du|del|d) (?:the |your |my |our |ihrer |ihres |ihrem |die |das |den |dem |votre |vos |su |tu |la |le |el |l )?(?:new|other|old|next|second|neuen?|neues|alten?|anderen?|nouvelle|nouveau|nouvel|autre|ancien|ancienne|nuev[ao]|otr[ao]|antigu[ao]) |^ (?:of|for|from|von|der|des|vom|de|du|del|de la|de l|d) (?:\S+ ){1,3}(?:nuev[ao]|nouveau|nouvelle) /;
/** What somebody is to choose, not to tell: "which account would you like to open?", "in what order …". */
const CHOOSING =
  / (?:in (?:what|which) order|dans quel ordre|what order (?:do|would|should) (?:you|we|i)|what kind|what type|what sort|account type|order type|(?:would|do|could) you (?:recommend|suggest|think)|empfehlen|recommandez|recomienda) /;
/** "I understand what the problem is." */
const KNOWING =
  / (?:i|we|ich|wir|je|nous) (?:\S+ )?(?:understand|know|see|verstehe|weiss|comprends|vois|savons) (?:\S+ )?(?:what|which|where|how|was|welche\S*|wo|quel\S*|ce que) | (?:entiendo|veo|se) (?:que|cual) /;
const WISH =
  / (?:would (?:you|u) (?:like|want|prefer)|do (?:you|u) (?:want|prefer)|(?:mochten|wollen|hatten) (?:sie|du)|hatten sie gern|voulez vous|souhaitez vous|preferez vous|voudriez vous|vous (?:voulez|souhaitez|preferez)|quiere|quieres|desea|deseas|prefiere|prefieres|le gustaria|gefallen|wurde ihnen|plairait) /;
/** What is done to what exists already, so that "which order would you like to cancel?" asks which it is. */
const ABOUT_THE_OLD =
  / (?:cancel|return|change|discuss|track|talk|check|amend|refund|exchange|speak|look|know|ask|complain|report|reschedule|rebook|dispute|stornieren|umtauschen|zuruckgeben|zuruckschicken|reklamieren|umbuchen|verschieben|sprechen|andern|annuler|retourner|modifier|echanger|parler|deplacer|reclamer|cancelar|devolver|cambiar|hablar|reclamar|modificar|anular) /;
/** A thing that can be given only as a number: "could you restart your phone?" asks for none. */
const DEVICE = /^(?:phone|telephone|mobile|cell|telefon|handy|portable|telefono|movil|celular)$/;
const GIVING =
  / (?:give|get|take|need|leave|tell|share|provide|contact|reach|(?:may|can|could|would) (?:i|we) have|geben|nennen|sagen|brauche|brauchen|benotige|darf ich|wie (?:ist|lautet)|donner|donnez|avoir|prendre|besoin|faut|laissez|quel est|dar|darme|da|dame|deme|dice|dices|facilita|facilitarme|necesito|cual es|dejeme|deja) /;
/** Where somebody moves to is new. */
const MOVING =
  / (?:(?:moving|move|relocating|relocate|moved) (?:to|into)|ziehen sie|umziehen|hinziehen|demenagez|emmenagez|(?:se|te) muda|mudarse) /;
const READING_MAIL =
  / (?:(?:zugriff auf|acces a|acceso a|zugang zu)|(?:check|checking|open|access to|look at|read|refresh) (?:your|the) (?:emails?|e mails?|mails?|inbox)(?! addr| adr)|(?:schauen|prufen|checken|offnen) (?:sie )?(?:\S+ ){0,2}(?:ihre|ihr|in) (?:\S+ )?(?:mails?|e mails?|postfach)|(?:consultez|verifiez|regardez|ouvrez) (?:vos|votre) (?:mails?|e mails?|boite)|(?:revise|mire|compruebe|abra|consulte) (?:su|el) (?:correo|email|mail)) (?!addr|adr|is )/;
/** An e-mail that came, not an address. */
const LETTER =
  / (?:did you (?:get|receive|see)|you (?:got|received|mean|referring)|are you (?:talking|referring)|do you mean|bekommen|erhalten|meinen sie|recu|recibi\S*|se refiere|parlez vous) /;
const MAIL_AS_MESSAGE =
  / (?:email|e mail|mail|correo|courriel|sms|text) (?:from|with|about|saying|you received|we sent|i sent|that|confirmation|notification|von|mit|vom|bestatigung|de confirmation|de confirmacion|que|which|inbox|account|folder|settings|provider|app|box|client|security|linked) /;
const NO_NAME_OF_A_PERSON =
  / (?:name|namen|nom|nombre) (?:of|des|der|von|vom|du|de|del|ihres|ihrer|deines|deiner) (?!(?:the |your )?(?:account|order|booking|policy|holder|card|customer|inhabers|kontoinhabers|titulaire|titular|konto|compte|cuenta))/;

/** Whether the name is there for another reason than to ask for it. */
function isExcluded(
  _sentence: Sentence,
  clause: Clause,
  { at, words }: PhrasePlace,
  phrases: FieldPhrases,
  isWholeQuestion: boolean,
): boolean {
  const text = clause.text;
  const { subjects, qualifiers } = phrases.meaning;
  if (says.notNeeded(text) && !/ (?:havent|have not) /.test(text)) return true;
  if (says.others(text) || says.keepReady(text) || says.removing(text) || says.lookingUp(text)) return true;
  if (statesValue(clause, at, words)) return true;
  const before = [clause.words[at - 1]?.text ?? "", clause.words[at - 2]?.text ?? ""];
  const after = [clause.words[at + words]?.text ?? "", clause.words[at + words + 1]?.text ?? ""];
  const isNewField =
    qualifiers.has("new") || qualifiers.has("neue") || qualifiers.has("nouvelle") || qualifiers.has("nueva");
  if (!isNewField) {
    if (before.some((word) => DIFFERENT.test(word)) && !(before[0] === "first" || before[0] === "second"))
      return true;
    if (
      /^(?:nueva|nuevo|distinta|distinto|diferente|differente|alternativa|alternativo|nouvelle|anterior|antigua)$/.test(
        after[0] ?? "",
      )
    )
      return true;
  }
  const isWhich = WHICH.test(before[0] ?? "");
  if (
    !isWhich &&
    !/ (?:darf|durfte|kann|konnte|koennte|mag|mochte) (?:ich|wir) /.test(text) &&
    /^(?:sehe|habe|hab|haben|liegt|liegen|finde|kenne)$/.test(after[0] ?? "") &&
    !says.missing(text)
  )
    return true;
  const owner = afterPlace(clause, at, words);
  if (subjects.some((subject) => /^(?:postcode|address|city)$/.test(subject)) && MOVING.test(text))
    return true;
  if (
    subjects.includes("phone") &&
    words === 1 &&
    clause.words.length > 4 &&
    DEVICE.test(clause.words[at]?.text ?? "") &&
    !GIVING.test(text)
  )
    return true;
  if (words === 1 && /^(?:by|via|per|par|por)$/.test(before[0] ?? "")) return true;
  if (subjects.includes("email") && READING_MAIL.test(text)) return true;
  if (OTHER_OWNER.test(owner) || (!isNewField && OTHER_THING.test(owner))) return true;
  if (says.confirming(text) && !asksToSay(text)) return true;
  if ((isWholeQuestion || isWhich) && isChoice(text, subjects)) return true;
  if (isWholeQuestion) {
    const asksForOtherName = words > 1 && /^llamas?$/.test(clause.words[at + words - 1]?.text ?? "");
    return KNOWING.test(text) || (asksForOtherName && ARTICLE_OR_POSSESSIVE.test(after[0] ?? ""));
  }
  if (
    isWhich &&
    !(subjects.includes("email") && LETTER.test(text)) &&
    !(subjects.includes("phone") && words === 1)
  )
    return false;
  if (says.past(textBefore(clause, at)) && !asksToSay(text)) return true;
  if (says.possessed(withoutRequest(textBefore(clause, at))) && !says.missing(text) && !asksToSay(text))
    return true;
  if (
    subjects.includes("email") &&
    MAIL_AS_MESSAGE.test(
      ` ${clause.words
        .slice(at)
        .map((w) => w.text)
        .join(" ")} `,
    )
  )
    return true;
  if (subjects.some((subject) => /name/.test(subject)) && NO_NAME_OF_A_PERSON.test(text)) return true;
  if (
    subjects.includes("address") &&
    /^(?:email|e|mail|ip|web|electronique|electronica|mac)$/.test(before[0] ?? "")
  )
    return true;
  if (subjects.includes("address") && /^(?:mail|e|email|electronique|electronica|ip)$/.test(after[0] ?? ""))
    return true;
  if (
    subjects.includes("name") &&
    /^(?:user|company|first|last|family|product|brand|street|middle|model|file|display|d|de)$/.test(
      before[0] ?? "",
    )
  )
    return true;
  if (
    subjects.includes("phone") &&
    clause.words[at]?.text.match(/^(?:phone|telefon|telephone|handy|movil|celular|portable)$/) &&
    words === 1 &&
    /^(?:which|what|of|welches|welche|quel|que|de)$/.test(before[0] ?? "")
  )
    return true;
  if (subjects.includes("account") && /^(?:bank|email|bancaria|bancaire)$/.test(before[0] ?? "")) return true;
  // "What is happening with your …", "what is wrong with the …"
  return / (?:what|whats|was) (?:is |s |ist )?(?:happening|going|wrong|the (?:issue|problem|status|matter|error)|up|los|das problem|passiert) /.test(
    text,
  );
}

const HELD_ONCE = new Set(["phone", "email", "address", "postcode", "name", "first_name", "last_name"]);

function isChoice(text: string, subjects: readonly string[]): boolean {
  if (CHOOSING.test(text)) return true;
  return WISH.test(text) && !ABOUT_THE_OLD.test(text) && !subjects.some((subject) => HELD_ONCE.has(subject));
}

/** An unmistakable wish to hear it, whatever else the clause says. */
function asksToSay(text: string): boolean {
  return / (?:what did you say (?:your|the)|(?:can|could|would|will) (?:you|u) (?:\S+ ){0,2}(?:give|tell|provide|share|spell|repeat|remind|read|type|quote|send) (?:me|us|out|over|back|that|it|your|the)|what (?:is|was) (?:your|the)|whats (?:your|the)|(?:ill|i|we|i will) (?:also |just |still )?need|nennen|durchgeben|mitteilen|wie lautet|donner|communiquer|rappeler|redonner|quel est votre|quelle est votre|facilitar|facilitarme|decirme|darme|cual es su|deme|digame) /.test(
    text,
  );
}

/** A value stands in the clause at or after the name: the agent says it. A length or a beginning is none. */
function statesValue(clause: Clause, at: number, words: number): boolean {
  return clause.words.some((word, i) => {
    if (word.text !== VALUE) return false;
    const before = clause.words[i - 1]?.text ?? "";
    if (/^(?:with|mit|par|con|by|like|eg|example|beispiel|exemple|ejemplo|zb|at|on)$/.test(before))
      return false;
    return i >= at + words - 1 || i >= at - 3;
  });
}

function textBefore(clause: Clause, at: number): string {
  const words = clause.words.slice(Math.max(0, at - 7), at + 1);
  return ` ${words.map((word) => word.text).join(" ")} `;
}

/** "May I have your …" is no having. */
function withoutRequest(text: string): string {
  return text
    .replace(/ (?:may|can|could|might|should|shall) (?:i|we) (?:have|get|see) /g, " ")
    .replace(
      / (?:what about|how about|along with|together with|as well as|zusammen mit|ainsi que|junto con) /g,
      " ",
    )
    .replace(/ (?:commenc\S*|empe\S*|empiec\S*|comen\S*|inici\S*) (?:par|por|con) /g, " ")
    .replace(/ (?:mind|try|by) (?:reading|checking|looking up|confirming|finding) /g, " ");
}

function afterPlace(clause: Clause, at: number, words: number): string {
  const following = clause.words.slice(at + words, at + words + 6);
  return ` ${following.map((word) => word.text).join(" ")} `;
}

/** `new_address` and a question without "new": it may be the other one. */
function lacksQualifier({ text }: Sentence, { meaning }: FieldPhrases): boolean {
  const { qualifiers } = meaning;
  if (!(qualifiers.has("new") || qualifiers.has("old") || qualifiers.has("previous"))) return false;
  return !/ (?:new|old|previous|neue[nrs]?|alte[nrs]?|bisherige|nouvel(?:le)?|nouveau|ancien(?:ne)?|nuev[oa]|antigu[oa]|anterior) /.test(
    text,
  );
}
