/** Le journal de ce que l’API a refusé, pour qui branche un logiciel. */
export const refusals = {
  title: "Demandes refusées par l’API",
  intro:
    "Ce que vos logiciels ont demandé et que le portail a refusé, avec chaque erreur. Ni le contenu envoyé ni aucune clé n’est gardé.",
  docs: "Ce que chaque refus veut dire",
  section: "Demandes refusées",
  sectionIntro:
    "Quand un logiciel envoie ce qui ne va pas, chaque erreur est gardée ici pendant 30 jours.",
  all: "Voir les demandes refusées",
  lastDay: "Refusées en 24\u00a0h",
  refusedCount: (count: string) => (count === "1" ? "1 refusée" : `${count} refusées`),
  lastDayOf: (count: string, name: string) =>
    `${count === "1" ? "1 refusée" : `${count} refusées`} en 24\u00a0h, clé «\u00a0${name}\u00a0»`,
  strangersLastDay: (count: string) => `Sans clé valable\u00a0: ${count} en 24\u00a0h`,
  none: "Rien n’a été refusé ces 30 derniers jours.",
  noneFound: "Aucun refus ne correspond à cette recherche.",
  kept: "Gardées 30 jours, les 1000 dernières de chaque clé. Des refus égaux dans la même heure ne font qu’une ligne.",
  search: "Numéro de facture ou de client, ou règle",
  searchHint: "Par exemple FA-2026-01902, C-1042 ou BR-CO-10",
  key: "Clé",
  everyKey: "Toutes les clés",
  noKey: "Sans clé valable",
  unknownKey: (prefix: string) => `Clé inconnue, commence par ${prefix}`,
  revoked: "révoquée",
  status: "Code",
  everyStatus: "Tous les codes",
  pages: "Pages des refus",
  when: "Quand",
  times: (count: string) => `${count} fois`,
  request: "Demande",
  answer: "Réponse",
  about: "Facture, client",
  line: (line: string) => `ligne ${line} du lot`,
  moreErrors: (count: string) =>
    count === "1" ? "et 1 autre erreur" : `et ${count} autres erreurs`,
  kinds: {
    "no-such-call": "Adresse inconnue de l’API",
    "more-lines": "Autres lignes refusées du même lot",
  } as Record<string, string>,
  linesLeftOut: (count: string, most: string) =>
    `${count} autres lignes de ce lot ont été refusées. Seules les ${most} premières sont gardées une à une\u00a0; la réponse du lot les contient toutes.`,
  back: "Demandes refusées",
  first: "La première fois",
  last: "La dernière fois",
  count: "Combien de fois",
  invoice: "Numéro de facture",
  customer: "Numéro de client",
  size: "Taille",
  bytes: (size: string) => `${size} octets`,
  errors: "Erreurs",
  errorsNone: "La réponse ne nomme pas d’erreur particulière.",
  errorsLeftOut: (count: string) =>
    count === "1"
      ? "Une autre erreur n’est pas gardée. La réponse envoyée au logiciel la contient."
      : `${count} autres erreurs ne sont pas gardées. La réponse envoyée au logiciel les contient.`,
  sentIn: {
    fr: "Ces phrases sont celles que le logiciel a reçues.",
    en: "Ces phrases sont celles que le logiciel a reçues, en anglais\u00a0: c’est la langue qu’il a demandée.",
  } as Record<string, string>,
  rule: "Règle",
  where: "Emplacement",
  message: "Ce qui ne va pas",
  wholeDocument: "tout le document",
  explained: "Ce que ce refus veut dire",
};
