/** Paying, and what became of it. No sentence claims more than the bank said. */
export const payments = {
  /** A line on Stripe's page. */
  checkoutLine: (number: string) => `Facture ${number}`,
  pay: (amount: string) => `Payer ${amount}`,
  payOne: (number: string) => `Payer la facture ${number}`,
  paySeveral: "Choisir quoi payer",
  invoice: "Facture",
  dueOn: "Échéance",
  amount: "Montant",
  toPayNow: "À payer maintenant",
  total: "Total choisi",
  outOf: (amount: string) => `sur ${amount} restant dus`,
  frozen: (amount: string) =>
    `${amount} contestés sont mis en attente. Vous pouvez payer le reste sans renoncer à votre contestation.`,
  underWay: (amount: string) => `${amount} sont déjà en cours de paiement à votre banque.`,
  rounding: (amount: string) =>
    `La banque n’accepte que des montants arrondis\u00a0: ${amount} seront débités. La différence reste à votre crédit.`,
  lastFailed: "Votre dernier paiement n’a pas abouti.",
  howTitle: "Comment se passe le paiement",
  how: {
    card: "Par carte\u00a0: le paiement est immédiat. Votre banque peut vous demander une confirmation.",
    sepa: "Par prélèvement SEPA\u00a0: vous donnez votre IBAN, l’argent est prélevé sous 5\u00a0jours ouvrés.",
    transfer:
      "Par virement\u00a0: chaque facture a sa référence. Ouvrez la facture pour voir nos coordonnées bancaires.",
    safe: "Vous payez sur la page sécurisée de Stripe, notre prestataire. Nous ne voyons jamais vos numéros.",
    receipt: "Vous recevez un reçu dès que l’argent est arrivé.",
  },
  transfer: {
    title: "Payer par virement",
    text: "Donnez exactement cette référence à votre banque\u00a0: votre paiement sera reconnu. Un appui sur une ligne la sélectionne en entier.",
    holder: "Titulaire",
    iban: "IBAN",
    bic: "BIC",
    amount: "Montant",
    reference: "Référence",
    codeAlternative:
      "Code QR pour l’application de votre banque\u00a0: il remplit le virement avec les coordonnées écrites ci-dessus.",
    codeCaption:
      "Scannez ce code avec l’application de votre banque\u00a0: le virement est rempli pour vous. Vérifiez-le, puis validez.",
    delay:
      "Un virement prend un à deux jours ouvrés. La facture est réglée quand l’argent est arrivé.",
    safety:
      "Ces coordonnées ne figurent que sur votre espace. Un e-mail qui en donne d’autres n’est pas de nous.",
    signIn:
      "Pour payer par virement, connectez-vous\u00a0: les coordonnées bancaires ne s’affichent qu’après connexion.",
  },
  creditIs: (amount: string) =>
    `Vous avez un crédit de ${amount}\u00a0: vous avez payé cette somme en trop.`,
  spendCredit: (amount: string) => `Utiliser ${amount} de mon crédit`,
  partTitle: "Payer une partie seulement",
  partLabel: (currency: string) => `Montant à payer maintenant, en ${currency}`,
  partHint: (most: string) => `Au plus ${most}. Exemple\u00a0: 125,50`,
  payPart: "Payer ce montant",
  nothingToPay: "Il n’y a rien à payer maintenant.",
  paidAlready: "Cette facture est réglée. Merci.",
  onlyFrozen: "Tout ce qui reste dû est contesté. Vous n’avez rien à payer avant notre réponse.",
  onlyUnderWay: "Un paiement est en cours à votre banque. Un second paiement n’est pas nécessaire.",
  chooseHint: "Cochez les factures à payer, puis mettez le total à jour.",
  updateTotal: "Mettre le total à jour",
  chooseLegend: (currency: string) => `Factures en ${currency}`,
  noneChosen: "Cochez au moins une facture.",
  backToInvoice: (number: string) => `Facture ${number}`,
  backToPayments: "Tous les paiements",
  refusals: {
    "already-paid": (number: string) =>
      `La facture ${number} est déjà réglée. Rien n’a été débité.`,
    processing: (number: string) =>
      `Un paiement de la facture ${number} est déjà en cours à votre banque. Rien de plus n’a été débité.`,
    "nothing-due": "Il n’y a rien à payer maintenant sur cette facture.",
    "mixed-currencies": "Payez les factures de chaque devise séparément.",
    "invalid-amount": (most: string) =>
      `Écrivez un montant entre 0 et ${most}, par exemple 125,50.`,
    "too-many-invoices": (most: number) => `Choisissez au plus ${most} factures à la fois.`,
    "amount-too-small":
      "Ce montant est trop petit pour un paiement en ligne. Réglez-le avec une autre facture, ou par virement.",
    "other-payment":
      "Un autre paiement de cette facture vient d’être préparé, dans un autre onglet peut-être. Rien n’a été débité.",
    "provider-unavailable":
      "Notre prestataire de paiement ne répond pas. Rien n’a été débité. Réessayez dans quelques minutes.",
  },
  outcome: {
    titles: {
      succeeded: "Paiement reçu",
      processing: "Paiement en cours à votre banque",
      failed: "Le paiement n’a pas abouti",
      refused: "Votre paiement a été refusé",
      open: "Le paiement n’est pas terminé",
      expired: "La page de paiement a expiré",
      unknown: "Nous vérifions votre paiement",
    },
    succeeded: (amount: string) => `Nous avons bien reçu ${amount}. Merci.`,
    succeededNext: "Le reçu est disponible dès maintenant.",
    processing: (amount: string) =>
      `Votre banque a accepté la demande de ${amount}. L’argent arrive sous 5\u00a0jours ouvrés.`,
    processingNext:
      "Vous n’avez rien à faire. D’ici là, cette facture ne peut pas être payée une seconde fois. Nous vous écrirons dès que la banque aura répondu.",
    failedNext: "La somme reste due. Vous pouvez payer à nouveau, par le moyen de votre choix.",
    notCharged: "Aucun montant n’a été débité.",
    openNext: "Vous pouvez reprendre le paiement là où vous l’avez laissé.",
    unknown:
      "Notre prestataire de paiement ne répond pas pour l’instant. Ne payez pas une seconde fois\u00a0: rechargez cette page dans quelques minutes.",
    unknownNext: "Nous vous écrirons dès que nous connaîtrons la réponse.",
    retry: "Reprendre le paiement",
    payAgain: "Payer à nouveau",
    reload: "Vérifier à nouveau",
    seeReceipt: "Voir le reçu",
    seeInvoice: "Revenir à la facture",
    for: "Pour",
  },
  /** By Stripe's decline and failure codes; what protects the holder is said in general terms. */
  failures: {
    insufficient_funds: "Le solde du compte ne suffit pas.",
    expired_card: "La carte a expiré.",
    incorrect_number: "Le numéro de la carte est incorrect.",
    incorrect_cvc: "Le cryptogramme de la carte est incorrect.",
    authentication: "La confirmation demandée par votre banque n’a pas abouti.",
    processing_error:
      "La banque a rencontré un problème technique. Réessayez dans quelques minutes.",
    limit: "Le montant dépasse le plafond de la carte ou du compte.",
    debit_refused:
      "La banque a refusé le prélèvement. Vérifiez l’IBAN, ou votre autorisation de prélèvement.",
    account_closed: "Le compte bancaire est clos ou introuvable.",
    canceled: "Le paiement a été annulé.",
    other:
      "La banque a refusé sans donner de raison. Essayez un autre moyen de paiement, ou appelez-la.",
  },
  states: {
    open: "Non terminé",
    processing: "En cours à la banque",
    succeeded: "Reçu",
    failed: "Échoué",
    expired: "Expiré",
    canceled: "Abandonné",
    refunded: "Remboursé",
    "partly-refunded": "Remboursé en partie",
    contested: "Contesté par la banque",
  },
  methods: {
    card: "Carte bancaire",
    sepa_debit: "Prélèvement SEPA",
    transfer: "Virement",
    cheque: "Chèque",
    cash: "Espèces",
    other: "Autre moyen",
  },
  endingWith: (method: string, last4: string) => `${method} finissant par ${last4}`,
  historyTitle: "Paiements",
  historyEmpty: "Aucun paiement pour l’instant.",
  historyEmptyHint: "Vos paiements s’afficheront ici, avec leur reçu.",
  underWayTitle: "En cours à la banque",
  underWaySentence: (amount: string, numbers: string) =>
    `${amount} pour ${numbers}\u00a0: l’argent arrive sous 5\u00a0jours ouvrés.`,
  receivedOn: "Reçu le",
  receipt: "Reçu",
  method: "Moyen",
  paid: "Factures payées",
  state: "État",
  reference: "Référence bancaire",
  pagesLabel: "Pages de paiements",
  receiptTitle: (number: string) => `Reçu ${number}`,
  amountReceived: "Montant reçu",
  allocation: "Ce que ce paiement a réglé",
  paidByThis: "Réglé par ce paiement",
  remaining: "Reste dû",
  settledInFull: "Soldée",
  kept: (amount: string) =>
    `${amount} n’ont pas été affectés à une facture. Ils restent à votre crédit\u00a0: utilisez-les en payant une facture, ou appelez-nous pour les récupérer.`,
  refundedSentence: (amount: string, on: string) => `${amount} vous ont été remboursés le ${on}.`,
  refundPending: (amount: string) =>
    `Un remboursement de ${amount} est en route vers votre banque.`,
  refundFailed: (amount: string) =>
    `Un remboursement de ${amount} n’a pas abouti. Nous cherchons un autre moyen avec vous.`,
  contestedSentence: (amount: string) =>
    `Votre banque a repris ${amount} à la suite d’une contestation. Ce montant est de nouveau dû.`,
  movements: "Ce qui s’est passé ensuite",
  downloadReceipt: "Télécharger le reçu (PDF)",
  statement: {
    title: "Relevé de compte",
    hint: "En PDF\u00a0: le solde, ce qui est en retard, et chaque facture, avoir, paiement et remboursement de la période.",
    from: "Du",
    to: "Au",
    open: "Ouvrir le relevé (PDF)",
    badDay: "Écrivez une date complète, par exemple 2026-11-30.",
    backwards: "Le premier jour doit être avant le dernier, et pas après aujourd’hui.",
    tooLong:
      "Cette période compte trop de mouvements pour un seul relevé. Choisissez-en une plus courte.",
    fileName: (customer: string, from: string, to: string) =>
      `releve-${customer}-${from}-${to}.pdf`,
  },
  staff: {
    paymentTitle: (number: string) => `Paiement ${number}`,
    providerId: "Identifiant Stripe",
    title: "Paiements",
    search: "Rechercher un paiement",
    searchHint: "Reçu, client, facture, référence bancaire ou identifiant Stripe",
    customer: "Client",
    credit: "À affecter",
    onlyLeft: "Seulement ce qui reste à affecter",
    allocate: "Affecter ce crédit",
    allocateTo: "Quelles factures ce paiement règle-t-il\u202f?",
    allocateHint: "De la plus ancienne échéance à la plus récente, jusqu’à épuisement du crédit.",
    allocateButton: "Régler ces factures",
    allocateNone:
      "Ce client n’a aucune facture à payer maintenant dans cette devise. La suivante pourra l’être avec ce crédit.",
    allocateNothing: "Choisissez au moins une facture.",
    allocated: "C’est fait\u00a0: les factures choisies sont réglées avec ce paiement.",
    none: "Aucun paiement ne correspond.",
    noneYet: "Aucun paiement pour l’instant.",
  },
};
