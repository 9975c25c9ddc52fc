import type { Day } from "#app/platform/calendar.ts";

/** What moved a balance. `reinstated`: money that had been taken back and came again. */
export interface Movement {
  day: Day;
  kind: "invoice" | "creditNote" | "payment" | "refund" | "reinstated";
  /** Of the invoice, of the credit note, of the payment's receipt. */
  number: string;
  /** What the customer or its bank calls it. */
  reference: string | null;
  dueDate: Day | null;
  method: "card" | "sepa_debit" | "transfer" | "cheque" | "cash" | "other" | null;
  /** Minor units: above zero what is owed grows, below it shrinks. */
  amount: number;
}

/** Days late at which a debt is another one to an accountant: from 1, 31, 61, 91. */
export const agesInDays = [1, 31, 61, 91] as const;

/** What a balance is made of; together they are the balance. Minor units. */
export interface Position {
  notDue: number;
  /** By `agesInDays`. */
  late: readonly [number, number, number, number];
  /** On hold. Known for the present only, like what is under way. */
  contested: number;
  processing: number;
  /** Of credit notes and payments: what no invoice has used yet. Counts against the rest. */
  unused: number;
}

/** A customer's account in one currency over a period. Minor units; a balance above zero is owed to the biller. */
export interface Account {
  currency: string;
  opening: number;
  /** In the order of their day. */
  movements: readonly Movement[];
  closing: number;
  position: Position;
}

export interface Entry extends Movement {
  debit: number;
  credit: number;
  /** After this movement. */
  balance: number;
}

/** The movements with the balance after each: opening + all of them = closing. */
export function entriesOf({ opening, movements }: Account): Entry[] {
  let balance = opening;
  return movements.map((movement) => {
    balance += movement.amount;
    const debit = Math.max(movement.amount, 0);
    return { ...movement, debit, credit: debit - movement.amount, balance };
  });
}

export const overdueOf = ({ late }: Position) => late.reduce((sum, part) => sum + part, 0);

export function balanceOf(position: Position): number {
  const { notDue, contested, processing, unused } = position;
  return notDue + overdueOf(position) + contested + processing - unused;
}
