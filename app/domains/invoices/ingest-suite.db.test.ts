import { expect, test } from "vitest";
import { inScope } from "#app/platform/db.server.ts";
import { toMinor } from "#app/platform/money.ts";
import { isRefused } from "#app/platform/refusal.ts";
import { openTestDatabase } from "#tests/support/database.ts";
import {
  type SuiteFile,
  subtotalLines,
  suiteBytes,
  suiteFiles,
  suiteMissing,
  suitePresent,
  suiteText,
} from "#tests/support/einvoice-suite.ts";
import { erp } from "#tests/support/sent-invoice.ts";
import { ingestInvoice } from "./ingest-invoice.server.ts";
import { originalDocument } from "./original-document.server.ts";
import { viewInvoice } from "./view-invoice.server.ts";

const accepted = suiteFiles().filter(
  ({ kind, expect: verdict }) => /^(?:ubl|cii|facturx-pdf)/.test(kind) && verdict === "accept",
);

/** Numbers repeat across the suite: the second file of a number goes into the second group, and so on. */
function groups(files: SuiteFile[]): SuiteFile[][] {
  const seen = new Map<string, number>();
  const made: SuiteFile[][] = [];
  for (const file of files) {
    const number = file.facts?.number ?? file.file;
    const turn = seen.get(number) ?? 0;
    seen.set(number, turn + 1);
    made[turn] = [...(made[turn] ?? []), file];
  }
  return made;
}

test.skipIf(suitePresent)(suiteMissing, () => {});

test.skipIf(!suitePresent)("the suite has files to take in", () => {
  expect(accepted.length).toBeGreaterThan(50);
});

test.each(groups(accepted).map((files, index) => [index + 1, files] as const))(
  "group %i: every accepted file is taken in and seen with its lines, parties and totals",
  async (_, files) => {
    const context = await openTestDatabase();
    try {
      for (const { file, facts } of files) {
        const bytes = suiteBytes(file);
        const mediaType = file.endsWith(".pdf") ? "application/pdf" : "application/xml";
        const answer = await ingestInvoice(context, erp, bytes, mediaType, {
          language: "en",
          createCustomer: true,
        });
        if (isRefused(answer)) throw new Error(`${file}: ${JSON.stringify(answer)}`);
        expect(answer, file).toMatchObject({ outcome: "created", number: facts?.number });
        if (!facts || !answer.id) throw new Error(`${file} has no facts`);

        const system = { kind: "system", name: "test" } as const;
        const view = await viewInvoice(context, system, answer.id);
        if (isRefused(view)) throw new Error(view.refused);
        expect(view, file).toMatchObject({
          number: facts.number,
          // The facts keep the zone that a few files add to a day.
          issueDate: facts.issueDate.slice(0, 10),
          ...(facts.dueDate ? { dueDate: facts.dueDate } : {}),
          currency: facts.currency,
          gross: toMinor(facts.taxInclusive, facts.currency),
          net: toMinor(facts.taxExclusive, facts.currency),
          payable: toMinor(facts.payable, facts.currency),
          document: { seller: { name: facts.sellerName }, buyer: { name: facts.buyerName } },
        });
        const lines = facts.lines - subtotalLines(await suiteText(file));
        expect(view.lines, file).toHaveLength(lines);
        expect(new Set(view.lines.map(({ id }) => id)).size, file).toBe(lines);
        const original = await originalDocument(context, system, answer.id);
        if (isRefused(original)) throw new Error(original.refused);
        expect(original.mediaType, file).toBe(mediaType);
        expect(Buffer.from(original.bytes).equals(Buffer.from(bytes)), file).toBe(true);

        const again = await ingestInvoice(context, erp, bytes, mediaType, { language: "en" });
        expect(again, file).toMatchObject({ outcome: "same", id: answer.id });
      }
      // Whatever came, the books agree.
      const wrong = await inScope(context, "all", (tx) =>
        tx.execute(
          "select number from invoices where settled + outstanding <> greatest(payable, 0)",
        ),
      );
      expect(wrong).toHaveLength(0);
    } finally {
      await context.close();
    }
  },
  120_000,
);
