import type { Messages } from "../messages.ts";

export const invoices: Messages["invoices"] = {};
