import { expect } from "@playwright/test";
import { demonstration } from "./portal.ts";
import { type Sent, sentInvoice } from "./sent-invoice.ts";

/** An answer of the API, read. */
interface ApiAnswer {
  status: number;
  body: Record<string, unknown>;
}

/** A call of the biller's system, with the demonstration's own key. */
export async function callApi(
  method: "GET" | "POST" | "PUT",
  path: string,
  body?: object | string,
  mediaType = "application/json",
): Promise<ApiAnswer> {
  const { url, apiKey } = demonstration();
  const response = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${apiKey}`, "content-type": mediaType },
    body: body === undefined || typeof body === "string" ? body : JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

export interface Member {
  name: string;
  email: string;
  role: "owner" | "payer" | "viewer";
}

export interface NewCustomer {
  number: string;
  name: string;
  people: Member[];
  language?: "fr" | "en";
  /** Address of a member of staff: who answers. */
  contact?: string;
}

/** Describes a customer as its biller would. */
export async function putCustomer({ number, contact, ...facts }: NewCustomer): Promise<void> {
  const answer = await callApi("PUT", `/customers/${encodeURIComponent(number)}`, {
    ...facts,
    ...(contact ? { contact: { email: contact } } : {}),
  });
  expect(answer, JSON.stringify(answer.body)).toMatchObject({ status: 201 });
}

/** Sends an invoice in the API's JSON; answers its id. `notify: false` mails nobody. */
export async function sendInvoice(
  sent: Sent & { customerNumber: string },
  { notify = true } = {},
): Promise<string> {
  const answer = await callApi("POST", `/invoices?notify=${notify}`, sentInvoice(sent));
  expect(answer, JSON.stringify(answer.body)).toMatchObject({ status: 201 });
  return String(answer.body.id);
}
