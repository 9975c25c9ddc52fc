import { accounts } from "./accounts.ts";
import { api } from "./api.ts";
import { autopay } from "./autopay.ts";
import { books } from "./books.ts";
import { disputes } from "./disputes.ts";
import { document } from "./document.ts";
import { entry } from "./entry.ts";
import { invoices } from "./invoices.ts";
import { layout } from "./layout.ts";
import { mail } from "./mail.ts";
import { notifications } from "./notifications.ts";
import { payments } from "./payments.ts";
import { plans } from "./plans.ts";
import { refunds } from "./refunds.ts";
import { refusals } from "./refusals.ts";
import { staff } from "./staff.ts";
import { team } from "./team.ts";
import { webhooks } from "./webhooks.ts";

export const fr = {
  accounts,
  api,
  autopay,
  books,
  disputes,
  document,
  entry,
  invoices,
  layout,
  mail,
  notifications,
  payments,
  plans,
  refunds,
  refusals,
  staff,
  team,
  webhooks,
};
