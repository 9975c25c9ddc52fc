/** Pages that anybody may read: checking a message, accessibility, personal data, legal notice. */
export const entry = {
  verify: {
    title: "Vérifier un message ou une facture",
    intro:
      "Chaque e-mail et chaque facture que nous envoyons portent un code, en bas. Tapez-le ici pour savoir s’ils viennent de nous.",
    code: "Code du message ou de la facture",
    codeHint: "Par exemple M-7KQ2-XW4T sur un e-mail, F-9XR4-20BD sur une facture",
    check: "Vérifier",
    ours: "Oui, ce message vient de nous.",
    sentOn: (day: string, what: string) =>
      `Nous l’avons envoyé le ${day}. Il parle de\u00a0: ${what}.`,
    notOurs: "Nous n’avons rien envoyé avec ce code.",
    notOursHint:
      "Relisez le code. S’il est bien le même, ne cliquez sur rien dans ce message, ne payez rien et appelez-nous.",
    empty: "Tapez le code qui figure en bas du message ou de la facture.",
    noFile: "Choisissez le fichier de la facture, ou tapez son code.",
    document: {
      ours: "Oui, nous avons émis cette facture.",
      facts: (title: string, day: string, total: string) =>
        `${title}, émise le ${day}, d’un total TTC de ${total}.`,
      compare:
        "Comparez avec ce que vous avez sous les yeux\u00a0: si un chiffre diffère, appelez-nous.",
    },
    file: {
      label: "Ou le fichier de la facture",
      hint: "Le PDF ou le XML tel que vous l’avez reçu. Nous ne le gardons pas.",
      check: "Vérifier le fichier",
      ours: "Oui, ce fichier vient de nous et personne ne l’a modifié.",
      notOurs: "Ce fichier n’est pas l’un des nôtres, ou il a été modifié.",
      notOursHint:
        "Un fichier réenregistré ou numérisé n’est pas reconnu non plus\u00a0: tapez alors le code imprimé en bas. En cas de doute, ne payez rien et appelez-nous.",
    },
    never: "Nous n’envoyons jamais de coordonnées bancaires par e-mail.",
  },
  accessibility: {
    title: "Accessibilité",
    paragraphs: [
      "Ce site vise la conformité au RGAA 4.1 et aux WCAG 2.2 niveau AA.",
      "Tout fonctionne au clavier, avec un lecteur d’écran, sur un téléphone et sans JavaScript.",
      "Les factures en PDF sont balisées pour les lecteurs d’écran.",
      "Quelque chose vous bloque\u202f? Appelez-nous ou écrivez-nous\u00a0: nous vous aidons et nous corrigeons.",
    ],
  },
  privacy: {
    title: "Données personnelles",
    paragraphs: [
      "Nous gardons votre nom, votre adresse e-mail et ce que vous faites ici pour gérer vos factures.",
      "Un témoin (cookie) garde votre connexion, un autre votre langue. Il n’y a aucun traceur, ni sur le site ni dans les e-mails.",
      "Les paiements par carte ou prélèvement se font chez Stripe\u00a0: nous ne voyons jamais votre numéro de carte.",
      "Les factures sont conservées dix ans, comme la loi l’exige.",
      "Vous pouvez demander à voir, corriger ou effacer vos données\u00a0: appelez-nous ou écrivez-nous.",
    ],
  },
  legal: {
    title: "Mentions légales",
    publisher: "Éditeur",
    identifiers: "Identifiants",
    contact: "Nous joindre",
  },
};
