import { autopayMail } from "./autopay-mail.ts";
import { moneyBackMail } from "./money-back-mail.ts";
import { planMails } from "./plan-mails.ts";

/** Les mots des e-mails. Espaces insécables écrites `\u00a0`, fines insécables `\u202f`. */
export const mail = {
  frame: {
    colon: "\u00a0:",
    greeting: (name: string) => `Bonjour ${name},`,
    forCustomer: (name: string) => `Pour ${name},`,
    customerNumber: (number: string) => `client ${number}`,
    otherCustomers: (others: number) => `et ${others} autre${others > 1 ? "s" : ""}`,
    forStaff: (biller: string) => `Pour l’équipe de ${biller}`,
    contactTitle: "Une question\u202f?",
    contactWords: "Votre interlocuteur vous répond\u00a0:",
    customerContactTitle: "Son interlocuteur",
    customerContactWords: "La personne que ce client connaît\u00a0:",
    trustTitle: "Ce message vient-il de nous\u202f?",
    code: "Code du message",
    codeWords: "Notre site vous dit si nous l’avons envoyé, quand et à quel sujet.",
    verify: "Vérifier ce message",
    noBankDetails: "Nos e-mails ne contiennent jamais de coordonnées bancaires.",
    linkWords: "Le lien ouvre cette facture seulement, sans mot de passe. Gardez-le pour vous.",
    sender: (legalName: string, address: string) => `${legalName}, ${address}`,
    hiddenBankDetails: "[coordonnées bancaires masquées]",
    cutShort: "La suite est sur le portail.",
  },
  facts: {
    invoice: "Facture",
    about: "Objet",
    issued: "Émise le",
    due: "Échéance",
    reference: "Votre référence",
    gross: "Montant total",
    paidAlready: "Déjà réglé",
    contested: "Contesté, en attente",
    processing: "Paiement en cours",
    dueNow: "Reste dû",
    receipt: "Reçu",
    receivedOn: "Reçu le",
    startedOn: "Demandé le",
    method: "Moyen de paiement",
    unallocated: "Gardé en crédit pour vous",
    dispute: "Contestation",
    claimed: "Montant contesté",
    line: "Ligne contestée",
    lines: "Lignes contestées",
    promised: "Réponse promise",
    handler: "Suivi par",
    creditNote: "Avoir",
    creditNoteIssued: "Avoir émis le",
    customer: "Client",
    openedBy: "Contesté par",
    role: "Vous pourrez",
  },
  methods: {
    card: "carte bancaire",
    sepa_debit: "prélèvement SEPA",
    transfer: "virement",
    cheque: "chèque",
    cash: "espèces",
    other: "autre moyen",
  },
  actions: {
    see: "Voir la facture",
    seeAndPay: (amount: string) => `Voir et payer ${amount}`,
    seeCreditNote: "Voir l’avoir",
    receipt: "Voir le reçu",
    payAgain: (amount: string) => `Payer ${amount}`,
    followDispute: "Suivre la contestation",
    readAnswer: "Lire et répondre",
    openDispute: "Ouvrir la contestation",
    signIn: "Se connecter",
    open: "Ouvrir le portail",
  },
  "invoice-issued": {
    subject: (biller: string, number: string, amount: string, due: string) =>
      `${biller}\u00a0: facture ${number} de ${amount}, à payer au plus tard le ${due}`,
    subjectNoDate: (biller: string, number: string, amount: string) =>
      `${biller}\u00a0: facture ${number}, ${amount} à payer`,
    subjectNothingDue: (biller: string, number: string, amount: string) =>
      `${biller}\u00a0: facture ${number} de ${amount}, rien à payer`,
    subjectAutomatic: (biller: string, number: string, amount: string, due: string) =>
      `${biller}\u00a0: facture ${number} de ${amount}, paiement automatique, échéance le ${due}`,
    heading: "Une nouvelle facture",
    automatic: "Par paiement automatique",
    wordsAutomatic:
      "Le paiement automatique s’en charge à l’échéance. Nous vous préviendrons quelques jours avant, avec le jour et le montant.",
    toPay: (due: string) => `À payer au plus tard le ${due}`,
    toPayNoDate: "À payer",
    nothingDue: "Rien à payer",
    words: (biller: string) => `${biller} vous adresse la facture ci-dessous.`,
    wordsNothingDue: (biller: string) =>
      `${biller} vous adresse la facture ci-dessous. Elle est déjà réglée\u00a0: vous n’avez rien à faire.`,
    contest: "Une ligne vous paraît fausse\u202f? Vous pouvez la contester depuis la facture.",
  },
  "credit-note-issued": {
    subject: (biller: string, number: string, amount: string, day: string) =>
      `${biller}\u00a0: avoir ${number} de ${amount} du ${day}`,
    heading: "Un avoir pour vous",
    label: "En votre faveur",
    words: (biller: string) =>
      `${biller} vous accorde cet avoir. Il réduit ce que vous devez\u00a0: vous n’avez rien à faire.`,
  },
  "reminder-before": {
    subject: (biller: string, number: string, amount: string, due: string) =>
      `${biller}\u00a0: rappel, facture ${number}, ${amount} à payer au plus tard le ${due}`,
    heading: "Échéance dans quelques jours",
    words: (number: string) =>
      `La facture ${number} arrive bientôt à échéance. Si vous l’avez déjà payée, ne tenez pas compte de ce message.`,
  },
  "reminder-due": {
    subject: (biller: string, number: string, amount: string, due: string) =>
      `${biller}\u00a0: facture ${number}, ${amount} à payer, échéance le ${due}`,
    heading: "Échéance de votre facture",
    words: (number: string, due: string) =>
      `L’échéance de la facture ${number} est le ${due}. Si vous venez de la payer, ne tenez pas compte de ce message.`,
  },
  "reminder-late": {
    subject: (biller: string, number: string, amount: string, late: string) =>
      `${biller}\u00a0: facture ${number}, ${amount} à payer, ${late}`,
    late: (days: number) => `en retard de ${days} jour${days > 1 ? "s" : ""}`,
    heading: "Une facture reste à payer",
    words: (number: string, late: string) =>
      `La facture ${number} est ${late}. C’est peut-être un oubli, ou un paiement déjà en route.`,
    help: "Si payer est difficile en ce moment, appelez-nous\u00a0: nous cherchons une solution avec vous.",
  },
  reminder: {
    label: (due: string) => `À payer, échéance le ${due}`,
    contestedWords: (amount: string) =>
      `Les ${amount} contestés restent en attente\u00a0: aucun rappel ne porte sur eux.`,
    contest:
      "Cette facture vous paraît fausse\u202f? Vous pouvez contester une ligne depuis la facture.",
  },
  "payment-received": {
    subject: (biller: string, amount: string, day: string, number: string) =>
      `${biller}\u00a0: paiement de ${amount} reçu le ${day}, reçu ${number}`,
    heading: "Paiement reçu, merci",
    label: (day: string) => `Reçu le ${day}`,
    words: (method: string) => `Nous avons bien reçu votre paiement par ${method}.`,
    wordsOther: "Nous avons bien reçu votre paiement.",
    settles: "Ce paiement règle",
  },
  "payment-processing": {
    subject: (biller: string, amount: string, day: string) =>
      `${biller}\u00a0: votre paiement de ${amount} du ${day} est en cours`,
    heading: "Paiement en cours",
    label: "En cours à la banque",
    words:
      "Votre banque traite le paiement. Cela prend quelques jours\u00a0: ne payez pas une seconde fois.",
    next: "Nous vous écrivons dès que le paiement est arrivé.",
    pays: "Ce paiement concerne",
  },
  "payment-failed": {
    subject: (biller: string, amount: string, day: string) =>
      `${biller}\u00a0: le paiement de ${amount} du ${day} n’a pas abouti`,
    heading: "Le paiement n’a pas abouti",
    label: "Non payé",
    words: "Le paiement n’a pas abouti. Vous pouvez payer autrement, ou réessayer.",
    automatic:
      "Le paiement automatique n’a pas abouti et ne sera pas retenté. Rien n’a été prélevé\u00a0: vous pouvez payer vous-même.",
    reasons: {
      insufficient_funds: "La banque indique que le solde ne suffisait pas.",
      expired_card: "La banque indique que la carte est expirée.",
      authentication_required: "La banque attendait votre confirmation.",
      debit_not_authorized: "La banque indique que le prélèvement n’était pas autorisé.",
      other: "La banque n’a pas accepté le paiement.",
    },
    concerns: "Ce paiement concernait",
  },
  "payment-refunded": moneyBackMail,
  ...autopayMail,
  ...planMails,
  "dispute-opened": {
    subject: (biller: string, reference: string, amount: string, number: string, day: string) =>
      `${biller}\u00a0: contestation ${reference} de ${amount} reçue, facture ${number}, réponse au plus tard le ${day}`,
    heading: "Nous avons reçu votre contestation",
    label: "Montant mis en attente",
    words: (handler: string, day: string) => `${handler} vous répond au plus tard le ${day}.`,
    frozen: "Ce montant est mis en attente\u00a0: aucun rappel, aucune pénalité.",
    rest: (amount: string) => `Le reste de la facture, ${amount}, peut être payé normalement.`,
    yourWords: "Votre message",
  },
  "dispute-answered": {
    subject: (biller: string, reference: string, amount: string, number: string, day: string) =>
      `${biller}\u00a0: réponse du ${day} à votre contestation ${reference} de ${amount}, facture ${number}`,
    heading: "Une réponse à votre contestation",
    words: (author: string) => `${author} vous a répondu\u00a0:`,
    frozen: (amount: string) => `Les ${amount} contestés restent en attente.`,
  },
  "dispute-decided": {
    subject: (biller: string, outcome: string, reference: string, number: string, day: string) =>
      `${biller}\u00a0: ${outcome}, contestation ${reference}, facture ${number}, le ${day}`,
    outcomes: {
      credit: (amount: string) => `avoir de ${amount} accordé`,
      "partial-credit": (amount: string) => `avoir partiel de ${amount} accordé`,
      uphold: (amount: string) => `montant de ${amount} maintenu`,
    },
    headings: {
      credit: "Votre contestation est acceptée",
      "partial-credit": "Votre contestation est acceptée en partie",
      uphold: "Le montant contesté est maintenu",
    },
    labels: {
      credit: "Accordé",
      "partial-credit": "Accordé",
      uphold: "Maintenu",
    },
    words: {
      credit: "Un avoir va être établi. Le montant reste en attente jusqu’à son arrivée.",
      "partial-credit":
        "Un avoir va être établi pour la partie accordée. Elle reste en attente jusqu’à son arrivée.",
      uphold: "Après examen, le montant contesté reste à payer. Il n’est plus en attente.",
    },
    reason: (author: string) => `${author} explique\u00a0:`,
    appeal: "Vous n’êtes pas d’accord\u202f? Répondez depuis la contestation, ou appelez-nous.",
  },
  "dispute-credit-note": {
    subject: (biller: string, creditNote: string, amount: string, number: string, day: string) =>
      `${biller}\u00a0: avoir ${creditNote} de ${amount} du ${day}, déduit de la facture ${number}`,
    heading: "Votre avoir est arrivé",
    label: (number: string) => `Déduit de la facture ${number}`,
    words: (reference: string) =>
      `L’avoir promis après votre contestation ${reference} est arrivé. Vous n’avez rien à faire.`,
  },
  "sign-in": {
    subject: (biller: string, until: string) =>
      `${biller}\u00a0: votre lien de connexion, valable jusqu’au ${until}`,
    heading: "Se connecter",
    words: "Vous avez demandé à vous connecter. Utilisez ce bouton sur le même appareil.",
    returns: "Vous reviendrez à la page que vous demandiez.",
    otherDevice: "Sur un autre appareil, tapez ce code\u00a0:",
    until: (instant: string) => `Le lien et le code sont valables une fois, jusqu’au ${instant}.`,
    notYou:
      "Vous n’avez rien demandé\u202f? Ignorez ce message\u00a0: personne ne peut entrer sans lui.",
    neverTell:
      "Ne donnez ce code à personne. Nous ne le demandons jamais, ni par téléphone ni par e-mail.",
  },
  "staff-dispute-opened": {
    subject: (customer: string, reference: string, amount: string, number: string, day: string) =>
      `${customer}\u00a0: contestation ${reference} de ${amount}, facture ${number}, à répondre au plus tard le ${day}`,
    heading: "Une contestation vous est confiée",
    words: (customer: string, day: string) =>
      `${customer} conteste une facture. Une réponse est promise au plus tard le ${day}.`,
    theirWords: (name: string) => `${name} écrit\u00a0:`,
  },
  "staff-dispute-reply": {
    subject: (customer: string, reference: string, amount: string, number: string, day: string) =>
      `${customer}\u00a0: nouveau message du ${day}, contestation ${reference} de ${amount}, facture ${number}`,
    heading: "Le client a répondu",
    words: (customer: string) => `${customer} a répondu dans une contestation que vous suivez.`,
  },
  "person-invited": {
    subject: (biller: string, customer: string, day: string) =>
      `${biller}\u00a0: accès aux factures de ${customer}, ouvert le ${day}`,
    heading: "Un accès vous est ouvert",
    words: (inviter: string, customer: string) =>
      `${inviter} vous donne accès aux factures de ${customer}.`,
    wordsByBiller: (biller: string, customer: string) =>
      `${biller} vous donne accès aux factures de ${customer}.`,
    roles: {
      owner: "consulter, payer, contester, et gérer les personnes et les préférences",
      payer: "consulter, payer et contester",
      viewer: "consulter et télécharger",
    },
    how: (email: string) =>
      `Pour entrer, indiquez votre adresse ${email}. Il n’y a pas de mot de passe.`,
    notYou: "Vous ne connaissez pas cette entreprise\u202f? Appelez-nous, ou ignorez ce message.",
  },
  "bank-details-changed": {
    subject: (biller: string, day: string) =>
      `${biller}\u00a0: nos coordonnées bancaires ont changé le ${day}`,
    heading: "Nos coordonnées bancaires ont changé",
    where:
      "Pour vos prochains virements, utilisez nos nouvelles coordonnées. Elles s’affichent sur votre espace, après connexion.",
    never:
      "Ce message ne les contient pas. Personne ne vous les enverra jamais par e-mail, ni nous ni quelqu’un d’autre.",
    doubt:
      "Un message ou un appel vous en donne d’autres\u202f? N’y répondez pas, et appelez-nous.",
    changedOn: "Changées le",
  },
};
