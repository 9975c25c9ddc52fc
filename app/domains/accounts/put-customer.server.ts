import { isDeepStrictEqual } from "node:util";
import { and, eq, isNull } from "drizzle-orm";
import { v7 as newId } from "uuid";
import type { Context } from "#app/platform/context.server.ts";
import { inScope, type Transaction } from "#app/platform/db.server.ts";
import { announce } from "#app/platform/events.server.ts";
import { type Refusal, refused } from "#app/platform/refusal.ts";
import { customers, people, staff } from "#db/schema/accounts.ts";
import type { CustomerInput } from "./customer-input.ts";
import { membersOf, replaceMembers } from "./membership-rows.server.ts";
import { leastLoadedStaff } from "./staff-members.server.ts";
import { type IntegrationViewer, type MembershipRole, scopeOf } from "./viewer.ts";

/** A customer as the API gives it back. */
export interface Customer {
  id: string;
  number: string;
  name: string;
  legalId: string | null;
  vatId: string | null;
  electronicAddress: { id: string; scheme?: string } | null;
  address: NonNullable<CustomerInput["address"]>;
  phone: string | null;
  language: "fr" | "en";
  timeZone: string;
  delivery: "email" | "paper" | "both";
  contact: { email: string; name: string } | null;
  people: { email: string; name: string; role: MembershipRole }[];
}

/** Creates or updates a customer from the biller's own records. Answers "unknown-contact" when no active staff has that address. */
export async function putCustomer(
  context: Context,
  viewer: IntegrationViewer,
  number: string,
  input: CustomerInput,
): Promise<{ customer: Customer; created: boolean } | Refusal<"unknown-contact">> {
  return inScope(context, scopeOf(viewer), (tx) => putCustomerWithin(context, tx, number, input));
}

/**
 * The same inside a transaction that sees all customers: an invoice may bring its customer along (`?createCustomer=true`).
 * Announces `customer.created`, or `customer.updated` when anything changed: the same description again is silent.
 */
export async function putCustomerWithin(
  context: Pick<Context, "clock">,
  tx: Transaction,
  number: string,
  input: CustomerInput,
): Promise<{ customer: Customer; created: boolean } | Refusal<"unknown-contact">> {
  const contactId = await contactIdFrom(tx, input);
  if (typeof contactId === "object" && contactId !== null) return contactId;

  const created = await createRow(context, tx, number, input, contactId);
  const [row] = await tx
    .select()
    .from(customers)
    .where(eq(customers.number, number))
    .for("no key update");
  if (!row) throw new Error(`Customer ${number} vanished while it was written`);
  const before = { ...described(row), people: await membersOf(tx, row.id) };

  if (!created)
    await tx.update(customers).set(changes(input, contactId)).where(eq(customers.id, row.id));
  if (input.people) await replaceMembers(context, tx, row.id, input.people);

  const [after] = await tx.select().from(customers).where(eq(customers.id, row.id));
  const now = { ...described(after ?? row), people: await membersOf(tx, row.id) };
  const changed = !isDeepStrictEqual(before, now);
  if (changed && !created)
    await tx
      .update(customers)
      .set({ updatedAt: context.clock.now() })
      .where(eq(customers.id, row.id));
  if (created || changed)
    await announce(context, tx, {
      customerId: row.id,
      type: created ? "customer.created" : "customer.updated",
      subject: { type: "customer", id: row.id, number },
      data: { name: now.name },
    });
  const { contactId: _, ...customer } = now;
  return {
    customer: { id: row.id, number, ...customer, contact: await contactNamed(tx, now) },
    created,
  };
}

/** True when this call made the row: of two at the same time one does, the other waits and updates. */
async function createRow(
  { clock }: Pick<Context, "clock">,
  tx: Transaction,
  number: string,
  input: CustomerInput,
  contactId: string | null | undefined,
): Promise<boolean> {
  const [known] = await tx
    .select({ id: customers.id })
    .from(customers)
    .where(eq(customers.number, number));
  if (known) return false;
  const now = clock.now();
  const rows = await tx
    .insert(customers)
    .values({
      id: newId(),
      number,
      ...changes(input, contactId ?? (await leastLoadedStaff(tx))?.personId ?? null),
      createdAt: now,
      updatedAt: now,
    })
    .onConflictDoNothing({ target: customers.number })
    .returning({ id: customers.id });
  return rows.length === 1;
}

/** Columns that the input speaks of: drizzle leaves out what is undefined. */
function changes(input: CustomerInput, contactId: string | null | undefined) {
  const { people: _people, contact: _contact, ...columns } = input;
  return { ...columns, contactId };
}

/** undefined: not spoken of; null: nobody in particular (the least loaded stands in). */
async function contactIdFrom(
  tx: Transaction,
  { contact }: CustomerInput,
): Promise<string | null | undefined | Refusal<"unknown-contact">> {
  if (!contact) return contact;
  const [member] = await tx
    .select({ personId: staff.personId })
    .from(staff)
    .innerJoin(people, eq(people.id, staff.personId))
    .where(and(eq(people.email, contact.email), isNull(staff.deactivatedAt)));
  return member?.personId ?? refused("unknown-contact");
}

async function contactNamed(
  tx: Transaction,
  { contactId }: { contactId: string | null },
): Promise<Customer["contact"]> {
  if (!contactId) return null;
  const [found] = await tx
    .select({ email: people.email, name: people.name })
    .from(people)
    .where(eq(people.id, contactId));
  return found ?? null;
}

function described(row: typeof customers.$inferSelect) {
  const { id: _id, number: _number, createdAt: _created, updatedAt: _updated, ...rest } = row;
  return rest;
}
