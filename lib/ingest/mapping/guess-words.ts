import { plainName } from "./synonyms";
import type { TargetKey } from "./targets";

/*
 * What the words in a file mean: their channels, outcomes, reasons. A word that is not known is left to the person.
 */

type Words = readonly (readonly [meaning: string, pattern: RegExp])[];

const CHANNEL: Words = [
  ["web_chat", /^(web ?chat|live ?chat|chat|web|website|webseite|homepage|web widget|widget|site)$/],
  ["in_app", /^(in ?app|app|mobile app|ios|android|mobile)$/],
  [
    "messaging",
    /^(whats ?app|messenger|facebook messenger|telegram|signal|messaging|apple messages?|viber|threema|line)/,
  ],
  ["sms", /^(sms|text message|rcs)$/],
  ["email", /^(e ?mail|mail|courriel)$/],
  ["voice", /^(voice|phone|telephone|telefon|call|calls|anruf|ivr|voicebot|hotline|telephonie)$/],
  ["social", /^(social|social media|facebook|instagram|twitter|x|linkedin|tiktok|soziale medien)$/],
  ["other", /^(other|andere|sonstige|sonstiges)$/],
];
const OUTCOME: Words = [
  ["open", /^(open|active|in progress|ongoing|pending|offen|laufend|aktiv|unresolved open)$/],
  [
    "handed_off",
    /(hand(ed)? ?(off|over)|escalat|transfer|eskal|ubergeben|ubergabe|weitergeleitet|human|live agent|to agent|mitarbeiter)/,
  ],
  ["abandoned", /(abandon|dropped|abgebrochen|abbruch|left|timed? ?out|verlassen|inactive|no response)/],
  [
    "contained",
    /(contain|resolved|solved|self ?serv|completed|closed by bot|bot only|deflect|gelost|erledigt|automated|beantwortet|success|erfolgreich)/,
  ],
];
const STATUS: Words = [
  ["connected", /(connect|accept|answered|handled|completed|angenommen|verbunden|closed|resolved|erledigt)/],
  ["failed", /(fail|error|no agent|rejected|fehlgeschlagen|nicht verfugbar|unavailable)/],
  ["abandoned", /(abandon|hung up|left|abgebrochen|aufgelegt|missed|verpasst)/],
  ["requested", /(request|queued|waiting|pending|wartend|angefragt|open|offen)/],
];
const REASON: Words = [
  [
    "not_understood",
    /(not understood|no match|nomatch|fallback|did not understand|misunderst|nicht verstanden|nlu|low confidence|intent not)/,
  ],
  [
    "max_attempts",
    /(max(imum)? (attempt|retr)|too many (attempt|retr|fail)|attempts exceeded|zu viele versuche|mehrfach)/,
  ],
  ["knowledge_gap", /(knowledge|no answer|no article|unknown topic|wissen|keine antwort|missing content)/],
  [
    "tool_error",
    /(tool|api|system|technical|backend|integration|timeout|technisch|schnittstelle|systemfehler).*(error|fail|fehler|problem|outage)?|^(error|fehler|timeout)$/,
  ],
  ["wrong_answer", /(wrong answer|incorrect|falsche antwort|bad answer)/],
  ["loop_or_frustration", /(loop|frustrat|angry|sentiment|verarger|frustriert|schleife)/],
  ["needs_approval", /(approval|authori[sz]ation|genehmigung|freigabe|refund limit)/],
  ["policy_or_risk", /(policy|risk|compliance|fraud|legal|sicherheit|richtlinie|security|betrug)/],
  ["out_of_scope_by_design", /(out of scope|not supported|by design|nicht unterstutzt|ausserhalb)/],
  ["priority_customer", /(vip|priority|premium|prioritat|key account)/],
  ["asked_at_start", /(asked at start|immediately asked|sofort|at start|first message)/],
  ["asked_midway", /(asked midway|midway|mid conversation|im verlauf)/],
  [
    "customer_demand",
    /(customer (request|demand|asked|want)|user (request|asked)|asked for (an )?(agent|human)|agent request|requested (agent|human)|human request|kundenwunsch|kunde (mochte|wollte|will)|mensch|mitarbeiter gewunscht|wunsch)/,
  ],
  [
    "operational",
    /(opening hours|out of hours|quota|routing|overflow|offnungszeit|ausserhalb der geschaftszeit|business hours)/,
  ],
  ["planned_escalation", /(planned|planmassig|geplant)/],
  ["bot_failure", /(bot (fail|error)|bot fehler)/],
];
const USEFULNESS: Words = [
  [
    "not_useful",
    /^(not useful|not helpful|useless|no|nein|nicht hilfreich|nicht nutzlich|bad|1|unhelpful|👎)$/,
  ],
  ["partly", /^(partly|partially|somewhat|teilweise|mittel|ok|2)$/],
  ["useful", /^(useful|very useful|helpful|yes|ja|hilfreich|nutzlich|good|3|👍)$/],
];
const USED: Words = [
  ["used", /^(used|read|yes|ja|genutzt|gelesen|fully)$/],
  ["skimmed", /^(skimmed|partly|partially|uberflogen|teilweise)$/],
  ["ignored", /^(ignored|not used|no|nein|ignoriert|nicht genutzt)$/],
];
const SENDER: Words = [
  ["bot", /(bot|assistant|virtual|ai|system_bot)/],
  ["agent", /(agent|human|employee|mitarbeiter|operator|representative|staff)/],
  ["customer", /(customer|user|visitor|client|kunde|contact|end ?user|gast)/],
  ["system", /(system|event|info)/],
];
const PASSED: Words = [
  ["structured", /(structured|field|feld|crm|yes|ja)/],
  ["transcript", /(transcript|chat|text|transkript)/],
  ["none", /(none|no|nein|nicht|lost)/],
];
const ORIGIN: Words = [
  ["bot", /(bot|assistant|virtual)/],
  ["agent", /(agent|human|mitarbeiter)/],
];
const KIND: Words = [
  ["csat", /(csat|satisfaction|zufriedenheit)/],
  ["nps", /(nps|promoter|recommend)/],
  ["ces", /(ces|effort|aufwand)/],
];

const BY_KEY: { readonly [K in TargetKey]?: Words } = {
  "conversation.channel": CHANNEL,
  "handoff.fromChannel": CHANNEL,
  "handoff.toChannel": CHANNEL,
  "conversation.outcome": OUTCOME,
  "handoff.status": STATUS,
  "handoff.reason": REASON,
  "context_rating.correctedReason": REASON,
  "context_rating.usefulness": USEFULNESS,
  "context_rating.used": USED,
  "message.sender": SENDER,
  "handoff.fieldPassed": PASSED,
  "handoff.from": ORIGIN,
  "survey.kind": KIND,
};

/** What a word of the file probably means for a key with a list of values; null where it is not known. */
export function guessWord(key: TargetKey, choices: readonly string[], word: string): string | null {
  const code = word.trim().toLowerCase().replace(/[ -]+/g, "_");
  if (choices.includes(code)) return code;
  const plain = plainName(word) || word.trim();
  return BY_KEY[key]?.find(([, pattern]) => pattern.test(plain))?.[0] ?? null;
}
