import type { Config } from "#app/platform/config.server.ts";
import { customerPath } from "../paths.ts";
import type { ProblemError } from "../problem.ts";

/** An invoice that was taken in, or (`id` null) that a dry run would have taken in. */
export interface TakenIn {
  outcome: "created" | "same";
  id: string | null;
  number: string;
  customerNumber: string;
  status: string;
  warnings: readonly ProblemError[];
}

/** What `POST /invoices` answers about an invoice that was taken in. */
export function invoiceAnswer(config: Pick<Config, "appUrl">, ingested: TakenIn) {
  const { id, number, customerNumber, status, warnings } = ingested;
  return { id, number, customerNumber, status, url: pageOf(config, ingested), warnings };
}

/** 201 for a new invoice, 200 for the same again and for one that a dry run would have made. */
export function ingestedStatus({ outcome, id }: TakenIn): 200 | 201 {
  return outcome === "created" && id !== null ? 201 : 200;
}

function pageOf({ appUrl }: Pick<Config, "appUrl">, { id, customerNumber }: TakenIn) {
  return id === null ? null : appUrl + customerPath(customerNumber, `/invoices/${id}`);
}
