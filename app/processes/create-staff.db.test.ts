import { expect, test } from "vitest";
import { inScope } from "#app/platform/db.server.ts";
import { people, staff } from "#db/schema/accounts.ts";
import { notifications } from "#db/schema/notifications.ts";
import { testDatabase } from "#tests/support/database.ts";
import { installed, runCommand } from "#tests/support/run-command.ts";

const context = await testDatabase();
const { config } = context;

const createStaff = (...args: string[]) =>
  runCommand(installed("tsx"), ["app/processes/create-staff.ts", ...args], {
    environment: {
      DATABASE_URL: config.database.url,
      APP_URL: config.appUrl,
      APP_SECRET: config.appSecret,
      STRIPE_SECRET_KEY: "sk_test",
      STRIPE_WEBHOOK_SECRET: "whsec_test",
      RESEND_API_KEY: "re_test",
      RESEND_WEBHOOK_SECRET: "whsec_test",
      MAIL_FROM: config.mail.from,
      FILES_DIR: "files-are-not-touched",
    },
  });

// Each run starts a Node process of its own, which takes seconds on a busy machine.
const patient = { timeout: 90_000 };

test(
  "makes a manager and writes the mail that lets them in; again, it writes another",
  patient,
  async () => {
    const [first, nameless] = await Promise.all([
      createStaff("Chef@Energie.example", "Anne Chef"),
      createStaff(),
    ]);
    expect(nameless).toMatchObject({ code: 2, output: expect.stringContaining("Usage") });
    expect(first).toMatchObject({
      code: 0,
      output: expect.stringContaining("chef@energie.example"),
    });
    expect((await createStaff("chef@energie.example")).code).toBe(0);
    expect(await context.db.select().from(people)).toMatchObject([
      { email: "chef@energie.example", name: "Anne Chef" },
    ]);
    expect(await context.db.select().from(staff)).toMatchObject([{ role: "manager" }]);
    const mails = await inScope(context, "all", (tx) => tx.select().from(notifications));
    expect(mails.map(({ kind, recipient }) => [kind, recipient])).toEqual(
      Array(2).fill(["sign-in", "chef@energie.example"]),
    );
  },
);
