import { and, eq, isNull } from "drizzle-orm";
import { type StaffViewer, scopeOf } from "#app/domains/accounts/viewer.ts";
import type { Context } from "#app/platform/context.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { days, later } from "#app/platform/duration.ts";
import { enqueue } from "#app/platform/jobs.server.ts";
import { raiseStaffTask } from "#app/platform/staff-tasks.server.ts";
import { installation, staffTasks } from "#db/schema/platform.ts";
import { type Reconciliation, reconcile } from "./reconcile.server.ts";

/** What the last comparison of the books found, as it is kept and shown. */
export interface BooksReport extends Reconciliation {
  /** ISO 8601. */
  at: string;
  /** How many differences there were; the report keeps the first. */
  found: number;
}

const key = "reconciliation";
/** A report is for reading: what goes wrong in thousands goes wrong for one reason. */
const most = 200;

/**
 * Holds the books against Stripe's and keeps what was found, for the staff to see; differences are a task, one until it is done.
 * By `npm run reconcile`, every night, and whenever somebody asks.
 */
export async function checkBooks(
  context: Context,
  options: Parameters<typeof reconcile>[1] = {},
): Promise<Reconciliation> {
  const found = await reconcile(context, options);
  const { differences } = found;
  const report: BooksReport = {
    ...found,
    differences: differences.slice(0, most),
    found: differences.length,
    at: context.clock.now().toISOString(),
  };
  await inScope(context, "all", async (tx) => {
    await tx
      .insert(installation)
      .values({ key, value: report })
      .onConflictDoUpdate({ target: installation.key, set: { value: report } });
    if (differences.length === 0) return;
    const kind = "books-differ" as const;
    const open = await tx.$count(
      staffTasks,
      and(eq(staffTasks.kind, kind), isNull(staffTasks.doneAt)),
    );
    if (open === 0)
      await raiseStaffTask(context, tx, {
        kind,
        customerId: null,
        subject: { type: "reconciliation", id: report.at },
        data: { found: differences.length },
      });
  });
  return found;
}

/** The last report; null before the first night. */
export async function lastBooksReport(
  context: Context,
  viewer: StaffViewer,
): Promise<BooksReport | null> {
  const [row] = await inScope(context, scopeOf(viewer), (tx) =>
    tx.select().from(installation).where(eq(installation.key, key)),
  );
  return (row?.value as BooksReport | undefined) ?? null;
}

/** Payments whose money may still move: a debit can be taken back for eight weeks, most disputes come within three months. */
const nightly = days(100);

/** What the night compares: older payments are asked about by `npm run reconcile`. */
export function checkRecentBooks(context: Context): Promise<Reconciliation> {
  return checkBooks(context, { paymentsSince: later(context.clock.now(), -nightly) });
}

/** Asks the worker to compare now. Asked again while it waits, it is asked once. */
export async function askForBooksCheck(context: Context, viewer: StaffViewer): Promise<void> {
  await inScope(context, scopeOf(viewer), (tx) =>
    enqueue(tx, "check-books", {}, { key: "check-books" }),
  );
}
