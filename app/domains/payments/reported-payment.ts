import { z } from "zod";
import { isDay } from "#app/platform/calendar.ts";
import { toMinor } from "#app/platform/money.ts";

const decimal = z
  .string()
  .regex(/^\d{1,15}(\.\d{1,4})?$/, 'must be a decimal string such as "464.20"');
const currencies = new Set(Intl.supportedValuesOf("currency"));

/**
 * `POST /api/v1/payments`: money received elsewhere, as the biller's system reports it. Amounts are decimal strings in the payment's
 * currency, `date` the biller's calendar day. Without `allocations` the portal matches by `reference`, then by amount;
 * what is left is the customer's credit. `externalId` makes it idempotent.
 */
export const reportedPayment = z
  .strictObject({
    externalId: z.string().min(1).max(200).optional(),
    customerNumber: z.string().min(1).max(100).optional(),
    amount: decimal,
    currency: z.string().refine((code) => currencies.has(code), "must be an ISO 4217 code"),
    date: z.string().refine(isDay, "must be a calendar day, YYYY-MM-DD"),
    method: z
      .enum(["transfer", "cheque", "cash", "card", "sepa_debit", "other"])
      .default("transfer"),
    reference: z.string().max(500).optional(),
    allocations: z
      .array(z.strictObject({ invoiceNumber: z.string().min(1).max(200), amount: decimal }))
      .max(1000)
      .optional(),
  })
  .superRefine(({ amount, currency, allocations = [] }, context) => {
    if (!currencies.has(currency)) return;
    const issue = (path: (string | number)[], message: string) =>
      context.addIssue({ code: "custom", path, message });
    const whole = (text: string, path: (string | number)[]): number => {
      const minor = toMinor(text, currency);
      if (minor === null) issue(path, `has more decimals than ${currency}`);
      else if (minor <= 0) issue(path, "must be more than zero");
      return minor ?? 0;
    };
    const total = whole(amount, ["amount"]);
    const placed = allocations.map((each, index) =>
      whole(each.amount, ["allocations", index, "amount"]),
    );
    if (placed.reduce((sum, each) => sum + each, 0) > total)
      issue(["allocations"], "add up to more than the amount");
  });

export type ReportedPayment = z.output<typeof reportedPayment>;
