import type { FieldMeaning } from "./field-subject";
import type { PhrasePlace } from "./phrase-matcher";
import { says } from "./requests";
import { type Clause, VALUE } from "./sentences";

/*
 * When an agent names a captured field and does not ask for it: he has it, states it, speaks of another one, of somebody
 * else's, of one that is to be chosen, of what somebody else asks for.
 */

/** Before a name, these ask which one it is. */
export const WHICH = /^(?:which|what|whats|welche|welcher|welchem|welches|welchen|quel|quelle|que|cual)$/;
const ARTICLE_OR_POSSESSIVE = /^(?:la|el|los|las|un|una|su|tu|ese|esa|este|esta)$/;

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
const ASKS_WHICH =
  / (?:quel|quelle|quoi|cual|que numero|welche\S*|wie (?:war|lautet|ist)|rappelez|redonnez|repetez|repita|wiederholen) /;
/** "I understand what the problem is." */
const KNOWING =
  / (?:i|we|ich|wir|je|nous) (?:\S+ )?(?:understand|know|see|verstehe|weiss|comprends|vois|savons) (?:\S+ )?(?:what|which|where|how|was|welche\S*|wo|quel\S*|ce que) | (?:entiendo|veo|se) (?:que|cual) /;
const WISH =
  / (?:would (?:you|u) (?:like|want|prefer)|do (?:you|u) (?:want|prefer)|(?:mochten|wollen|hatten) (?:sie|du)|hatten sie gern|voulez vous|souhaitez vous|preferez vous|voudriez vous|vous (?:voulez|souhaitez|preferez)|quiere|quieres|desea|deseas|prefiere|prefieres|le gustaria|gefallen|wurden sie (?:gern|lieber)|plairait) /;
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

/** Whether the name of a field stands in a clause for another reason than to ask for it. */
export function isNotAsked(
  clause: Clause,
  { at, words }: PhrasePlace,
  { subjects, qualifiers }: FieldMeaning,
  isWholeQuestion: boolean,
): boolean {
  const text = clause.text;
  if (says.notNeeded(text) && !/ (?:havent|have not) /.test(text)) return true;
  if (says.others(text) || says.keepReady(text) || says.removing(text) || says.lookingUp(text)) return true;
  if (says.given(text) && !ASKS_WHICH.test(text) && !asksToSay(text)) return true;
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
