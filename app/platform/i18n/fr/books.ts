/** La comparaison de nos livres avec ceux de Stripe. */
export const books = {
  title: "Rapprochement avec Stripe",
  intro:
    "Chaque nuit, le portail demande à Stripe ce qui a été payé et remboursé, et le compare à ses propres livres.",
  asked: "La comparaison est demandée. Rechargez cette page dans une minute.",
  last: "Dernière comparaison",
  never: "Aucune comparaison n’a encore eu lieu. La première se fera cette nuit.",
  found: (count: number) =>
    count === 0
      ? "Aucune différence."
      : count === 1
        ? "Une différence à examiner."
        : `${count} différences à examiner.`,
  checked: {
    payments: "Paiements comparés",
    sessions: "Pages de paiement",
    attempts: "Paiements en cours",
    invoices: "Factures",
  },
  differences: "Différences",
  subject: "Sur quoi",
  what: "Différence",
  ours: "Dans nos livres",
  theirs: "Chez Stripe, ou d’après nos sommes",
  kinds: {
    "missing-payment": "Payé chez Stripe, absent de nos livres",
    "unknown-payment": "Dans nos livres, inconnu de Stripe",
    "other-amount": "Montants différents",
    "unbalanced-payment": "Paiement dont les affectations ne tombent pas juste",
    "unbalanced-invoice": "Facture dont les règlements ne tombent pas juste",
    "unbalanced-processing": "Montant en cours qui ne tombe pas juste",
    "unbalanced-ledger": "Compte du client qui ne tombe pas juste",
    unanswered: "Stripe n’a pas répondu",
  },
  more: (count: number) =>
    `Et ${count} autres\u00a0: la commande npm run reconcile les donne toutes.`,
  now: "Comparer maintenant",
  link: "Rapprochement avec Stripe",
};
