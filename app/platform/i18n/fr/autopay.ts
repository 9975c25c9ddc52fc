/** Le paiement automatique : sa page, et ce qu’en disent les autres. */
export const autopay = {
  title: "Paiement automatique",
  intro: "Vos factures se paient seules, le jour de leur échéance.",
  promises: {
    notice: (days: number) =>
      `Nous vous prévenons par e-mail ${days}\u00a0jours avant chaque prélèvement, avec le montant.`,
    contested: "Ce que vous contestez n’est jamais prélevé.",
    stop: "Vous arrêtez quand vous voulez, en un clic. Vous pouvez aussi écarter une seule facture.",
    safe: "Votre carte ou votre compte est enregistré par Stripe, notre prestataire. Nous ne voyons jamais vos numéros.",
    late: "Les factures déjà en retard ne sont pas prélevées\u00a0: vous les payez comme d’habitude.",
  },
  currency: "Pour quelles factures\u202f?",
  inCurrency: (currency: string) => `Factures en ${currency}`,
  limit: (currency: string) => `Plafond par mois, en ${currency}`,
  limitHint: "Au-delà, nous ne prélevons rien et vous prévenons. Vide\u00a0: pas de plafond.",
  start: "Choisir ma carte ou mon compte",
  startHint: "Rien n’est débité maintenant.",
  active: (currency: string) => `Actif pour les factures en ${currency}`,
  method: "Moyen de paiement",
  expires: (month: string) => `expire fin ${month}`,
  expiresSoon: "Cette carte expire bientôt. Enregistrez la nouvelle dès que vous la recevez.",
  limitNow: "Plafond par mois",
  noLimit: "Aucun",
  takenThisMonth: "Prélevé ou prévu ce mois-ci",
  since: "Depuis le",
  startedBy: (day: string, person: string) => `${day}, par ${person}`,
  stop: "Arrêter le paiement automatique",
  change: "Changer de carte ou de compte",
  changeLimit: "Changer le plafond",
  saveLimit: "Enregistrer le plafond",
  plannedTitle: "Prélèvements prévus",
  plannedNone: "Aucun prélèvement n’est prévu pour l’instant.",
  columns: { day: "Jour", invoice: "Facture", amount: "Montant", action: "Action" },
  skip: "Ne pas prélever",
  skipFor: (number: string) => `la facture ${number}`,
  viewerOnly: "Seules les personnes qui paient pour ce compte peuvent changer cela.",
  needsMail:
    "Vous recevez vos factures sur papier. Le paiement automatique demande des e-mails, pour vous prévenir avant chaque prélèvement.",
  needsMailLink: "Choisir les e-mails en plus du papier",
  gone: (day: string) =>
    `Le paiement automatique s’est arrêté le ${day}\u00a0: la banque n’accepte plus la carte ou le compte enregistré.`,
  done: {
    started: "Le paiement automatique est activé. Vous recevez une confirmation par e-mail.",
    stopped: "Le paiement automatique est arrêté. Nous ne prélevons plus rien.",
    limited: "Le plafond est enregistré.",
    skipped: "Cette facture ne sera pas prélevée. Vous pouvez la payer comme d’habitude.",
    waiting: "La banque n’a pas encore confirmé. Cette page le dira dès que ce sera fait.",
    nothing: "Rien n’a été enregistré. Vous pouvez recommencer quand vous voulez.",
    tooLate: "Ce prélèvement est déjà parti à la banque.",
  },
  errors: {
    limit: "Entrez un montant, par exemple 500 ou 1 250,00. Ou laissez vide.",
    currency: "Choisissez les factures concernées.",
    provider:
      "Notre prestataire de paiement ne répond pas. Rien n’a été enregistré. Réessayez dans quelques minutes.",
  },
  onInvoice: (amount: string, day: string) =>
    `${amount} seront prélevés automatiquement le ${day}.`,
  onInvoiceLink: "Voir ou écarter ce prélèvement",
  advert: "Payer mes factures automatiquement",
  staff: {
    title: "Paiement automatique",
    off: "Pas activé.",
    stop: "Arrêter à la demande du client",
    planned: (count: number) =>
      count === 0
        ? "Aucun prélèvement prévu"
        : `${count} prélèvement${count > 1 ? "s" : ""} prévu${count > 1 ? "s" : ""}`,
  },
};
