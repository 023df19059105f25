import type { Subject } from "./phrases/subject";
import { fold } from "./words";

/** What a captured field's name says about it. */
export interface FieldMeaning {
  /** What it is about; none for a name that says nothing Baton knows. */
  readonly subjects: readonly Subject[];
  /** The name as words: `frobnicatorCode` is `frobnicator code`. */
  readonly words: readonly string[];
  /** Words that tell it from another of its kind: `new`, `delivery`. */
  readonly qualifiers: ReadonlySet<string>;
}

const ABBREVIATIONS: { readonly [word: string]: string } = {
  acct: "account",
  acc: "account",
  accnt: "account",
  cust: "customer",
  ref: "reference",
  no: "number",
  nr: "number",
  num: "number",
  nbr: "number",
  nummer: "number",
  numero: "number",
  addr: "address",
  tel: "phone",
  telephone: "phone",
  ph: "phone",
  mob: "mobile",
  inv: "invoice",
  pol: "policy",
  amt: "amount",
  fname: "first name",
  lname: "last name",
  dob: "birth date",
  bday: "birth date",
  birthdate: "birth date",
  birthday: "birth date",
  zip: "postcode",
  zipcode: "postcode",
  postalcode: "postcode",
  plz: "postcode",
  mail: "email",
  emailaddress: "email",
  ordernumber: "order number",
  orderno: "order number",
  orderid: "order number",
  accountnumber: "account number",
  accountno: "account number",
  customernumber: "customer number",
  phonenumber: "phone number",
  firstname: "first name",
  lastname: "last name",
  fullname: "full name",
  trackingnumber: "tracking number",
  trackingid: "tracking number",
  policynumber: "policy number",
  policyno: "policy number",
  bookingref: "booking reference",
  reg: "registration",
};

const NUMBERED = "(?: (?:number|reference|id|code|key))?";

/** The first that fits a part of the name decides; a name may fit several that mean the same. */
const MEANINGS: readonly (readonly [RegExp, readonly Subject[]])[] = [
  [/\b(?:birth|born|geburt\w*|naissance|nacimiento|nacimento)\b/, ["birth_date"]],
  [/\b(?:e mail|email|emailadresse|courriel|correo)\b/, ["email"]],
  [
    /\b(?:phone|mobile|cell|cellphone|handy|telefon\w*|mobil\w*|msisdn|whatsapp|callback|contact number|portable|movil|telefono|fax)\b/,
    ["phone"],
  ],
  [
    /\b(?:postcode|postal code|post code|postleitzahl|code postal|codigo postal|postal code|postal|cp)\b/,
    ["postcode"],
  ],
  [/\b(?:first name|given name|forename|vorname|prenom|nombre de pila)\b/, ["first_name"]],
  [/\b(?:last name|surname|family name|nachname|familienname|nom de famille|apellidos?)\b/, ["last_name"]],
  [/\b(?:user name|username|login|user id|benutzername)\b/, ["username"]],
  [/\b(?:company|business|organisation|organization|firma|entreprise|empresa|societe)\b/, ["company"]],
  [/\b(?:vin|chassis|fahrgestell\w*|bastidor)\b/, ["vehicle"]],
  [
    /\b(?:registration|license plate|licence plate|number plate|plate|kennzeichen|immatriculation|matricula)\b/,
    ["registration"],
  ],
  [/\b(?:iban|bank account|bank|rib|bankverbindung)\b/, ["iban"]],
  [/\b(?:card|karten\w*|carte|tarjeta)\b/, ["card"]],
  [/\b(?:tax|ssn|nino|steuer\w*|nif|siret|vat)\b/, ["tax"]],
  [/\b(?:passport|reisepass|passeport|pasaporte|dni)\b/, ["passport"]],
  [/\b(?:reading|zaehlerstand|zahlerstand|lectura|releve)\b/, ["reading"]],
  [/\b(?:meter|zahler\w*|zaehler\w*|compteur|contador|mpan|mprn)\b/, ["meter"]],
  [/\b(?:serial|serien\w*|serie|imei)\b/, ["serial"]],
  [
    /\b(?:delivery|liefer\w*|livraison|entrega) (?:date|day|datum|termin)\b|\blieferdatum\b/,
    ["delivery_date"],
  ],
  [/\b(?:mov(?:e|ing)|umzugs?\w*) (?:date|day|in|out)\b|\bumzugsdatum\b/, ["move_date"]],
  [/\b(?:appointment|termin|rendez vous|cita)\b.*\b(?:date|day|time|datum|fecha)\b/, ["appointment"]],
  [/\bissue (?:date|day)\b/, ["date"]],
  [
    /^(?:issue|problem|complaint|contact|call|enquiry|inquiry|query|request)(?: (?:description|reason|details?|summary|text))?$|\b(?:description|anliegen|problem(?:e|a|beschreibung)?|motivo?|beschwerdegrund|grund)$|^reason(?: (?:for|of) (?:call|contact|contacting))?$/,
    ["issue"],
  ],
  [/\b(?:amount|price|total|sum|betrag|montant|importe|balance|charge|fee|refund)\b/, ["amount"]],
  [/\b(?:date|day|datum|fecha|when)\b/, ["date"]],
  [/\b(?:address|adresse|anschrift|street|strasse|direccion|domicilio)\b/, ["address"]],
  [/\b(?:city|town|stadt|wohnort|ville|ciudad)\b/, ["city"]],
  [/\b(?:country|pays|pais)\b/, ["country"]],
  [/\b(?:tracking|parcel|shipment|consignment|sendungs\w*|suivi|colis|seguimiento|envio)\b/, ["tracking"]],
  [
    new RegExp(`\\b(?:order|purchase|po|bestell\\w*|bestellung|auftrags?\\w*|commande|pedido)${NUMBERED}$`),
    ["order"],
  ],
  [
    /\b(?:booking|reservation|pnr|confirmation|buchungs?\w*|reservierungs?\w*|reserva|localizador)\b/,
    ["booking"],
  ],
  [/\b(?:appointment|termin\w*|rendez vous|cita)\b/, ["appointment"]],
  [/\b(?:policy|insurance|versicherungs\w*|police|poliza|assurance)\b/, ["policy"]],
  [/\b(?:claim|schadens?\w*|sinistre|siniestro)\b/, ["claim"]],
  [/\b(?:invoice|bill|rechnungs?\w*|facture|factura)\b/, ["invoice"]],
  [/\b(?:contract|vertrags?\w*|contrat|contrato|agreement)\b/, ["contract"]],
  [
    /\b(?:membership|member|loyalty|mitglieds\w*|frequent flyer|socio|fidelite|adherent)(?: (?:number|id|card|code|reference))?$/,
    ["membership"],
  ],
  [/\b(?:ticket|case|incident|complaint|vorgangs?\w*|dossier|caso|incidencia)\b/, ["ticket"]],
  [/\b(?:flight|flug\w*|vol|vuelo)(?: (?:number|code|id))?$/, ["flight"]],
  [
    /\b(?:customer|client|kunden\w*|cliente)(?: (?:number|id|reference|code|key))$|^(?:kundennummer|kundennr)$/,
    ["customer"],
  ],
  [/\b(?:account|konto\w*|compte|cuenta)(?: (?:number|id|reference|code|key))?$/, ["account"]],
  [
    /\b(?:product|item|article|artikel\w*|produkt\w*|produit|producto|sku|model|modell)(?: (?:number|id|reference|code|name|type))?$/,
    ["product"],
  ],
  [/\b(?:name|nom|nombre|account holder|caller|contact)$/, ["name"]],
  [/^(?:reference(?: number)?|number|id)$/, ["order", "booking"]],
];

const QUALIFIERS = new Set([
  "new",
  "old",
  "previous",
  "current",
  "billing",
  "delivery",
  "shipping",
  "neue",
  "nouvelle",
  "nueva",
]);
const known = new Map<string, FieldMeaning>();
const MOST_KNOWN = 5_000;

/** Reads a field's name: `orderNumber`, `acct_no`, `customer.date-of-birth`. */
export function meaningOf(fieldName: string): FieldMeaning {
  const found = known.get(fieldName);
  if (found) return found;
  const words = fold(fieldName.replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, "$1 $2"))
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "")
    .flatMap((word) => (ABBREVIATIONS[word] ?? word).split(" "));
  const text = inEnglishOrder(words).join(" ");
  const subjects = MEANINGS.find(([pattern]) => pattern.test(text))?.[1] ?? [];
  const meaning = { subjects, words, qualifiers: new Set(words.filter((word) => QUALIFIERS.has(word))) };
  if (known.size < MOST_KNOWN) known.set(fieldName, meaning);
  return meaning;
}

const HEADS = new Set(["number", "reference", "id", "code", "key"]);
const LINKS = new Set(["of", "de", "del", "du", "des", "la", "le", "der", "the", "s", "d"]);

/** `numero_de_pedido` as `pedido number`, so that one table fits all languages. */
function inEnglishOrder(words: readonly string[]): readonly string[] {
  const telling = words.filter((word) => !LINKS.has(word));
  const [first, ...rest] = telling;
  return first !== undefined && HEADS.has(first) && rest.length > 0 ? [...rest, first] : telling;
}
