/** Connexion, personnes d’un compte, préférences. Espaces insécables écrites `\u00a0`, fines insécables `\u202f`. */
export const accounts = {
  signIn: {
    title: "Se connecter",
    intro:
      "Indiquez votre adresse e-mail. Nous vous envoyons un lien et un code\u00a0: il n’y a pas de mot de passe.",
    email: "Adresse e-mail",
    emailHint: "Celle à laquelle vous recevez vos factures.",
    send: "Recevoir le lien de connexion",
    help: "Vous n’avez plus cette adresse, ou rien n’arrive\u202f? Appelez-nous, nous vous aidons.",
    haveCode: "J’ai déjà un code",
    emailInvalid: "Écrivez une adresse e-mail complète, par exemple nom@exemple.fr.",
    tooMany: "Trop de demandes pour le moment. Attendez quelques minutes, puis recommencez.",
  },
  code: {
    title: "Saisissez le code reçu",
    sent: (email: string) =>
      `Si un compte existe pour ${email}, un e-mail vient de partir. Il arrive en quelques secondes.`,
    sentHow:
      "Ouvrez son lien sur cet appareil, ou saisissez ici son code à 8 chiffres. Il est valable 10 minutes.",
    elsewhere: "Saisissez l’adresse e-mail et le code à 8 chiffres que vous avez reçu.",
    code: "Code à 8 chiffres",
    codeHint: "Les espaces ne comptent pas.",
    submit: "Se connecter",
    again: "Recevoir un autre e-mail",
    spam: "Rien reçu\u202f? Regardez dans les courriers indésirables, et vérifiez l’adresse.",
    codeInvalid: "Écrivez les 8 chiffres du code.",
    wrong:
      "Ce code n’est pas le bon, ou il n’est plus valable. Vérifiez-le, ou demandez un autre e-mail.",
    tooMany: "Trop d’essais. Attendez quelques minutes, puis demandez un autre e-mail.",
  },
  link: {
    title: "Terminer la connexion",
    ready: (email: string) => `Vous allez vous connecter avec l’adresse ${email}.`,
    submit: "Se connecter",
    why: "Ce bouton évite qu’un logiciel qui ouvre vos e-mails n’utilise le lien à votre place.",
    otherBrowserTitle: "Ouvrez ce lien sur l’appareil de la demande",
    otherBrowser:
      "Pour votre sécurité, le lien ne marche que dans le navigateur où vous l’avez demandé. Ici, saisissez le code de l’e-mail.",
    endedTitle: "Ce lien n’est plus valable",
    expired: "Il était valable 10 minutes. Demandez-en un autre, il arrive en quelques secondes.",
    used: "Il a déjà servi. Demandez-en un autre, il arrive en quelques secondes.",
    unknown: "Nous ne le connaissons pas. Vérifiez qu’il est complet, ou demandez-en un autre.",
    again: "Recevoir un autre lien",
  },
  people: {
    title: "Personnes du compte",
    intro:
      "Ces personnes peuvent ouvrir le compte. Chacune se connecte avec sa propre adresse e-mail.",
    name: "Nom",
    email: "Adresse e-mail",
    role: "Droits",
    action: "Action",
    you: "vous",
    roles: {
      owner: "Gère le compte",
      payer: "Paie et conteste",
      viewer: "Consulte",
    },
    roleHints: {
      owner: "Voit, télécharge, paie et conteste. Gère aussi les personnes et le mode d’envoi.",
      payer: "Voit, télécharge, paie et conteste.",
      viewer: "Voit et télécharge, sans payer ni contester.",
    },
    remove: "Retirer l’accès",
    removeWhom: (name: string) => `Retirer l’accès de ${name}`,
    inviteTitle: "Donner accès à quelqu’un",
    inviteIntro:
      "Un collègue, un proche, votre comptable\u00a0: nous lui écrivons pour l’en informer.",
    invite: "Donner accès",
    invited: "L’accès est ouvert. Nous avons écrit à cette personne.",
    removed: "L’accès est retiré. Les liens de ses e-mails ne fonctionnent plus.",
    nameMissing: "Écrivez le nom de la personne.",
    roleMissing: "Choisissez ses droits.",
    alreadyMember: "Cette personne a déjà accès au compte.",
    lastOwner:
      "Une personne au moins doit gérer le compte. Donnez d’abord ce droit à quelqu’un d’autre.",
  },
  preferences: {
    title: "Préférences",
    saved: "C’est enregistré.",
    languageTitle: "Votre langue",
    languageHint: "Celle des pages et des e-mails que vous recevez.",
    languages: {
      "": "Comme mon navigateur",
      fr: "Français",
      en: "English",
    },
    deliveryTitle: "Envoi des factures",
    deliveryHint:
      "Le papier ne coûte rien de plus. Vous gardez l’accès au portail dans tous les cas.",
    deliveries: {
      email: "Par e-mail",
      paper: "Sur papier, par la poste",
      both: "Par e-mail et sur papier",
    },
    deliveryNow: (delivery: string) => `Aujourd’hui\u00a0: ${delivery}.`,
    deliveryOwner: "Seule une personne qui gère le compte peut changer le mode d’envoi.",
    mailsTitle: "E-mails que vous recevez",
    mailsHint: "Pour ce compte, à votre adresse. Les autres personnes choisissent les leurs.",
    sessionsTitle: "Appareils connectés",
    sessionsHint:
      "Un téléphone perdu, un ordinateur partagé\u202f? Fermez toutes vos sessions d’un coup.",
    signOutEverywhere: "Se déconnecter partout",
  },
};
