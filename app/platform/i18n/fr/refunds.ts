/** Giving money back: for managers. */
export const refunds = {
  title: "Rembourser",
  managersOnly: "Seuls les responsables peuvent rembourser.",
  nothing: "Il n’y a rien à rembourser sur ce paiement.",
  nothingByTransfer:
    "Ce paiement est venu par votre banque et a entièrement servi à régler des factures. Pour rendre de l’argent, émettez d’abord un avoir.",
  most: (amount: string) => `Au plus ${amount}.`,
  byProvider:
    "Stripe renvoie l’argent là d’où il est venu\u00a0: la carte, ou le compte débité. Cela prend 5 à 10\u00a0jours.",
  byTransfer:
    "Ce paiement est venu par votre banque\u00a0: faites le virement vous-même, puis notez-le ici.",
  choice: "Quel montant\u00a0?",
  all: (amount: string) => `Tout\u00a0: ${amount}`,
  credit: (amount: string) => `Ce qui n’a réglé aucune facture\u00a0: ${amount}`,
  part: "Un autre montant",
  amount: (currency: string) => `Montant, en ${currency}`,
  amountHint: "Exemple\u00a0: 125,50. Laissez vide si vous avez choisi plus haut.",
  reason: "Pourquoi\u00a0?",
  reasons: {
    duplicate: "Payé deux fois",
    requested: "Le client l’a demandé",
    goodwill: "Geste commercial",
  },
  review: "Continuer",
  reviewTitle: (amount: string) => `Rembourser ${amount}\u00a0?`,
  to: (customer: string, way: string) => `À ${customer}, par\u00a0: ${way}.`,
  owedAgain: "Seront de nouveau dus",
  owedAgainHint:
    "Si ces sommes ne doivent plus être payées, émettez d’abord un avoir\u00a0: sinon le client recevra des rappels.",
  nothingOwedAgain: "Aucune facture ne redeviendra due.",
  confirm: (amount: string) => `Rembourser ${amount}`,
  confirmTransfer: (amount: string) => `J’ai viré ${amount} au client`,
  back: "Changer le montant",
  noted: "C’est noté.",
  requested: "C’est demandé. L’état ci-dessous dit ce que Stripe a répondu.",
  requestsTitle: "Remboursements demandés",
  date: "Demandé le",
  by: "Par",
  state: "État",
  states: {
    waiting: "En attente de la réponse de Stripe",
    made: "Fait",
    refused: "Refusé par Stripe",
  },
  refusals: {
    charge_already_refunded: "Tout a déjà été remboursé.",
    charge_disputed: "Le payeur conteste ce paiement auprès de sa banque\u00a0: elle décidera.",
    insufficient_funds: "Le solde du compte Stripe ne suffit pas.",
    other: "Regardez ce paiement dans le tableau de bord de Stripe.",
  },
  moved: {
    kept: (amount: string) =>
      `${amount} n’ont réglé aucune facture\u00a0: c’est le crédit du client.`,
    refundedSentence: (amount: string, on: string) =>
      `${amount} ont été remboursés au client le ${on}.`,
    refundPending: (amount: string) =>
      `Un remboursement de ${amount} est en route vers la banque du client.`,
    refundFailed: (amount: string) =>
      `Un remboursement de ${amount} n’a pas abouti\u00a0: le client n’a pas reçu l’argent.`,
    contestedSentence: (amount: string) =>
      `La banque du client a repris ${amount} à la suite d’une contestation.`,
  },
  errors: {
    choice: "Choisissez un montant.",
    amount: (most: string) => `Écrivez un montant entre 0 et ${most}, par exemple 125,50.`,
    reason: "Dites pourquoi.",
  },
};
