import { type APIRequestContext, expect } from "@playwright/test";
import { addDays, dayIn } from "#app/platform/calendar.ts";
import { amina, association } from "#app/processes/demo/story/cast.ts";
import { logoPng } from "#app/processes/demo/story/logo.ts";
import { arrangeInstalments } from "#tests/support/arrange-instalments.ts";
import { callApi, type Member, putCustomer, sendInvoice } from "#tests/support/biller-system.ts";
import { contestLine } from "#tests/support/contest-line.ts";
import { saveCard } from "#tests/support/hosted-checkout.ts";
import { linkIn, nextMail } from "#tests/support/mailbox.ts";
import { demonstration } from "#tests/support/portal.ts";
import { sentInvoice } from "#tests/support/sent-invoice.ts";
import { postForm } from "#tests/support/sign-in.ts";
import { wayBack } from "#tests/support/way-back.ts";

/** A customer with everything that has a page: paths below `/c/{number}`, and what a mail's link opens. */
export interface Household {
  number: string;
  owner: string;
  home: string;
  invoice: string;
  creditNote: string;
  /** Part of it is contested. */
  contestedInvoice: string;
  thread: string;
  payment: string;
  /** Where a payer came back to without having paid. */
  payReturn: string;
  link: string;
  linkThread: string;
  linkReturn: string;
  /** Paths of the staff. */
  staffCustomer: string;
  staffInvoice: string;
  /** A payment that was used up, and one that is the customer's credit. */
  staffPayment: string;
  staffCredit: string;
  staffDispute: string;
  /** In three instalments: of the ordinary house accepted at once, of the long one for the staff to decide. */
  arrangedInvoice: string;
  staffPlan: string;
}

export interface GateWorld {
  normal: Household;
  /** The same with the longest words, names, amounts and lists. */
  long: Household;
  empty: { number: string; owner: string; home: string; staffCustomer: string };
  viewer: string;
  staff: string;
  /** A manager beside `staff`. */
  secondManager: string;
  /** The page of a member of staff. */
  staffMember: string;
  /** The page of an address that events are pushed to. */
  webhookEndpoint: string;
  /** The page of something that the API refused, in a word and at length. */
  refusal: string;
  longRefusal: string;
  /** Acts for several customers of the demonstration's story. */
  accountant: string;
  /** Of the story: has invoices paid by themselves, on this page. */
  autopay: { owner: string; page: string };
}

const today = dayIn("Europe/Paris", new Date());
const dates = { issueDate: addDays(today, -40), dueDate: addDays(today, -10) };
const unbroken = "Dampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";

interface Words {
  name: string;
  person: string;
  domain: string;
  line: string;
  description: string;
  note: string;
  message: string;
  file: string;
  price: string;
  /** Of what is paid online: Stripe takes 999,999.99 at most. */
  onlinePrice: string;
  lines: number;
  others: number;
  members: number;
}

const ordinary: Words = {
  name: "Fournil du Canal",
  person: "Nadia Benali",
  domain: "fournil.example",
  line: "Gaz naturel, octobre",
  description: "Du 1er au 31 octobre, relevé du distributeur",
  note: "Tarif fixe jusqu’en mars.",
  message: "Votre technicien est resté deux heures, pas trois.",
  file: "compteur.png",
  price: "310.50",
  onlinePrice: "310.50",
  lines: 3,
  others: 2,
  members: 1,
};

const excessive: Words = {
  name: `Syndicat intercommunal d’exploitation des remontées mécaniques et des installations thermales de la Haute-Maurienne, ${unbroken}`,
  person: "Marie-Antoinette Wolfeschlegelsteinhausenbergerdorff de La Rochefoucauld-Montmorency",
  domain:
    "service-de-la-comptabilite-fournisseurs.syndicat-intercommunal-haute-maurienne.collectivites-territoriales.example",
  line: `Abonnement au service d’acheminement de l’électricité haute tension, poste de livraison n° 14 bis, ${unbroken}`,
  description: `${"Puissance souscrite, dépassements et énergie réactive compris. ".repeat(5)}https://compteurs.exemple.example/${"releve-".repeat(20)}`,
  note: "Ce montant tient compte de la régularisation annuelle. ".repeat(6),
  message: `${"Nous avons relevé le compteur deux fois et ne retrouvons pas cette quantité. ".repeat(25)}\n\n${"x".repeat(160)}\n\nhttps://photos.example/${"dossier/".repeat(25)}`,
  file: `${"photographie-du-compteur-principal-".repeat(5)}.png`,
  price: "9876543.21",
  onlinePrice: "345678.90",
  lines: 40,
  others: 30,
  members: 9,
};

/** A person's requests, signed in once. */
export type AskAs = (email: string) => Promise<APIRequestContext>;

/** Made once per worker, through the API and the forms; `run` keeps workers apart. */
export async function gateWorld(askAs: AskAs, run: string): Promise<GateWorld> {
  const empty = { number: `EMPTY-${run}`, owner: `vide-${run}@fournil.example` };
  const people: Member[] = [{ name: "Zoé Vide", email: empty.owner, role: "owner" }];
  await putCustomer({ number: empty.number, name: "Association vide", people });
  const normal = await household(askAs, `NORMAL-${run}`, ordinary);
  const long = await household(askAs, `LONG-${run}`, excessive);
  await saveCard(await askAs(long.owner), `${long.home}/autopay`);
  const { people: cast } = demonstration();
  const staff = cast.find((person) => person.staff === "manager")?.email ?? "";
  const accountant = cast.find(({ memberships }) => memberships.length > 2)?.email ?? "";
  const asManager = await askAs(staff);
  for (const house of [normal, long]) {
    house.staffCustomer = await staffPathOf(asManager, house.number);
    house.staffInvoice = `${house.staffCustomer}/invoices/${house.invoice.split("/").at(-1)}`;
  }
  const staffCustomer = await staffPathOf(asManager, empty.number);
  const secondManager = await inviteManager(asManager, `second-${run}@energie-des-alpes.example`);
  const team = await (await asManager.get(`${demonstration().url}/staff/team`)).text();
  return {
    normal,
    long,
    empty: { ...empty, home: `/c/${empty.number}`, staffCustomer },
    viewer: emailOf(`NORMAL-${run}`, ordinary, 1),
    staff,
    secondManager,
    webhookEndpoint: await webhookEndpoint(),
    refusal: await refusal(asManager, `${normal.number}-OPEN`, { customerNumber: normal.number }),
    longRefusal: await refusal(asManager, `${run}-${unbroken}`, longMistakes),
    staffMember: /\/staff\/team\/[0-9a-f-]{36}/.exec(team)?.[0] ?? "",
    accountant,
    autopay: { owner: amina.email, page: `/c/${association.number}/autopay` },
  };
}

async function inviteManager(request: APIRequestContext, email: string): Promise<string> {
  const form = { name: excessive.person, email, role: "manager", phone: "04 65 71 00 19" };
  expect((await postForm(request, "/staff/team/new", form)).status()).toBe(303);
  return email;
}

async function webhookEndpoint(): Promise<string> {
  const answer = await callApi("POST", "/webhook-endpoints", {
    url: `https://nobody.invalid/${unbroken}`,
    description: unbroken,
  });
  return `/staff/integrations/webhooks/${answer.body.id}`;
}

/** Every field of theirs is wrong, at length. */
const longMistakes = {
  customerNumber: unbroken,
  currency: unbroken,
  issueDate: unbroken,
  ...Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`${unbroken}${n}`, excessive.note])),
};

/** Sends what is refused; answers the page that says so. */
async function refusal(
  request: APIRequestContext,
  number: string,
  mistakes: object,
): Promise<string> {
  const { url } = demonstration();
  const answer = await callApi("POST", "/invoices", {
    ...sentInvoice({ number, net: "7.77" }),
    ...mistakes,
  });
  expect([409, 422]).toContain(answer.status);
  // Its answer does not wait for the log.
  let page = "";
  await expect(async () => {
    const query = new URLSearchParams({ q: number.slice(0, 60) });
    const list = await request.get(`${url}/staff/integrations/refusals?${query}`);
    page = /\/staff\/integrations\/refusals\/[0-9a-f-]{36}/.exec(await list.text())?.[0] ?? "";
    expect(page).not.toBe("");
  }).toPass({ timeout: 10_000 });
  return page;
}

const emailOf = (number: string, { domain }: Words, index: number) =>
  `${number.toLowerCase()}-${index}@${domain}`;

async function household(askAs: AskAs, number: string, words: Words): Promise<Household> {
  const contact = demonstration().people.find(({ staff }) => staff === "agent");
  const owner = emailOf(number, words, 0);
  const others = Array.from({ length: words.members }, (_, index): Member => {
    const email = emailOf(number, words, index + 1);
    return { name: `${words.person} ${index + 2}`, email, role: "viewer" };
  });
  const people: Member[] = [{ name: words.person, email: owner, role: "owner" }, ...others];
  await putCustomer({ number, name: words.name, people, contact: contact?.email });

  const document = (name: string, lines = 1, price = words.price) => ({
    customerNumber: number,
    number: `${number}-${name}`,
    ...dates,
    buyer: { name: words.name, address: { line1: words.line, city: "Lyon", country: "FR" } },
    buyerReference: words.line,
    notes: [words.note],
    lines: Array.from({ length: lines }, (_, index) => ({
      name: `${index + 1}. ${words.line}`,
      description: words.description,
      netUnitPrice: price,
      netAmount: price,
    })),
  });
  const quietly = { notify: false };
  const open = await sendInvoice(document("OPEN", words.lines), quietly);
  const contested = await sendInvoice(document("CONTESTED", 2, words.onlinePrice));
  const paid = await sendInvoice(document("PAID", 1, words.onlinePrice), quietly);
  for (let other = 1; other <= words.others; other += 1)
    await sendInvoice(document(`OTHER-${other}`), quietly);
  const credit = { ...document("CREDIT"), typeCode: "381", dueDate: undefined };
  const creditNote = await sendInvoice(credit, quietly);
  const arranged = await sendInvoice(document("ARRANGED"), quietly);

  const home = `/c/${number}`;
  const invoice = (id: string) => `${home}/invoices/${id}`;
  const request = await askAs(owner);
  const thread = await contestLine(request, `${invoice(contested)}/dispute?line=1`, words.message, {
    name: words.file,
    mimeType: "image/png",
    buffer: Buffer.from(logoPng()),
  });
  const link = new URL(linkIn(await nextMail(owner, { about: ["CONTESTED", "/i/"] }), "/i/"));
  const paidOff = await callApi("POST", "/payments?notify=false", {
    customerNumber: number,
    amount: "100.00",
    currency: "EUR",
    date: today,
    reference: `VIR ${words.line.slice(0, 80)}`,
    allocations: [{ invoiceNumber: `${number}-PAID`, amount: "100.00" }],
  });
  expect(paidOff, JSON.stringify(paidOff.body)).toMatchObject({ status: 201 });
  const tooMuch = await callApi("POST", "/payments?notify=false", {
    customerNumber: number,
    amount: "12.50",
    currency: "EUR",
    date: today,
    reference: `VIR ${words.line.slice(0, 80)} 2`,
    allocations: [],
  });
  expect(tooMuch, JSON.stringify(tooMuch.body)).toMatchObject({ status: 201 });
  return {
    number,
    owner,
    home,
    invoice: invoice(open),
    creditNote: invoice(creditNote),
    contestedInvoice: invoice(contested),
    thread,
    payment: `${home}/payments/${paidOff.body.id}`,
    payReturn: await wayBack(request, `${invoice(paid)}/pay`),
    link: link.pathname,
    linkThread: thread.replace(home, link.pathname),
    linkReturn: await wayBack(request, `${link.pathname}/pay`),
    staffCustomer: "",
    staffInvoice: "",
    staffPayment: `/staff/payments/${paidOff.body.id}`,
    staffCredit: `/staff/payments/${tooMuch.body.id}`,
    staffDispute: thread.replace(`${home}/`, "/staff/"),
    arrangedInvoice: invoice(arranged),
    staffPlan: `/staff/plans/${await arrangeInstalments(request, `${invoice(arranged)}/plan`, words.message)}`,
  };
}

/** Customers have ids of their own on the desk: staff find them by searching. */
async function staffPathOf(request: APIRequestContext, number: string): Promise<string> {
  const found = await request.get(`${demonstration().url}/staff/customers?q=${number}`);
  return /\/staff\/customers\/[0-9a-f-]{36}/.exec(await found.text())?.[0] ?? "";
}
