/** Ce que l’API dit au système de facturation : des phrases entières, qui disent quoi faire. */
export const api = {
  amountTooFine: (amount: string, currency: string) =>
    `Le montant ${amount} a plus de décimales que la devise ${currency} n’en admet, ou dépasse ce qui peut être compté exactement.`,
  unknownCustomerNumber: (number: string) =>
    `Aucun client ne porte le numéro ${number}. Créez-le par PUT /api/v1/customers/${encodeURIComponent(number)}, ou ajoutez ?createCustomer=true.`,
  unknownCustomer:
    "Aucun client ne correspond à cet acheteur. Envoyez son numéro de client (customerNumber, BT-46), son identifiant légal, sa TVA ou son adresse électronique, ou ajoutez ?createCustomer=true.",
  unstorable:
    "Le document contient un caractère qui n’est pas du texte (U+0000 ou une moitié de paire). Retirez-le.",
  numberInSeveralHands: (sellers: string) =>
    `Plusieurs vendeurs ont émis ce numéro. Précisez ?seller= avec l’un de : ${sellers}.`,
  badCursor: "Ce curseur n’est pas des nôtres. Renvoyez next tel que la page précédente l’a donné.",
  /** Ce qui cloche dans un champ JSON. */
  fields: {
    notJson: "Ce n’est pas du JSON en UTF-8.",
    missing: "Ce champ manque.",
    unknown: (key: string) => `Le champ ${key} est inconnu. Retirez-le ou corrigez son nom.`,
    text: "Écrivez ce champ sous forme de texte.",
    list: "Écrivez ici une liste [ … ].",
    object: "Écrivez ici un objet { … }.",
    type: (expected: string) => `Écrivez ici une valeur de type ${expected}.`,
    oneOf: (values: string) => `Écrivez l’une de ces valeurs\u00a0: ${values}.`,
    tooLong: (most: number) => `C’est trop long\u00a0: ${most} au plus.`,
    empty: "Ce champ est vide ou trop court.",
    email: "Ce n’est pas une adresse électronique.",
    /** Les règles propres à un champ, que son schéma dit en anglais. */
    said: (rule: string): string =>
      ({
        "must be an ISO 3166-1 alpha-2 code":
          "Écrivez le code du pays en deux lettres (ISO 3166-1).",
        "must be an IANA time zone": "Écrivez un fuseau horaire IANA, comme Europe/Paris.",
        "must not name an address twice": "Une adresse ne peut figurer deux fois.",
        "must be an ISO 4217 code": "Écrivez le code de la devise (ISO 4217), comme EUR.",
        "must be a calendar day, YYYY-MM-DD": "Écrivez une date, comme 2026-11-30.",
        "must be more than zero": "Le montant doit être supérieur à zéro.",
        'must be a decimal string such as "464.20"':
          "Écrivez un nombre décimal entre guillemets, comme 464.20.",
        "add up to more than the amount": "Les parts dépassent le montant reçu.",
      })[rule] ?? rule,
  },
  payments: {
    unknownCustomer:
      "Aucun client ne peut être reconnu. Envoyez customerNumber, ou des factures qui n’ont qu’un client.",
    unknownInvoice: (number: string) => `Ce client n’a pas de facture ${number}.`,
    otherCurrency: (number: string, currency: string) => `La facture ${number} est en ${currency}.`,
    otherContent: (number: string) =>
      `Ce externalId désigne déjà le paiement ${number}, avec un autre contenu.`,
  },
  webhooks: {
    malformed: "Écrivez une adresse complète, comme https://erp.example.com/hooks.",
    notHttps: "L’adresse doit commencer par https://.",
    withCredentials:
      "L’adresse ne doit contenir ni identifiant ni mot de passe\u00a0: les messages sont signés.",
    private: "Cette adresse est sur un réseau privé. Elle doit être publique.",
    tooMany: (most: number) =>
      `Il y a déjà ${most} adresses de réception. Supprimez-en une d’abord.`,
  },
  problems: {
    unreadable: "Le document est illisible",
    unsupportedFormat: "Ce format n’est pas pris en charge",
    invalid: "Le contenu ne respecte pas les règles",
    unknownCustomer: "Client inconnu",
    otherContent: "Ce numéro existe avec un autre contenu",
    unauthenticated: "Clé d’API absente ou inconnue",
    forbidden: "Cette clé n’a pas ce droit",
    notFound: "Introuvable",
    methodNotAllowed: "Méthode non admise",
    conflict: "Conflit",
    tooLarge: "Le document est trop lourd",
    keyReused: "Cette Idempotency-Key a déjà servi pour une autre demande",
    keyRunning: "La première demande avec cette Idempotency-Key est encore en cours",
    keyMalformed: "L’en-tête Idempotency-Key est mal formé",
    tooMany: "Trop de demandes",
    internal: "Le portail a rencontré une erreur",
    busy: "Le portail est très occupé",
  },
  details: {
    unreadable: "Il n’a pas pu être lu jusqu’au bout. Les erreurs disent où.",
    unsupportedFormat:
      "Envoyez application/json, application/xml (UBL 2.1 ou CII) ou application/pdf (Factur-X, ZUGFeRD 2).",
    batchFormat: "Envoyez application/x-ndjson : un document JSON par ligne.",
    jsonFormat: "Envoyez application/json.",
    invalid: (count: number) =>
      count === 1 ? "Une règle n’est pas respectée." : `${count} règles ne sont pas respectées.`,
    unknownCustomer: "Rien n’a été enregistré. L’erreur dit quoi envoyer.",
    otherContent: (number: string) =>
      `La facture ${number} a déjà été reçue avec un autre contenu. Une facture émise ne change jamais : envoyez un avoir.`,
    missingKey: "Envoyez l’en-tête Authorization: Bearer suivi de votre clé.",
    unknownKey: "Cette clé n’existe pas.",
    revokedKey: "Cette clé a été révoquée.",
    missingScope: (scope: string) => `Il faut une clé avec le droit ${scope}.`,
    invoiceNotFound: (number: string) => `Aucune facture ne porte le numéro ${number}.`,
    endpointNotFound: "Cette adresse de réception n’existe pas.",
    noSuchCall: "Cette adresse n’existe pas dans l’API. Voir /api/docs.",
    methodNotAllowed: (allowed: string) => `Cette adresse admet : ${allowed}.`,
    tooLarge: (megabytes: number) => `Un document pèse au plus ${megabytes} Mo.`,
    keyReused: "Prenez une nouvelle clé pour une nouvelle demande, ou renvoyez le même contenu.",
    keyRunning: "Attendez sa réponse, puis redemandez.",
    keyMalformed: "Elle compte de 1 à 255 caractères visibles.",
    unknownContact: "Aucun membre actif de l’équipe n’a cette adresse.",
    tooMany: (seconds: number) => `Réessayez dans ${seconds} s.`,
    internal: (requestId: string) =>
      `Réessayez plus tard. Pour nous en parler, citez la demande ${requestId}.`,
    busy: (seconds: number) =>
      `Rien n’a été enregistré. Renvoyez la demande dans ${seconds}\u00a0s.`,
    notStored: "Cette ligne n’a pas pu être enregistrée. Renvoyez-la.",
  },
  docs: {
    title: "API pour votre logiciel de facturation",
    intro:
      "Votre logiciel envoie clients, factures et virements reçus. Il relit les paiements, les contestations et la remise des courriels.",
    key: "Chaque appel porte l’en-tête Authorization: Bearer suivi d’une clé. Un responsable crée les clés et choisit leurs droits.",
    openapi: "Description complète au format OpenAPI 3.1",
    call: (method: string, path: string) => `${method} ${path}`,
    calls: {
      putCustomer: "Créer un client ou le mettre à jour. Ce qui n’est pas envoyé garde sa valeur.",
      postInvoice:
        "Envoyer une facture ou un avoir, en JSON, en XML ou en PDF. 201\u00a0: reçue. 200\u00a0: déjà reçue, la même. 409\u00a0: même numéro, autre contenu.",
      postInvoiceBatch:
        "Envoyer autant de factures que voulu, une par ligne. Les réponses viennent dans l’ordre, au fil de l’eau, et une ligne refusée n’arrête pas les autres.",
      getInvoice: "Relire une facture\u00a0: ce qui est payé, contesté, remis et consulté.",
      postPayment:
        "Signaler un virement reçu. Sans répartition, le portail reconnaît les factures par la référence puis par le montant.",
      getEvents:
        "Suivre tout ce qui se passe, dans l’ordre. Gardez next\u00a0: qui le suit ne manque rien.",
      getWebhookEndpoints:
        "Lister les adresses où les événements sont envoyés, et leur état de marche.",
      postWebhookEndpoint:
        "Recevoir ces mêmes événements, signés (Standard Webhooks). Le secret n’est que dans cette réponse. Répondez 2xx en dix secondes. Toute autre réponse est suivie d’autres essais, de plus en plus espacés, pendant trois jours. Un événement peut arriver deux fois ou dans le désordre\u00a0: son webhook-id ne change jamais. 410 arrête les envois.",
      getWebhookEndpoint:
        "Lire une de ces adresses\u00a0: dernière remise, en échec depuis quand, active ou non.",
      deleteWebhookEndpoint: "Ne plus rien envoyer à une adresse. La réponse est 204.",
    },
    dryRun: "?dryRun=true vérifie tout et n’enregistre rien.",
    notify: "?notify=false importe l’historique sans écrire à personne.",
    createCustomer: "?createCustomer=true crée le client inconnu d’après la facture.",
    idempotency:
      "Idempotency-Key\u00a0: la même clé avec le même contenu redonne la première réponse. Un envoi peut donc être répété sans crainte.",
    language: "Accept-Language\u00a0: fr ou en, pour les messages.",
    problems: "Quand une demande est refusée",
    problemsIntro:
      "La réponse est un problème RFC 9457. Elle énumère toutes les erreurs, chacune avec son emplacement et la règle EN 16931.",
    kind: "Type",
    status: "Code",
    meaning: "Signification",
    example: "Exemple",
  },
};
