import { eq } from "drizzle-orm";
import { createAccessLink } from "#app/domains/accounts/access-link.server.ts";
import { type ApiScope, apiScopes, createApiKey } from "#app/domains/accounts/api-keys.server.ts";
import { createStaff } from "#app/domains/accounts/create-staff.server.ts";
import { customerInput } from "#app/domains/accounts/customer-input.ts";
import { listApiRefusals } from "#app/domains/accounts/list-api-refusals.server.ts";
import { openStaffTasks } from "#app/domains/accounts/open-staff-tasks.server.ts";
import { putCustomer } from "#app/domains/accounts/put-customer.server.ts";
import { readBiller } from "#app/domains/accounts/read-biller.server.ts";
import {
  apiRefusalsWritten,
  recordApiRefusal,
} from "#app/domains/accounts/record-api-refusal.server.ts";
import { startSession } from "#app/domains/accounts/session.server.ts";
import { updateBiller } from "#app/domains/accounts/update-biller.server.ts";
import type {
  PersonViewer,
  StaffRole,
  StaffViewer,
  SystemViewer,
} from "#app/domains/accounts/viewer.ts";
import { viewerForPerson } from "#app/domains/accounts/viewer-for-person.server.ts";
import { openDispute } from "#app/domains/disputes/open-dispute.server.ts";
import { ingestInvoice } from "#app/domains/invoices/ingest-invoice.server.ts";
import { reportPayment } from "#app/domains/payments/report-payment.server.ts";
import { reportedPayment } from "#app/domains/payments/reported-payment.ts";
import { startCheckout } from "#app/domains/payments/start-checkout.server.ts";
import { addEndpoint } from "#app/domains/webhooks/add-endpoint.server.ts";
import { endpointInput } from "#app/domains/webhooks/endpoint.ts";
import { inScope } from "#app/platform/db.server.ts";
import { isRefused, type Refusal } from "#app/platform/refusal.ts";
import { billerDescription } from "#app/processes/demo/story/biller.ts";
import { logoPng } from "#app/processes/demo/story/logo.ts";
import type { StripeStandIn } from "#app/processes/demo/stripe-stand-in/start-stripe-stand-in.server.ts";
import { people } from "#db/schema/accounts.ts";
import { autopayAgreements } from "#db/schema/autopay.ts";
import { disputeAttachments } from "#db/schema/disputes.ts";
import { paymentAttempts } from "#db/schema/payments.ts";
import type { TestContext } from "#tests/support/database.ts";
import { proposeToStaff } from "#tests/support/propose-to-staff.ts";
import { saveMethod } from "#tests/support/save-method.ts";
import { erp, sentBytes } from "#tests/support/sent-invoice.ts";

/** Everything that has an address of its own, of one customer that nobody else may see. */
export interface AccessWorld {
  customerNumber: string;
  customerId: string;
  invoiceId: string;
  lineId: string;
  disputeId: string;
  attachmentId: string;
  paymentId: string;
  attemptId: string;
  /** Of automatic payment. */
  agreementId: string;
  taskId: string;
  planId: string;
  /** Where the biller's systems listen: one for the API to remove, one for the page. */
  endpointIds: { api: string; page: string };
  /** Something that the API refused about the customer. */
  refusalId: string;
  logo: string;
  viewerId: string;
  agentId: string;
  /** Of mails: to the invoice above, to another invoice of the same customer, to one of a stranger's. */
  tokens: { ours: string; sister: string; strange: string };
  /** The number of the customer for which the stranger acts. */
  strangeNumber: string;
  /** Cookie headers. */
  sessions: Record<"owner" | "payer" | "viewer" | "stranger" | "agent" | "manager", string>;
  keys: { all: string; none: string };
  /** What nobody else may read: names, numbers, words and amounts, as pages and data write them. */
  secrets: readonly string[];
}

const names = {
  customer: "Zibeline & Fille",
  number: "ZBL-7001",
  invoice: "ZBL-FA-0042",
  sister: "ZBL-FA-0043",
  line: "Quenouilles torsadées",
  words: "Trois quenouilles manquent au carton",
  file: "bordereau-zibeline.png",
};

const system: SystemViewer = { kind: "system", name: "test" };

function expectDone<T>(answer: T): Exclude<T, Refusal<string>> {
  if (isRefused(answer)) throw new Error(answer.refused);
  return answer as Exclude<T, Refusal<string>>;
}

/** Brings it about through the verbs. `standIn` is the Stripe of the context: for an attempt at paying, and a card that is saved. */
export async function accessWorld(
  context: TestContext,
  standIn: StripeStandIn,
): Promise<AccessWorld> {
  const today = "2026-11-16";
  expectDone(
    await updateBiller(context, system, { ...billerDescription(today, today), logo: logoPng() }),
  );
  const agentEmail = "agent@biller.example";
  const agent = await addStaff(context, "agent", agentEmail);
  const manager = await addStaff(context, "manager", "manager@biller.example");
  const contact = { email: agentEmail };
  const strangeNumber = "AUT-1";
  await describeCustomer(context, names.number, {
    name: names.customer,
    contact,
    people: [
      { name: "Ondine Zibeline", email: "ondine@zibeline.example", role: "owner" },
      { name: "Prosper Zibeline", email: "prosper@zibeline.example", role: "payer" },
      { name: "Vianney Zibeline", email: "vianney@zibeline.example", role: "viewer" },
    ],
  });
  await describeCustomer(context, strangeNumber, {
    name: "Autre maison",
    contact,
    people: [{ name: "Sacha Autre", email: "sacha@autre.example", role: "owner" }],
  });
  const owner = await member(context, names.number, "ondine@zibeline.example");
  const payer = await member(context, names.number, "prosper@zibeline.example");
  const viewer = await member(context, names.number, "vianney@zibeline.example");
  const stranger = await member(context, strangeNumber, "sacha@autre.example");

  const invoiceId = await send(context, names.number, names.invoice);
  const sisterId = await send(context, names.number, names.sister);
  const strangeId = await send(context, strangeNumber, "AUT-FA-1");
  const { customerId } = owner;
  const lineId = "1";
  const dispute = expectDone(
    await openDispute(context, payer, {
      invoiceId,
      lineId,
      reason: "quantity",
      contested: { kind: "amount", amount: 10_000 },
      message: names.words,
      attachments: [{ name: names.file, bytes: logoPng() }],
      language: "fr",
      submissionId: "matrix",
    }),
  );
  const payment = expectDone(
    await reportPayment(
      context,
      erp,
      reportedPayment.parse({
        externalId: "BQ-1",
        customerNumber: names.number,
        amount: "76.54",
        currency: "EUR",
        date: today,
        reference: "ACOMPTE",
      }),
    ),
  );
  expectDone(
    await startCheckout(context, payer, {
      invoiceIds: [invoiceId],
      language: "fr",
      returnTo: `/c/${names.number}/payments/return`,
    }),
  );
  await saveMethod(context, standIn, payer);
  const planId = await proposeToStaff(context, payer, sisterId, names.words);
  const found = await inScope(context, "all", async (tx) => ({
    agreements: await tx.select().from(autopayAgreements),
    attachments: await tx.select().from(disputeAttachments),
    attempts: await tx.select().from(paymentAttempts),
  }));
  const tasks = await openStaffTasks(context, agent);
  const { logoFile } = await readBiller(context);
  const link = (viewerOf: PersonViewer, id: string) =>
    inScope(context, viewerOf, (tx) =>
      createAccessLink(context, tx, {
        customerId: viewerOf.customerId,
        invoiceId: id,
        personId: viewerOf.personId,
      }),
    );
  const session = async ({ personId }: { personId: string }) => {
    const set = await startSession(context, { personId, userAgent: null, cookieHeader: null });
    return set.split(";")[0] ?? "";
  };
  return {
    refusalId: await refusal(context, manager),
    customerNumber: names.number,
    customerId,
    invoiceId,
    lineId,
    disputeId: dispute.id,
    attachmentId: found.attachments[0]?.id ?? "",
    paymentId: payment.id,
    attemptId: found.attempts[0]?.id ?? "",
    agreementId: found.agreements[0]?.id ?? "",
    taskId: tasks[0]?.id ?? "",
    planId,
    endpointIds: {
      api: await endpoint(context, manager),
      page: await endpoint(context, manager),
    },
    logo: logoFile ?? "",
    viewerId: viewer.personId,
    agentId: agent.personId,
    tokens: {
      ours: await link(payer, invoiceId),
      sister: await link(payer, sisterId),
      strange: await link(stranger, strangeId),
    },
    strangeNumber,
    sessions: {
      owner: await session(owner),
      payer: await session(payer),
      viewer: await session(viewer),
      stranger: await session(stranger),
      agent: await session(agent),
      manager: await session(manager),
    },
    keys: { all: await key(context, apiScopes), none: await key(context, []) },
    secrets: [
      "Zibeline",
      "zibeline",
      names.number,
      names.invoice,
      names.sister,
      names.line,
      names.words,
      dispute.reference,
      payment.number,
      // 654.32 net is 785.18 to pay, as French, English and machines write it.
      "785,18",
      "785.18",
      "78518",
    ],
  };
}

async function addStaff(
  context: TestContext,
  role: StaffRole,
  email: string,
): Promise<StaffViewer> {
  const name = `Staff ${role}`;
  const made = expectDone(
    await createStaff(context, system, { email, name, role, phone: "04 65 71 00 12" }),
  );
  return { kind: "staff", personId: made.personId, name, email, role };
}

async function describeCustomer(context: TestContext, number: string, input: object) {
  expectDone(await putCustomer(context, erp, number, customerInput.parse(input)));
}

async function member(context: TestContext, number: string, email: string): Promise<PersonViewer> {
  const rows = await context.db.select().from(people).where(eq(people.email, email));
  const [{ id, name, language }] = rows as [(typeof rows)[number]];
  const person = { personId: id, name, email, language };
  return expectDone(await viewerForPerson(context, person, number));
}

async function send(context: TestContext, customerNumber: string, number: string): Promise<string> {
  const line = { name: names.line, netUnitPrice: "654.32", netAmount: "654.32" };
  const lines = [customerNumber === names.number ? line : { ...line, name: "Autre chose" }];
  const bytes = sentBytes({ number, customerNumber, lines });
  const options = { language: "fr" } as const;
  const sent = expectDone(await ingestInvoice(context, erp, bytes, "application/json", options));
  return sent.id ?? "";
}

async function endpoint(context: TestContext, manager: StaffViewer): Promise<string> {
  const input = endpointInput.parse({ url: "https://erp.example/hooks" });
  return expectDone(await addEndpoint(context, manager, input)).endpoint.id;
}

async function refusal(context: TestContext, manager: StaffViewer): Promise<string> {
  recordApiRefusal(context, {
    apiKeyId: erp.apiKeyId,
    keyPrefix: null,
    method: "POST",
    path: "/api/v1/invoices",
    status: 409,
    kind: "other-content",
    language: "fr",
    detail: null,
    errors: [],
    invoiceNumber: names.invoice,
    customerNumber: names.number,
    size: 900,
    line: null,
    linesLeftOut: null,
  });
  await apiRefusalsWritten(context);
  const { rows } = expectDone(await listApiRefusals(context, manager, {}));
  return rows[0]?.id ?? "";
}

async function key(context: TestContext, scopes: readonly ApiScope[]): Promise<string> {
  return expectDone(await createApiKey(context, system, { name: "ERP", scopes })).key;
}
