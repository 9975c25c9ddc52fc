/** Les messages du paiement automatique. */
export const autopayMail = {
  "autopay-notice": {
    subject: (biller: string, amount: string, number: string, day: string) =>
      `${biller}\u00a0: ${amount} seront prélevés le ${day}, facture ${number}`,
    heading: "Un paiement automatique approche",
    label: (day: string) => `Sera prélevé le ${day}`,
    words: (number: string) =>
      `La facture ${number} sera payée automatiquement. Vous n’avez rien à faire.`,
    stop: "Vous préférez payer autrement, ou une ligne vous paraît fausse\u202f? Ouvrez la facture avant ce jour\u00a0: ce que vous contestez n’est pas prélevé.",
  },
  "autopay-limit": {
    subject: (biller: string, number: string, amount: string, due: string) =>
      `${biller}\u00a0: facture ${number}, ${amount} à payer vous-même avant le ${due}`,
    heading: "Une facture dépasse votre plafond",
    label: (due: string) => `À payer, échéance le ${due}`,
    words: (number: string) =>
      `La facture ${number} dépasse le plafond que vous avez fixé pour le mois. Nous ne prélevons rien pour elle.`,
    next: "Vous pouvez la payer depuis le portail, ou relever le plafond pour les suivantes.",
  },
  "autopay-started": {
    subject: (biller: string, method: string, day: string, limit: string | null) =>
      `${biller}\u00a0: paiement automatique activé le ${day}, ${method}${limit ? `, ${limit} par mois au plus` : ""}`,
    heading: "Le paiement automatique est activé",
    words: (person: string) =>
      `${person} a activé le paiement automatique de vos factures à leur échéance.`,
    notice: (days: number) =>
      `Nous vous prévenons ${days}\u00a0jours avant chaque prélèvement. Vous arrêtez quand vous voulez, en un clic.`,
    unexpected: "Ce n’était pas prévu\u202f? Arrêtez-le depuis le portail, ou appelez-nous.",
    limit: "Plafond par mois",
    none: "aucun",
  },
  "autopay-stopped": {
    subject: (biller: string, method: string, day: string) =>
      `${biller}\u00a0: paiement automatique arrêté le ${day}, ${method}`,
    heading: "Le paiement automatique est arrêté",
    words: {
      asked:
        "Comme demandé, nous ne prélevons plus rien. Vos factures se paient de nouveau une par une.",
      "method-gone":
        "Votre banque n’accepte plus la carte ou le compte enregistré. Nous ne prélevons plus rien.",
    },
    next: "Les rappels reprennent comme avant. Un paiement déjà parti à la banque va à son terme.",
  },
  autopay: {
    method: "Moyen de paiement",
    actions: {
      manage: "Voir le paiement automatique",
      again: "Choisir une autre carte ou un autre compte",
    },
  },
};
