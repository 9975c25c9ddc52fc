/** The mails about paying later: a promise, or instalments. */
export const planMails = {
  "staff-plan-proposed": {
    subject: (customer: string, amount: string, number: string, day: string) =>
      `${customer}\u00a0: demande de payer ${amount} plus tard, facture ${number}, à répondre avant le ${day}`,
    heading: "Une proposition à décider",
    words: (customer: string, day: string) =>
      `${customer} demande de payer une facture plus tard. Une réponse est promise avant le ${day}.`,
    theirWords: (name: string) => `${name} écrit\u00a0:`,
    label: "Montant concerné",
    open: "Ouvrir la proposition",
  },
  "plan-accepted": {
    subjects: {
      promise: (biller: string, amount: string, number: string, day: string) =>
        `${biller}\u00a0: ${amount} promis pour le ${day}, facture ${number}`,
      instalments: (biller: string, amount: string, number: string, day: string) =>
        `${biller}\u00a0: ${amount} en plusieurs fois, facture ${number}, premier paiement le ${day}`,
    },
    heading: "C’est convenu",
    words: "Merci de nous avoir prévenus. Tant que l’accord tient, nous ne vous relançons pas.",
    theirWords: (name: string) => `${name} vous écrit\u00a0:`,
    label: { promise: "Promis", instalments: "En plusieurs fois" },
    earlier: "Vous pouvez payer plus tôt, ou en une fois, à tout moment.",
    see: "Voir l’accord",
  },
  "plan-refused": {
    subject: (biller: string, amount: string, number: string, day: string) =>
      `${biller}\u00a0: réponse du ${day} à votre proposition pour ${amount}, facture ${number}`,
    heading: "Votre proposition n’est pas acceptée",
    words: (name: string) => `${name} vous répond\u00a0:`,
    unansweredHeading: "Nous n’avons pas répondu à temps",
    unanswered:
      "Votre proposition est restée sans réponse jusqu’à son premier jour. Nous en sommes désolés.",
    callYou: "Nous vous appelons. Vous pouvez aussi nous appeler, ou proposer d’autres dates.",
    again:
      "Vous pouvez proposer d’autres dates, ou nous appeler\u00a0: nous cherchons une solution.",
    label: "Reste dû",
    see: "Voir la facture",
  },
  "plan-due": {
    subjects: {
      before: (biller: string, amount: string, number: string, day: string) =>
        `${biller}\u00a0: ${amount} convenus pour le ${day}, facture ${number}`,
      missed: (biller: string, amount: string, number: string, day: string) =>
        `${biller}\u00a0: ${amount} étaient convenus pour le ${day}, facture ${number}`,
    },
    headings: { before: "Un paiement dans quelques jours", missed: "Un paiement manque encore" },
    words: {
      before: (day: string) => `Comme convenu, ce paiement est prévu le ${day}.`,
      missed: (day: string) =>
        `Le paiement prévu le ${day} n’est pas encore arrivé. C’est peut-être un oubli, ou il est en route.`,
    },
    until: (day: string) => `L’accord tient si ce paiement arrive au plus tard le ${day}.`,
    difficult:
      "Ce n’est pas possible\u202f? Appelez-nous\u00a0: nous cherchons une solution avec vous.",
    ignore: "Si vous venez de payer, ne tenez pas compte de ce message.",
    label: (day: string) => `Convenu pour le ${day}`,
  },
  "plan-broken": {
    subject: (biller: string, amount: string, number: string, day: string) =>
      `${biller}\u00a0: l’accord pour le ${day} a pris fin, ${amount} à payer, facture ${number}`,
    heading: "L’accord a pris fin",
    words: "Un paiement convenu ne nous est pas parvenu. Cela arrive. L’accord a donc pris fin.",
    next: (name: string, phone: string) =>
      `Appelez ${name} au ${phone}\u00a0: nous cherchons une solution avec vous.`,
    owed: "Le reste de la facture est dû comme avant.",
    label: "Reste dû",
  },
  planFacts: {
    payment: (n: number) => `Paiement ${n}`,
    day: (amount: string, day: string) => `${amount}, le ${day}`,
  },
};
