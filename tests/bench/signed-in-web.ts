import { eq } from "drizzle-orm";
import { startSession } from "#app/domains/accounts/session.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { freePort } from "#app/processes/free-port.server.ts";
import type { Started } from "#app/processes/started.ts";
import { customers, people } from "#db/schema/accounts.ts";
import { invoices } from "#db/schema/invoices.ts";
import { type BenchDatabase, customerNumber } from "./bench-server.ts";
import { type Program, startProgram } from "./program.ts";

/** The web process as `npm run start:web` starts it, and somebody who is signed in. */
export interface SignedInWeb {
  readonly program: Program;
  readonly database: BenchDatabase;
  readonly cookie: string;
  readonly customerId: string;
  readonly url: { readonly home: string; readonly list: string; readonly invoice: string };
}

export async function startSignedInWeb(
  started: Started,
  database: BenchDatabase,
): Promise<SignedInWeb> {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const program = await startProgram(started, "app/processes/web.ts", {
    environment: { ...database.environment, PORT: String(port) },
    readyAt: `${origin}/health/ready`,
  });
  const number = customerNumber(0);
  const { person, customer, invoice } = await inScope(database, "all", async (tx) => {
    const [person] = await tx
      .select()
      .from(people)
      .where(eq(people.email, "nadia-0@fournil.example"));
    const [customer] = await tx.select().from(customers).where(eq(customers.number, number));
    const [invoice] = await tx.select().from(invoices).where(eq(invoices.customerId, customer!.id));
    return { person: person!, customer: customer!, invoice: invoice! };
  });
  const set = await startSession(database, {
    personId: person.id,
    userAgent: null,
    cookieHeader: null,
  });
  const home = `${origin}/c/${number}`;
  return {
    program,
    database,
    cookie: set.split(";")[0] ?? "",
    customerId: customer.id,
    url: { home, list: `${home}/invoices`, invoice: `${home}/invoices/${invoice.id}` },
  };
}
