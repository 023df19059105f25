import type { Phrases } from "./phrases";
import type { Exchange } from "./topics";

/** The topics that the demo has German dialogues about. */
const TOPICS: { readonly [queryType: string]: readonly Exchange[] } = {
  order_status: [
    {
      opening:
        "Ich habe am {orderedOn} bestellt ({product}), und der Status steht immer noch auf „in Bearbeitung“.",
      answer:
        "Ihre Bestellung hat heute Morgen das Lager verlassen und kommt am {weekday} zwischen 8 und 12 Uhr.",
      resolution: "Der Artikel war nicht auf Lager. Ich kann Ihnen die Lieferung am {weekday} fest zusagen.",
    },
    {
      opening: "Gibt es etwas Neues zu meiner Bestellung vom {orderedOn}?",
      answer:
        "Sie ist unterwegs und kommt am {weekday}. Den Link zur Verfolgung habe ich Ihnen noch einmal geschickt.",
      resolution:
        "Sie wurde nie zum Versand freigegeben. Das habe ich nachgeholt, Sie bekommen ein Zeitfenster per SMS.",
    },
    {
      opening: "In der Sendungsverfolgung tut sich seit dem {orderedOn} nichts.",
      answer: "Der Paketdienst ist einen Tag im Verzug. Am {weekday} ist die Sendung bei Ihnen.",
      resolution: "Die Sendung lag im falschen Depot. Sie kommt jetzt am {weekday}.",
    },
    {
      opening: "Das Paket gilt als zugestellt, ist aber nicht da.",
      answer: "Der Fahrer hat es bei einem Nachbarn abgegeben. Das Foto habe ich Ihnen geschickt.",
      resolution: "Der Fahrer hatte die falsche Hausnummer. Er bringt es am {weekday}.",
    },
  ],
  refund_approval: [
    {
      opening: "Das Gerät ({product}) kam mit einer Delle an. Ich hätte gern {amount} zurück.",
      answer: "{amount} kann ich selbst freigeben. Das Geld ist in fünf Werktagen auf Ihrer Karte.",
      resolution: "Mir liegt alles vor. Die {amount} sind freigegeben und in drei Werktagen bei Ihnen.",
    },
    {
      opening: "Mir wurde eine Erstattung von {amount} zugesagt. Wie bekomme ich sie?",
      answer: "Die Erstattung ist schon freigegeben. Ihre Bank zeigt sie meist nach drei Tagen.",
      resolution: "Freigegeben: {amount} auf Ihre Karte. Sie müssen nichts weiter schicken.",
    },
    {
      opening: "Das Gerät ({product}) hat nie funktioniert. Bitte erstatten Sie {amount}.",
      answer: "{amount} gehen heute zurück, und am {weekday} wird das Gerät abgeholt.",
      resolution: "Die {amount} sind freigegeben. In ein paar Minuten bekommen Sie eine E-Mail.",
    },
  ],
  password_reset: [
    {
      opening: "Ich komme nicht mehr in mein Konto, angeblich ist das Passwort falsch.",
      answer: "Ich habe Ihnen einen neuen Link geschickt. Er gilt dreißig Minuten.",
      resolution: "Es gab zwei Konten mit dieser Adresse. Ich habe sie zusammengelegt, jetzt geht der Link.",
    },
    {
      opening: "Wie setze ich mein Passwort zurück? Es kommt kein Link an.",
      answer: "Erledigt. In Ihrem Postfach liegt eine neue E-Mail.",
      resolution:
        "Unsere E-Mails kamen zurück. Ich habe Ihre Adresse freigegeben und den Link noch einmal geschickt.",
    },
    {
      opening: "Mein Konto ist gesperrt.",
      answer: "Ich habe es entsperrt. Bitte wählen Sie ein neues Passwort.",
      resolution: "Ich habe das Konto von Hand entsperrt, bitte versuchen Sie es noch einmal.",
    },
  ],
  billing_question: [
    {
      opening: "Warum ist meine Rechnung für {month} so hoch?",
      answer:
        "Die Rechnung für {month} beruhte auf einer Schätzung. Mit Ihrem Zählerstand sinkt sie um {amount}.",
      resolution:
        "Es wurde zweimal geschätzt. Ich habe Ihren Stand eingetragen und schreibe Ihnen {amount} gut.",
    },
    {
      opening: "Sie haben im {month} zweimal abgebucht.",
      answer: "Die erste Buchung über {amount} war nur vorgemerkt. Ihre Bank löst sie bis zum {date} auf.",
      resolution: "Das war eine doppelte Abbuchung. {amount} sind in fünf Tagen zurück.",
    },
    {
      opening: "Was bedeutet die Anpassung von {amount} auf meiner Rechnung?",
      answer: "Das ist der Unterschied zwischen dem alten Tarif und {tariff} für den halben {month}.",
      resolution: "Das kommt vom Tarifwechsel. Ich schicke Ihnen eine Rechnung, die beide Hälften zeigt.",
    },
  ],
  smart_meter_fault: [
    {
      opening: "Die Anzeige meines Zählers ist seit {weekday} leer.",
      answer:
        "Ich habe die Verbindung von hier aus neu gestartet. In einer Stunde sollte alles wieder da sein.",
      resolution: "Der Funk im Zähler ist defekt. Ein Techniker kann am {weekday} kommen und ihn tauschen.",
    },
    {
      opening: "Der Zähler sendet seit {month} keine Werte mehr.",
      answer: "Halten Sie bitte die Taste an der Seite zehn Sekunden gedrückt, dann verbindet er sich neu.",
      resolution: "Ich habe ihn von hier aus zurückgesetzt, jetzt antwortet er wieder.",
    },
  ],
  payment_plan: [
    {
      opening: "Ich kann die Winterrechnung nicht auf einmal bezahlen.",
      answer: "Ich verteile den Betrag auf sechs Monate zu je {amount}. Die erste Rate ist am {date} fällig.",
      resolution: "Danke, dass Sie sich früh melden. {amount} im Monat ab {date}, ohne Gebühren.",
    },
    {
      opening: "Ich habe meine Stelle verloren und könnte {amount} im Monat zahlen.",
      answer: "Der Plan steht: {amount} im Monat, jederzeit änderbar.",
      resolution:
        "{amount} im Monat sind in Ordnung, und für den Härtefonds habe ich Sie auch vorgeschlagen.",
    },
  ],
  engineer_appointment: [
    {
      opening: "Kann der Techniker auch am {weekday} kommen?",
      answer: "Ihr Termin ist jetzt am {weekday} zwischen 8 und 12 Uhr.",
      resolution: "Am {weekday} ist noch ein Termin frei, den habe ich Ihnen gegeben.",
    },
    {
      opening: "Wann kommt der Techniker? Es hieß heute Morgen.",
      answer: "Er ist eine Stunde im Verzug und ruft vorher an.",
      resolution: "Er hängt zwei Aufträge zurück. Ich kann Ihnen den ersten Termin am {weekday} geben.",
    },
  ],
  moving_home: [
    {
      opening: "Ich ziehe am {date} um. Was muss ich tun?",
      answer: "Erledigt: Wir melden die alte Wohnung zum {date} ab und die neue am selben Tag an.",
      resolution: "Die neue Wohnung hat zwei Zähler, deshalb ging es nicht. Ab {date} laufen beide auf Sie.",
    },
    {
      opening: "Wir ziehen am {date} um. Können wir {tariff} mitnehmen?",
      answer: "Ja, {tariff} zieht mit um. Bitte schicken Sie am Tag beide Zählerstände.",
      resolution: "Ich habe alles auf die neue Adresse umgestellt, auch {tariff}.",
    },
  ],
  delivery_change: [
    {
      opening: "Können Sie am {weekday} liefern? Vorher ist niemand da.",
      answer: "Ihre Lieferung kommt jetzt am {weekday} zwischen 12 und 16 Uhr.",
      resolution: "Der Wagen war schon beladen, ich habe im Depot angerufen. Es bleibt bei {weekday}.",
    },
    {
      opening: "Bitte geben Sie die Lieferung am {weekday} bei meinem Nachbarn ab.",
      answer: "Der Fahrer weiß Bescheid und klingelt nebenan.",
      resolution: "Erledigt: {weekday}, gleich als Erstes, und zwar nebenan.",
    },
  ],
  meter_reading: [
    {
      opening: "Ich möchte meinen Zählerstand durchgeben.",
      answer: "Danke, der Zählerstand ist eingetragen. Die nächste Rechnung richtet sich danach.",
      resolution: "Ich habe die Schätzung herausgenommen und Ihren Stand eingetragen.",
    },
    {
      opening: "Die App nimmt meinen Zählerstand nicht an.",
      answer: "Der Wert passt, ich habe ihn übernommen. Ihr Guthaben beträgt {amount}.",
      resolution:
        "Ihr Zähler ist über 99999 gelaufen, das kennt das Formular nicht. Ich habe den Stand von Hand eingetragen.",
    },
  ],
};

/** German. */
export const GERMAN: Phrases = {
  topics: TOPICS,
  fields: {
    order_reference: "Ihre Bestellnummer",
    account_number: "Ihre Vertragsnummer",
    customer_number: "Ihre Kundennummer",
    postcode: "Ihre Postleitzahl",
    new_postcode: "die neue Postleitzahl",
    email: "Ihre E-Mail-Adresse",
    meter_serial: "die Seriennummer des Zählers",
    meter_reading: "den Zählerstand",
    appointment_reference: "die Terminnummer",
    monthly_amount: "den Betrag, den Sie monatlich zahlen können",
    refund_amount: "den Betrag der Erstattung",
    bill_month: "den Monat der Rechnung",
    delivery_day: "den Tag, der Ihnen passt",
    move_date: "den Tag Ihres Umzugs",
  },
  products: [
    "eine Waschmaschine",
    "eine Kühl-Gefrier-Kombination",
    "ein Wäschetrockner",
    "ein Thermostat",
    "ein Geschirrspüler",
    "ein Heizkörper",
    "eine Mikrowelle",
    "ein Staubsauger",
    "eine Wärmepumpe",
    "ein Wasserkocher",
  ],
  weekdays: ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag"],
  botGreetings: ["Dabei kann ich helfen.", "Das sehe ich mir gern an.", "Das tut mir leid. Ich schaue nach."],
  botAsks: ["Nennen Sie mir bitte {field}.", "Dafür brauche ich {field}."],
  gives: ["{value}", "Das ist {value}", "Bitte: {value}"],
  botFailures: [
    "Das konnte ich nicht öffnen. Ich versuche es noch einmal.",
    "Leider hat es wieder nicht geklappt.",
    "Das habe ich nicht verstanden. Können Sie es anders sagen?",
  ],
  customerTriesAgain: ["Klappt es?", "Versuchen Sie es bitte noch einmal.", "Es steht so in Ihrem Brief."],
  wantsPerson: ["Mitarbeiter bitte", "Ich möchte mit einem Menschen sprechen"],
  insistsOnPerson: [
    "Mitarbeiter!",
    "Bitte einen Menschen.",
    "Ich habe schon gesagt, dass ich mit jemandem sprechen möchte.",
  ],
  botDeflects: [
    "Die meisten Fragen kann ich beantworten. Worum geht es?",
    "Geht es um eine Rechnung, eine Zahlung oder einen Tarif?",
    "Bitte beschreiben Sie Ihr Anliegen in wenigen Worten.",
  ],
  botHandsOver: ["Ich verbinde Sie mit einer Kollegin.", "Ein Kollege übernimmt. Bitte bleiben Sie hier."],
  agentGreetsInformed: ["Guten Tag, ich habe alles gelesen, Sie müssen nichts wiederholen."],
  agentGreetsPlain: ["Guten Tag, wie kann ich Ihnen helfen?", "Hallo, danke fürs Warten. Worum geht es?"],
  agentAsksAgain: ["Nennen Sie mir bitte noch {field}.", "Ich brauche {field}, um Sie zu finden."],
  givesAgain: ["Das habe ich dem Bot schon gesagt: {value}", "{value}", "Noch einmal: {value}"],
  volunteers: ["Sie erreichen mich unter 030 23125 482.", "Meine IBAN ist DE89 3704 0044 0532 0130 00."],
  customerThanks: ["Vielen Dank.", "Super, danke.", "Danke, das war alles."],
  agentCloses: ["Gern geschehen. Einen schönen Tag noch.", "Danke für Ihre Geduld. Auf Wiederhören."],
  comments: {
    satisfied: [
      "Schnell und freundlich.",
      "Die Kollegin wusste gleich, worum es geht.",
      "In fünf Minuten erledigt.",
    ],
    unsatisfied: [
      "Viel zu lange gewartet.",
      "Immer noch nicht gelöst.",
      "Der Bot hat mich viermal im Kreis geschickt.",
    ],
    repeated: [
      "Ich musste alles zweimal erklären.",
      "Wozu gebe ich dem Bot meine Bestellnummer, wenn sie niemand sieht?",
    ],
    contained: ["Einfach.", "Ging ganz ohne Warten."],
    containedUnsatisfied: ["Die Antwort passte nicht zu meiner Frage."],
  },
};
