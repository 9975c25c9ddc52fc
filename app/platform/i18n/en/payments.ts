import type { Messages } from "../messages.ts";

export const payments: Messages["payments"] = {
  checkoutLine: (number) => `Invoice ${number}`,
};
