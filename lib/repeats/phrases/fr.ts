import type { LanguagePhrases } from "./subject";

const numbered = (...whats: string[]): string[] =>
  whats.flatMap((what) => [
    ...["numéro", "référence", "réf", "num", "n°", "no", "code", "identifiant", "n"].map(
      (word) => `${word} ${what}`,
    ),
    `numéro ${what.replace(/^d(?:e |')/, "")}`,
  ]);

export const FRENCH: LanguagePhrases = {
  order: {
    names: [...numbered("de commande", "de la commande", "de votre commande", "de ta commande", "d'achat")],
    looseNames: ["référence"],
    questions: ["de quelle commande", "quelle commande"],
  },
  account: { names: numbered("de compte", "de votre compte", "de ton compte", "du compte") },
  customer: {
    names: [
      ...numbered("de client", "client", "d'abonné"),
      "référence client",
      "code client",
      "identifiant client",
    ],
  },
  contract: { names: numbered("de contrat", "de votre contrat", "du contrat") },
  policy: {
    names: numbered("de police", "d'assurance", "de police d'assurance", "d'assuré", "de votre police"),
  },
  claim: { names: numbered("de sinistre", "du sinistre", "de déclaration") },
  invoice: {
    names: numbered("de facture", "de la facture", "de votre facture"),
    questions: ["de quelle facture", "quelle facture"],
  },
  booking: {
    names: [
      ...numbered(
        "de réservation",
        "de votre réservation",
        "de la réservation",
        "de confirmation",
        "de dossier de réservation",
      ),
    ],
    questions: ["de quelle réservation", "quelle réservation"],
  },
  ticket: {
    names: numbered(
      "de ticket",
      "de dossier",
      "de réclamation",
      "d'incident",
      "de votre dossier",
      "de demande",
      "du dossier",
    ),
  },
  tracking: {
    names: numbered("de suivi", "de colis", "d'expédition", "de votre colis", "du colis", "d'envoi"),
  },
  appointment: { names: numbered("de rendez-vous") },
  membership: {
    names: numbered("de membre", "d'adhérent", "de carte de fidélité", "de fidélité", "d'adhésion"),
  },
  name: {
    names: [
      "nom complet",
      "nom et prénom",
      "nom et votre prénom",
      "prénom et nom",
      "nom du titulaire",
      "nom et le prénom",
    ],
    looseNames: ["nom"],
    questions: [
      "à qui ai je l'honneur",
      "à qui je parle",
      "à qui parle",
      "comment vous appelez vous",
      "comment t'appelles tu",
      "vous vous appelez comment",
      "à quel nom",
      "sous quel nom",
      "au nom de qui",
    ],
  },
  first_name: { names: ["prénom"], looseNames: ["nom"] },
  last_name: { names: ["nom de famille", "nom patronymique"], looseNames: ["nom"] },
  birth_date: {
    names: ["date de naissance", "jour de naissance", "date de votre naissance"],
    questions: ["quand êtes vous né", "quand êtes vous née", "quel jour êtes vous né"],
  },
  email: {
    names: ["adresse e mail", "adresse mail", "adresse électronique", "adresse courriel", "adresse email"],
    looseNames: ["e mail", "email", "mail", "courriel"],
    questions: [
      "quelle adresse mail",
      "avec quelle adresse mail",
      "quelle adresse e mail",
      "à quelle adresse mail",
    ],
  },
  phone: {
    names: [
      "numéro de téléphone",
      "numéro de portable",
      "numéro de mobile",
      "numéro de contact",
      "numéro où vous joindre",
      "numéro de tel",
      "numéro téléphone",
      "numéro portable",
      "numéro auquel",
      "coordonnées téléphoniques",
      "n° de téléphone",
      "n° de portable",
      "tel",
    ],
    looseNames: ["téléphone", "portable"],
    questions: [
      "à quel numéro",
      "sur quel numéro",
      "comment puis je vous joindre",
      "où puis je vous joindre",
      "quel numéro puis je",
    ],
  },
  address: {
    names: [
      "adresse postale",
      "adresse de livraison",
      "adresse de facturation",
      "adresse complète",
      "adresse du domicile",
      "adresse de domicile",
      "numéro et rue",
      "numéro de rue",
    ],
    looseNames: ["adresse"],
    questions: ["où habitez vous", "où habites tu", "où devons nous livrer", "vous habitez où"],
  },
  postcode: { names: ["code postal", "cp"] },
  city: {
    names: ["ville de résidence"],
    looseNames: ["ville", "commune"],
    questions: ["dans quelle ville", "de quelle ville"],
  },
  country: {
    names: ["pays de résidence"],
    looseNames: ["pays"],
    questions: ["dans quel pays", "de quel pays"],
  },
  company: {
    names: [
      "nom de l'entreprise",
      "nom de votre entreprise",
      "nom de la société",
      "nom de votre société",
      "raison sociale",
    ],
    questions: ["quelle entreprise", "quelle société"],
  },
  iban: { names: ["iban", "rib", "coordonnées bancaires"] },
  card: { names: numbered("de carte", "de carte bancaire", "de votre carte", "de carte bleue") },
  serial: { names: [...numbered("de série", "d'imei", "d'appareil"), "imei"] },
  meter: {
    names: [...numbered("de compteur", "du compteur", "de votre compteur"), "pdl", "point de livraison"],
  },
  reading: {
    names: [
      "relevé de compteur",
      "relevé du compteur",
      "index du compteur",
      "index de votre compteur",
      "relevé",
    ],
    questions: ["qu'affiche le compteur", "qu'indique votre compteur"],
  },
  vehicle: { names: [...numbered("de châssis", "d'identification du véhicule"), "vin"] },
  registration: {
    names: ["immatriculation", "plaque d'immatriculation", "numéro d'immatriculation", "numéro de plaque"],
  },
  product: {
    names: [
      ...numbered("de produit", "d'article", "du produit", "de l'article", "de modèle"),
      "référence produit",
      "nom du produit",
      "référence du produit",
      "code produit",
    ],
    questions: ["quel produit", "quel article", "de quel produit", "de quel article", "quel modèle"],
  },
  amount: {
    names: ["montant exact", "montant total", "montant de la facture", "montant du remboursement"],
    looseNames: ["montant", "somme"],
    questions: ["quel montant", "de quel montant", "combien avez vous", "quel était le montant", "combien"],
  },
  date: {
    names: [
      "date d'achat",
      "date de commande",
      "date de la commande",
      "date de voyage",
      "date de départ",
      "date de retour",
      "date de début",
      "date de fin",
      "date de la facture",
      "date de réservation",
    ],
    questions: ["à quelle date", "quelle date", "quel jour"],
  },
  delivery_date: {
    names: ["date de livraison", "jour de livraison"],
    questions: ["quel jour vous convient", "quel jour vous arrange"],
  },
  move_date: {
    names: ["date de déménagement", "date d'emménagement", "date de votre déménagement"],
    questions: ["quand déménagez vous", "quand emménagez vous"],
  },
  flight: { names: numbered("de vol", "du vol", "de votre vol"), questions: ["quel vol", "de quel vol"] },
  passport: { names: numbered("de passeport", "de pièce d'identité", "de carte d'identité") },
  tax: {
    names: [...numbered("fiscal", "de sécurité sociale", "de tva"), "numéro fiscal", "numéro siret", "siret"],
  },
  username: { names: ["nom d'utilisateur", "identifiant", "pseudo", "identifiant de connexion"] },
};
