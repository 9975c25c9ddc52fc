/** The mail about money of a payment that went back, or came again after all. */
export const moneyBackMail = {
  subjects: {
    refunded: (biller: string, amount: string, day: string) =>
      `${biller}\u00a0: ${amount} vous sont remboursés sur le paiement du ${day}`,
    "refund-failed": (biller: string, amount: string, day: string) =>
      `${biller}\u00a0: le remboursement de ${amount} n’a pas abouti, paiement du ${day}`,
    "taken-back": (biller: string, amount: string, day: string) =>
      `${biller}\u00a0: votre banque a repris ${amount} du paiement du ${day}`,
    reinstated: (biller: string, amount: string, day: string) =>
      `${biller}\u00a0: le paiement de ${amount} du ${day} est rétabli`,
  },
  headings: {
    refunded: "Nous vous remboursons",
    "refund-failed": "Le remboursement n’a pas abouti",
    "taken-back": "Votre banque a repris un paiement",
    reinstated: "Votre paiement est rétabli",
  },
  labels: {
    refunded: "Remboursé",
    "refund-failed": "Non remboursé",
    "taken-back": "Repris par la banque",
    reinstated: "De nouveau payé",
  },
  words: {
    refunded:
      "L’argent revient là d’où il est venu\u00a0: la carte, ou le compte débité. Cela prend 5 à 10\u00a0jours.",
    "refund-failed":
      "La banque n’a pas accepté le remboursement. Nous cherchons un autre moyen. Vous n’avez rien à faire.",
    "taken-back":
      "Votre banque a repris cette somme à la suite d’une contestation. Elle est de nouveau due. Ce n’était pas voulu\u00a0? Appelez-nous.",
    reinstated: "La banque nous a rendu cette somme. Elle n’est plus due.",
  },
  byTransfer: "Nous vous avons rendu cette somme par virement.",
};
