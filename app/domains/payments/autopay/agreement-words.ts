import { addDays, type Day } from "#app/platform/calendar.ts";
import type { Language } from "#app/platform/i18n/language.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { type Money, money, toDecimal } from "#app/platform/money.ts";
import { readTypedAmount } from "../typed-amount.ts";

/** Days before its last one in which a card is said to expire soon. */
const soonDays = 45;

interface Agreement {
  id: string;
  currency: string;
  method: { kind: "card" | "sepa_debit"; last4: string | null; expiresOn: Day | null };
  monthlyLimit: number | null;
  takenThisMonth: number;
  startedOn: Day;
  startedBy: string;
  planned: readonly {
    id: string;
    invoiceId: string;
    number: string;
    title: string;
    chargeOn: Day;
    amount: number;
  }[];
}

/** An agreement as pages show it. */
export function agreementWords(
  { currency, method, monthlyLimit, takenThisMonth, planned, ...rest }: Agreement,
  options: { today: Day; language: Language; toInvoice: (id: string) => string },
) {
  const { expiresOn } = method;
  const amount = (minor: number): Money => money(minor, currency);
  return {
    ...rest,
    currency,
    method: methodWords(method, options.language),
    expiresOn,
    expiresSoon: expiresOn !== null && expiresOn <= addDays(options.today, soonDays),
    limit: monthlyLimit === null ? null : amount(monthlyLimit),
    limitTyped: monthlyLimit === null ? "" : toDecimal(monthlyLimit, currency),
    taken: amount(takenThisMonth),
    planned: planned.map((charge) => ({
      ...charge,
      amount: amount(charge.amount),
      to: options.toInvoice(charge.invoiceId),
    })),
  };
}

/** "Carte finissant par 4242" */
export function methodWords(
  { kind, last4 }: { kind: "card" | "sepa_debit"; last4: string | null },
  language: Language,
): string {
  const t = messagesFor(language).payments;
  return last4 ? t.endingWith(t.methods[kind], last4) : t.methods[kind];
}

/** A monthly limit as typed, in minor units; null for none, which an empty field means. */
export function readLimit(typed: string, currency: string): number | null | "unreadable" {
  if (typed === "") return null;
  return readTypedAmount(typed, currency) ?? "unreadable";
}
