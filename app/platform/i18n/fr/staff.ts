/** The staff's own navigation and customer pages. */
export const staff = {
  navigation: {
    disputes: "Contestations",
    customers: "Clients",
    messages: "Messages envoyés",
    payments: "Paiements",
    tasks: "À traiter",
  },
  customersTitle: "Clients",
  customerSearch: "Rechercher un client",
  customerSearchHint: "Nom, numéro, ville, SIREN, e-mail ou nom d’une personne",
  noCustomer: "Aucun client ne correspond.",
  noCustomerYet: "Aucun client pour l’instant. Ils arrivent par l’API de votre logiciel.",
  number: "Numéro",
  name: "Nom",
  city: "Ville",
  contact: "Interlocuteur",
  delivery: "Envoi",
  deliveries: { email: "E-mail", paper: "Papier", both: "E-mail et papier" },
  people: "Personnes",
  role: "Rôle",
  roles: { owner: "Gère le compte", payer: "Paie et conteste", viewer: "Consulte" },
  email: "E-mail",
  language: "Langue",
  languages: { fr: "Français", en: "Anglais" },
  accountTitle: "Situation",
  dueNow: "À payer maintenant",
  overdue: "Dont en retard",
  contested: "Contesté, en attente",
  processing: "En cours à la banque",
  nothingOwed: "Rien à payer.",
  recentInvoices: "Factures",
  disputes: "Contestations",
  noDispute: "Aucune contestation.",
  messagesSent: "Messages envoyés",
  address: "Adresse",
  legalId: "SIREN",
  vatId: "TVA",
  tasksTitle: "À traiter",
  tasksEmpty: "Rien à traiter. Ce qui demande un humain apparaîtra ici.",
  tasksSince: "Depuis le",
  taskKinds: {
    "payment-overpaid": "Trop-perçu\u00a0: à rendre ou à utiliser",
    "payment-unmatched": "Virement non rapproché d’une facture",
    "payment-refunded": "Remboursement fait chez Stripe\u00a0: à vérifier",
    "refund-failed": "Remboursement échoué\u00a0: le client n’a pas reçu l’argent",
    "payment-contested": "Paiement contesté à la banque\u00a0: répondre à Stripe",
    "webhook-undelivered": "Événement non remis à votre logiciel\u00a0: voir Intégrations",
    "webhook-disabled": "Webhook désactivé\u00a0: voir Intégrations",
    "books-differ": "Différence avec les livres de Stripe\u00a0: à examiner",
    "bank-change-proposed":
      "Coordonnées bancaires à confirmer par un second responsable\u00a0: voir Entreprise",
    "mail-failed": "E-mail non envoyé\u00a0: prévenir le client autrement",
    "mail-bounced": "E-mail non remis\u00a0: prévenir le client autrement",
    "mail-complained": "Message signalé comme indésirable\u00a0: appeler le client",
  } as Record<string, string>,
  taskUnknown: "À examiner",
  taskDone: "Marquer comme traité",
  customersPages: "Pages de clients",
  /** A customer's ledger: its entries and the balances that follow from them. */
  account: {
    title: (customer: string) => `Compte de ${customer}`,
    movements: "Mouvements du compte",
    balance: "Solde",
    inFavour: "en faveur du client",
    all: "Tous les mouvements",
    none: "Aucun mouvement\u00a0: ni facture, ni paiement.",
    pages: "Pages de mouvements",
  },
  /** What today's rules say of a document, on its page. */
  remarks: {
    title: (count: number, isPartial: boolean) =>
      `Remarques sur ce document (${isPartial ? `${count} ou plus` : count})`,
    hint: "Les règles d’aujourd’hui, appliquées au document tel que le logiciel l’a envoyé. Le client ne voit pas ces remarques, et ce qui est dû n’en change pas.",
    refusedToday:
      "Les règles d’aujourd’hui refuseraient ce document. Il a été accepté selon celles du jour où il est arrivé, et ce qui est dû n’en change pas.",
    morePlaces: (count: number) => `et ${count} ${count > 1 ? "autres endroits" : "autre endroit"}`,
    moreSayings: (count: number) =>
      count > 1
        ? `et ${count} autres remarques de cette règle`
        : "et une autre remarque de cette règle",
    unread: {
      "not-found":
        "L’original de ce document n’a pas été gardé\u00a0: il n’est pas possible de le relire.",
      unavailable: "L’original de ce document ne peut pas être relu en ce moment.",
    },
  },
};
