import type { Language } from "#app/platform/i18n/language.ts";
import { money } from "#app/platform/money.ts";
import type { MailFrame } from "../_components/frame.ts";
import { paletteOf } from "../_components/palette.ts";
import type { MailFacts, MailKind } from "../templates.ts";

/** Invented people and amounts, so that every mail can be looked at and held against the gate. */
export function previewFrame(
  kind: MailKind,
  language: Language,
  options: { appUrl: string; brandColour?: string },
): MailFrame {
  return {
    language,
    timeZone: "Europe/Paris",
    appUrl: options.appUrl,
    biller: {
      name: "Énergie des Alpes",
      legalName: "Énergie des Alpes SAS",
      address: "12 rue de la Houille-Blanche, 38000 Grenoble, France",
    },
    palette: paletteOf(options.brandColour ?? "#0b4f4a"),
    customer: {
      name: "Fournil du Canal SARL",
      number: "C-1042",
      ...(kind === "sign-in" ? { others: 2 } : {}),
    },
    contact: {
      name: "Julien Morel",
      phone: "04 65 71 00 00",
      hours: { fr: "9 h – 18 h, du lundi au vendredi", en: "9 am – 6 pm, Monday to Friday" }[
        language
      ],
    },
    recipient: kind.startsWith("staff-") ? "Julien Morel" : "Nadia Benali",
    code: "M-7KQ2-9FXH",
  };
}

const invoice = {
  number: "FA-2026-01902",
  title: "Gaz naturel, octobre",
  issueDate: "2026-10-31",
  dueDate: "2026-11-30",
  reference: "BC-7741",
  currency: "EUR",
  payable: 46420,
  settled: 0,
  contested: 0,
  processing: 0,
  dueNow: 46420,
};
const partly = { ...invoice, contested: 9240, dueNow: 37180 };
const saved = { kind: "card", last4: "4242" } as const;
const dispute = {
  reference: "DIS-4F7K",
  invoiceNumber: invoice.number,
  claimed: money(9240, "EUR"),
  lines: ["Intervention hors contrat, 14 oct."],
  promisedOn: "2026-11-27",
  handler: "Julien Morel",
};

const planned = { invoiceNumber: invoice.number, invoiceTitle: invoice.title };
const plan = {
  ...planned,
  kind: "instalments",
  amount: money(37180, "EUR"),
  parts: [
    { dueOn: "2026-12-12", amount: money(12394, "EUR") },
    { dueOn: "2027-01-12", amount: money(12393, "EUR") },
    { dueOn: "2027-02-12", amount: money(12393, "EUR") },
  ],
} as const;

/** What each mail is told in its preview. A kind without one does not compile. */
export function previewFacts(appUrl: string): { [Kind in MailKind]: MailFacts<Kind> } {
  const link = `${appUrl}/i/uM0Yc3Zr0hV5m7t2Qd8kXw9LbE4sJpA6nGfTyRvC1oI`;
  const paid = [
    { number: "FA-2026-01902", amount: money(37180, "EUR") },
    { number: "FA-2026-01755", amount: money(128460, "EUR") },
  ];
  const attempt = {
    amount: money(165640, "EUR"),
    method: "sepa_debit",
    startedOn: "2026-11-20",
    invoices: paid,
    link: `${appUrl}/c/C-1042/invoices`,
    opensInvoice: false,
  } as const;
  return {
    "invoice-issued": { invoice, automatic: false, link },
    "credit-note-issued": {
      number: "AV-2026-00031",
      title: "Gaz naturel, octobre",
      issueDate: "2026-11-24",
      amount: money(9240, "EUR"),
      link,
    },
    "reminder-before": { invoice, daysLate: -7, link },
    "reminder-due": { invoice: partly, daysLate: 0, link },
    "reminder-late": { invoice: partly, daysLate: 7, link },
    "payment-received": {
      number: "R-2026-000123",
      amount: money(165640, "EUR"),
      method: "card",
      receivedOn: "2026-11-20",
      reference: null,
      invoices: paid,
      unallocated: null,
      link: `${appUrl}/c/C-1042/payments/0192f0c4-7a5e-7c3e-9a0b-2f4d6c8e0a1b`,
    },
    "payment-processing": attempt,
    "payment-failed": { ...attempt, failureCode: "insufficient_funds", automatic: false },
    "autopay-notice": {
      number: invoice.number,
      title: invoice.title,
      dueDate: invoice.dueDate,
      amount: money(46420, "EUR"),
      chargeOn: invoice.dueDate,
      method: saved,
      link,
    },
    "autopay-limit": { invoice, link },
    "autopay-started": {
      person: "Nadia Benali",
      startedOn: "2026-11-24",
      method: saved,
      monthlyLimit: money(100_000, "EUR"),
      noticeDays: 5,
      link: `${appUrl}/c/C-1042/autopay`,
    },
    "autopay-stopped": {
      reason: "method-gone",
      stoppedOn: "2026-11-24",
      method: saved,
      link: `${appUrl}/c/C-1042/autopay`,
    },
    "payment-refunded": {
      what: "refunded",
      receivedOn: "2026-11-20",
      amount: money(2550, "EUR"),
      number: "R-2026-000123",
      method: "card",
      link,
    },
    "plan-accepted": {
      plan,
      answer: { author: "Julien Morel", words: "Bien volontiers, bon courage pour les travaux." },
      link,
    },
    "plan-refused": {
      ...planned,
      due: money(37180, "EUR"),
      answeredOn: "2026-11-26",
      answer: {
        author: "Julien Morel",
        words: "Février est trop loin pour nous. Deux paiements, en décembre et en janvier\u202f?",
      },
      link,
    },
    "plan-due": {
      ...planned,
      what: "missed",
      amount: money(12394, "EUR"),
      dueOn: "2026-12-12",
      until: "2026-12-15",
      link,
    },
    "plan-broken": {
      ...planned,
      missedOn: "2026-12-12",
      due: money(37180, "EUR"),
      link,
    },
    "dispute-opened": {
      dispute,
      message:
        "Bonjour, cette intervention est comprise dans notre contrat d’entretien.\nMerci de vérifier le bon du 14 octobre.",
      rest: money(37180, "EUR"),
      link,
    },
    "dispute-answered": {
      dispute,
      author: "Julien Morel",
      message:
        "J’ai demandé le bon d’intervention à notre équipe de Grenoble. Je reviens vers vous mercredi au plus tard.",
      answeredOn: "2026-11-23",
      frozen: money(9240, "EUR"),
      link,
    },
    "dispute-decided": {
      dispute: { ...dispute, promisedOn: null },
      outcome: "credit",
      amount: money(9240, "EUR"),
      author: "Julien Morel",
      reason:
        "Vous avez raison\u00a0: l’intervention du 14 octobre était couverte par votre contrat.",
      decidedOn: "2026-11-24",
      link,
    },
    "dispute-credit-note": {
      reference: dispute.reference,
      invoiceNumber: invoice.number,
      creditNote: {
        number: "AV-2026-00031",
        amount: money(9240, "EUR"),
        issueDate: "2026-11-25",
      },
      dueNow: money(37180, "EUR"),
      link,
    },
    "sign-in": {
      link: `${appUrl}/login/9sJpA6nGfTyRvC1oIuM0Yc3Zr0hV5m7t2Qd8kXwLbE4`,
      code: "48210937",
      expiresAt: new Date("2026-11-24T09:10:00Z"),
      returns: true,
    },
    "staff-dispute-opened": {
      dispute,
      customerName: "Fournil du Canal SARL",
      openedBy: "Nadia Benali",
      message: "Cette intervention est comprise dans notre contrat d’entretien.",
      link: `${appUrl}/staff/disputes/0192f0c4-7a5e-7c3e-9a0b-2f4d6c8e0a1b`,
    },
    "staff-dispute-reply": {
      dispute,
      customerName: "Fournil du Canal SARL",
      author: "Nadia Benali",
      message: "Voici le bon d’intervention, signé par votre technicien.",
      repliedOn: "2026-11-23",
      link: `${appUrl}/staff/disputes/0192f0c4-7a5e-7c3e-9a0b-2f4d6c8e0a1b`,
    },
    "staff-plan-proposed": {
      plan,
      customerName: "Fournil du Canal SARL",
      proposedBy: "Nadia Benali",
      message: "Notre four est en panne jusqu’au 10 décembre.",
      answerBy: "2026-12-01",
      link: `${appUrl}/staff/plans/0192f0c4-7a5e-7c3e-9a0b-2f4d6c8e0a1b`,
    },
    "person-invited": {
      customerName: "Fournil du Canal SARL",
      invitedBy: "Nadia Benali",
      role: "payer",
      email: "compta@fournil.example",
      invitedOn: "2026-11-24",
      link: `${appUrl}/login`,
    },
    "bank-details-changed": { changedOn: "2026-11-24", link: `${appUrl}/login` },
  };
}
