import type { Language } from "#app/platform/i18n/language.ts";
import type { Messages } from "#app/platform/i18n/messages.ts";
import { formatMoney, money, toMinor } from "#app/platform/money.ts";

/** What an entry's facts say beyond its action, a sentence each. Facts without words of their own are left out. */
export function auditDetails(
  facts: Readonly<Record<string, unknown>>,
  words: Messages,
  language: Language,
): string[] {
  const { team, accounts } = words;
  const { brand } = team;
  const names: Readonly<Record<string, string>> = {
    ...{ name: team.name, email: team.email, role: team.role, phone: team.phone },
    ...{ hours: team.hours, creditLimit: team.limit, legalName: brand.legalName },
    ...{ legalMention: brand.legalMention, legalId: brand.legalId, vatId: brand.vatId },
    ...{ address: brand.address, openingHours: team.hours, brandColour: brand.colour },
    ...{ logoFile: brand.logo, timeZone: brand.timeZone, iban: brand.iban, bic: brand.bic },
    ...{ answerWithinDays: brand.answerWithinDays, closedDays: brand.closedDays },
    ...{ promiseWithinDays: brand.promiseWithinDays, instalmentsMost: brand.instalmentsMost },
    ...{ instalmentsWithinDays: brand.instalmentsWithinDays },
    ...{ plansAcceptedUpTo: brand.plansAcceptedUpTo },
  };
  const roles: Readonly<Record<string, string>> = { ...team.roles, ...accounts.people.roles };
  const scopes: Readonly<Record<string, string>> = team.keys.scopeWords;
  const deliveries: Readonly<Record<string, string>> = accounts.preferences.deliveries;
  const list = (value: unknown, known: Readonly<Record<string, string>>) =>
    Array.isArray(value) ? value.map((each) => known[String(each)] ?? String(each)) : [];
  return [
    list(facts.changed, names).join(", "),
    typeof facts.role === "string" ? (roles[facts.role] ?? facts.role) : "",
    ...list(facts.scopes, scopes),
    typeof facts.url === "string" ? facts.url : "",
    typeof facts.delivery === "string" ? (deliveries[facts.delivery] ?? "") : "",
    amountOf(facts, language),
  ].filter(Boolean);
}

/** What a decision granted. */
function amountOf({ granted, currency }: Readonly<Record<string, unknown>>, language: Language) {
  if (typeof granted !== "string" || typeof currency !== "string") return "";
  const minor = toMinor(granted, currency);
  return minor === null ? "" : formatMoney(money(minor, currency), language);
}
