import { afterAll, expect, test } from "vitest";
import { sampleInvoice } from "#tests/support/invoice-samples.ts";
import { PdfPool, PdfQueueFull, type PdfRequest } from "./pdf-pool.server.ts";

const request: PdfRequest = {
  kind: "invoice",
  input: {
    invoice: sampleInvoice(),
    biller: {
      name: "Énergie des Alpes",
      legalName: "",
      legalMention: "",
      brandColour: "#0b4f4a",
      phone: "",
      email: "",
      openingHours: "",
    },
    contact: null,
    language: "fr",
    showBankDetails: true,
    facturX: null,
  },
};
const broken = { kind: "invoice", input: {} } as PdfRequest;

const pools: PdfPool[] = [];
function pool(options: ConstructorParameters<typeof PdfPool>[0]): PdfPool {
  const opened = new PdfPool(options);
  pools.push(opened);
  return opened;
}
afterAll(() => Promise.all(pools.map((opened) => opened.close())));

test("renders in a thread, one after the other, and goes on after a failure", async () => {
  const one = pool({ threads: 1 });
  const first = await one.render(request);
  await expect(one.render(broken)).rejects.toThrow("TypeError");
  const later = await Promise.all([one.render(request), one.render(request)]);
  for (const bytes of later) expect(Buffer.compare(bytes, first)).toBe(0);
});

test("refuses what the queue cannot hold", async () => {
  const small = pool({ threads: 1, queue: 1 });
  const [running, waiting] = [small.render(request), small.render(request)];
  await expect(small.render(request)).rejects.toBeInstanceOf(PdfQueueFull);
  await Promise.all([running, waiting]);
});

test("ends a thread that takes too long", async () => {
  const hasty = pool({ threads: 1, timeout: 1 });
  await expect(hasty.render(request)).rejects.toThrow("longer than 1 ms");
});

test("closing rejects what runs and what waits", async () => {
  const closed = pool({ threads: 1 });
  const both = [closed.render(request), closed.render(request)].map((work) =>
    expect(work).rejects.toThrow("closed"),
  );
  await closed.close();
  await Promise.all(both);
});
