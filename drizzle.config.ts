import { defineConfig } from "drizzle-kit";

// Generates migrations from the schema; applying them is `npm run db:migrate` (the owner's connection, see config.server.ts).
export default defineConfig({
  dialect: "postgresql",
  schema: [
    "./db/schema/platform.ts",
    "./db/schema/accounts.ts",
    "./db/schema/bank-changes.ts",
    "./db/schema/invoices.ts",
    "./db/schema/payments.ts",
    "./db/schema/autopay.ts",
    "./db/schema/ledger.ts",
    "./db/schema/payment-plans.ts",
    "./db/schema/disputes.ts",
    "./db/schema/notifications.ts",
    "./db/schema/webhooks.ts",
  ],
  out: "./db/migrations",
});
