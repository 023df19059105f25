import type { Phrases } from "./phrases";
import type { Exchange } from "./topics";

/** The topics that the demo has French dialogues about. */
const TOPICS: { readonly [queryType: string]: readonly Exchange[] } = {
  order_status: [
    {
      opening: "J'ai commandé {product} le {orderedOn} et c'est toujours « en préparation ».",
      answer: "Votre commande est partie ce matin, elle arrive {weekday} entre 8 h et 12 h.",
      resolution: "L'article n'était plus en stock. Je vous confirme la livraison pour {weekday}.",
    },
    {
      opening: "Avez-vous des nouvelles de ma commande du {orderedOn} ?",
      answer: "Elle est en route et arrive {weekday}. Je vous ai renvoyé le lien de suivi.",
      resolution: "Elle n'avait jamais été expédiée. C'est fait, vous recevrez un créneau par SMS.",
    },
    {
      opening: "Le suivi n'a pas bougé depuis le {orderedOn}.",
      answer: "Le transporteur a un jour de retard. Vous serez livré {weekday}.",
      resolution: "Le colis était au mauvais dépôt. Il arrivera {weekday}.",
    },
    {
      opening: "Le colis est indiqué comme livré, mais je n'ai rien reçu.",
      answer: "Le livreur l'a remis à un voisin. Je vous ai envoyé la photo.",
      resolution: "Le livreur avait le mauvais numéro de rue. Il repasse {weekday}.",
    },
  ],
  refund_approval: [
    {
      opening: "L'appareil est arrivé abîmé ({product}). Je voudrais un remboursement de {amount}.",
      answer: "Je peux valider {amount} moi-même. Vous serez remboursé sous cinq jours ouvrés.",
      resolution:
        "J'ai tout sous les yeux. Les {amount} sont validés, vous les aurez sous trois jours ouvrés.",
    },
    {
      opening: "On m'a promis un remboursement de {amount}. Comment l'obtenir ?",
      answer: "Il est déjà validé. Votre banque l'affiche en général au bout de trois jours.",
      resolution: "C'est validé : {amount} sur votre carte. Vous n'avez rien d'autre à envoyer.",
    },
    {
      opening: "L'appareil n'a jamais fonctionné ({product}). Pouvez-vous me rembourser {amount} ?",
      answer: "Les {amount} repartent aujourd'hui, et l'appareil sera enlevé {weekday}.",
      resolution: "Les {amount} sont validés. Vous recevrez un e-mail dans quelques minutes.",
    },
  ],
  password_reset: [
    {
      opening: "Je n'arrive plus à me connecter, le mot de passe serait faux.",
      answer: "Je vous ai envoyé un nouveau lien. Il est valable trente minutes.",
      resolution: "Il y avait deux comptes à cette adresse. Je les ai réunis, le lien fonctionne maintenant.",
    },
    {
      opening: "Comment réinitialiser mon mot de passe ? Aucun lien n'arrive.",
      answer: "C'est fait. Un nouvel e-mail vous attend.",
      resolution: "Nos e-mails nous revenaient. J'ai débloqué votre adresse et renvoyé le lien.",
    },
    {
      opening: "Mon compte est bloqué.",
      answer: "Je l'ai débloqué. Choisissez un nouveau mot de passe.",
      resolution: "J'ai débloqué le compte à la main, vous pouvez réessayer.",
    },
  ],
  billing_question: [
    {
      opening: "Pourquoi ma facture ({month}) est-elle si élevée ?",
      answer: "La facture ({month}) était estimée. Avec votre relevé, elle baisse de {amount}.",
      resolution: "Elle a été estimée deux fois. J'ai saisi votre relevé et je vous recrédite {amount}.",
    },
    {
      opening: "Vous m'avez prélevé deux fois en {month}.",
      answer: "Le premier débit de {amount} était une réservation. Votre banque la lève d'ici le {date}.",
      resolution: "C'était un double prélèvement. Les {amount} vous reviennent sous cinq jours.",
    },
    {
      opening: "À quoi correspond l'ajustement de {amount} ?",
      answer: "C'est la différence entre l'ancien tarif et {tariff} pour la moitié du mois.",
      resolution:
        "Il vient du changement de tarif. Je vous envoie une facture qui montre les deux moitiés du mois.",
    },
  ],
  smart_meter_fault: [
    {
      opening: "L'écran de mon compteur est vide depuis {weekday}.",
      answer: "J'ai relancé la connexion à distance. Tout devrait revenir d'ici une heure.",
      resolution: "C'est la radio du compteur. Un technicien peut passer {weekday} pour la changer.",
    },
    {
      opening: "Le compteur n'envoie plus rien depuis le mois dernier.",
      answer: "Maintenez le bouton sur le côté pendant dix secondes, il se reconnectera.",
      resolution: "Je l'ai réinitialisé à distance, il répond de nouveau.",
    },
  ],
  payment_plan: [
    {
      opening: "Je ne peux pas payer la facture d'hiver en une fois.",
      answer: "Je répartis le montant sur six mois, {amount} chacun. Première échéance le {date}.",
      resolution: "Merci de nous prévenir tôt. {amount} par mois à partir du {date}, sans frais.",
    },
    {
      opening: "J'ai perdu mon emploi et je pourrais payer {amount} par mois.",
      answer: "C'est en place : {amount} par mois, modifiable à tout moment.",
      resolution: "{amount} par mois, c'est d'accord, et je vous ai proposé pour le fonds de solidarité.",
    },
  ],
  engineer_appointment: [
    {
      opening: "Le technicien peut-il passer {weekday} ?",
      answer: "Votre rendez-vous est maintenant {weekday} entre 8 h et 12 h.",
      resolution: "Il reste une place {weekday} matin, je vous l'ai réservée.",
    },
    {
      opening: "Quand vient le technicien ? On m'avait dit ce matin.",
      answer: "Il a une heure de retard et vous appellera avant.",
      resolution: "Il a deux interventions de retard. Je peux vous donner la première place {weekday}.",
    },
  ],
  moving_home: [
    {
      opening: "Je déménage le {date}. Que dois-je faire ?",
      answer: "C'est fait : nous fermons l'ancien logement le {date} et ouvrons le nouveau le même jour.",
      resolution:
        "Le nouveau logement a deux compteurs, d'où l'erreur. Les deux sont à votre nom dès le {date}.",
    },
    {
      opening: "Nous déménageons le {date}. Peut-on garder {tariff} ?",
      answer: "Oui, {tariff} vous suit. Envoyez-nous les deux relevés le jour même.",
      resolution: "J'ai tout transféré à la nouvelle adresse, {tariff} compris.",
    },
  ],
  delivery_change: [
    {
      opening: "Pouvez-vous livrer {weekday} ? Il n'y a personne avant.",
      answer: "Votre livraison est prévue {weekday} entre 12 h et 16 h.",
      resolution: "Le camion était déjà chargé, j'ai appelé le dépôt. Ce sera {weekday}.",
    },
    {
      opening: "Pouvez-vous déposer le colis chez mon voisin {weekday} ?",
      answer: "Le livreur est prévenu, il sonnera à côté.",
      resolution: "C'est noté : {weekday}, en premier, chez votre voisin.",
    },
  ],
  meter_reading: [
    {
      opening: "Je voudrais transmettre mon relevé.",
      answer: "Merci, votre relevé est enregistré. La prochaine facture en tiendra compte.",
      resolution: "J'ai retiré l'estimation et saisi votre relevé.",
    },
    {
      opening: "L'application refuse mon relevé.",
      answer: "La valeur est cohérente, je l'ai enregistrée. Votre solde créditeur est de {amount}.",
      resolution:
        "Votre compteur est repassé par 99999, le formulaire ne le comprend pas. Je l'ai saisi à la main.",
    },
  ],
};

/** French. */
export const FRENCH: Phrases = {
  topics: TOPICS,
  fields: {
    order_reference: "votre numéro de commande",
    account_number: "votre numéro de contrat",
    customer_number: "votre numéro de client",
    postcode: "votre code postal",
    new_postcode: "le nouveau code postal",
    email: "votre adresse e-mail",
    meter_serial: "le numéro de série du compteur",
    meter_reading: "le relevé du compteur",
    appointment_reference: "la référence du rendez-vous",
    monthly_amount: "le montant que vous pourriez payer chaque mois",
    refund_amount: "le montant du remboursement",
    bill_month: "le mois de la facture",
    delivery_day: "le jour qui vous convient",
    move_date: "le jour du déménagement",
  },
  products: [
    "un lave-linge",
    "un réfrigérateur",
    "un sèche-linge",
    "un thermostat",
    "un lave-vaisselle",
    "un radiateur",
    "un micro-ondes",
    "un aspirateur",
    "une pompe à chaleur",
    "une bouilloire",
  ],
  weekdays: ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"],
  botGreetings: ["Je peux vous aider.", "Je regarde tout de suite.", "Je suis désolé. Voyons cela."],
  botAsks: ["Pouvez-vous me donner {field} ?", "Il me faut {field}, s'il vous plaît."],
  gives: ["{value}", "C'est {value}", "Le voici : {value}"],
  botFailures: [
    "Je n'ai pas pu l'ouvrir. Je réessaie.",
    "Toujours pas. Essayons autrement.",
    "Je n'ai pas bien compris. Pouvez-vous le dire autrement ?",
  ],
  customerTriesAgain: ["Alors ?", "Réessayez, s'il vous plaît.", "C'est écrit dans votre courrier."],
  wantsPerson: ["un conseiller", "Je veux parler à quelqu'un"],
  insistsOnPerson: [
    "Un conseiller !",
    "Une personne, s'il vous plaît.",
    "J'ai déjà demandé à parler à quelqu'un.",
  ],
  botDeflects: [
    "Je réponds à la plupart des questions. De quoi s'agit-il ?",
    "Est-ce une facture, un paiement ou un tarif ?",
    "Pouvez-vous décrire votre demande en quelques mots ?",
  ],
  botHandsOver: ["Je vous passe un collègue.", "Une collègue prend la suite. Restez avec nous."],
  agentGreetsInformed: ["Bonjour, j'ai tout lu, inutile de répéter."],
  agentGreetsPlain: [
    "Bonjour, comment puis-je vous aider ?",
    "Bonjour, merci d'avoir patienté. De quoi s'agit-il ?",
  ],
  agentAsksAgain: ["Pouvez-vous me redonner {field} ?", "Il me faut {field} pour vous retrouver."],
  givesAgain: ["Je l'ai déjà donné au robot : {value}", "{value}", "Encore ? {value}"],
  volunteers: ["Vous pouvez m'appeler au 06 39 98 21 40.", "Mon IBAN : FR14 2004 1010 0505 0001 3M02 606."],
  customerThanks: ["Merci beaucoup.", "Parfait, merci.", "Merci, c'est tout."],
  agentCloses: ["Je vous en prie. Bonne journée.", "Merci de votre patience. Au revoir."],
  comments: {
    satisfied: [
      "Rapide et aimable.",
      "La conseillère savait déjà de quoi il s'agissait.",
      "Réglé en cinq minutes.",
    ],
    unsatisfied: ["Beaucoup trop d'attente.", "Toujours pas réglé.", "Le robot tourne en rond."],
    repeated: [
      "J'ai dû tout expliquer deux fois.",
      "Pourquoi donner mes coordonnées au robot si personne ne les voit ?",
    ],
    contained: ["Simple.", "Très pratique, sans attente."],
    containedUnsatisfied: ["La réponse ne correspondait pas à ma question."],
  },
};
