import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { create, type Font } from "fontkit";
import PDFDocument from "pdfkit";
import { writeCii } from "#app/domains/invoices/cii/write-cii.ts";
import type { Invoice } from "#app/domains/invoices/model.ts";
import { renderInvoicePdf } from "#app/domains/invoices/pdf/render-invoice-pdf.server.ts";
import { sampleInvoice, sampleLine } from "#tests/support/invoice-samples.ts";

export interface PdfFigure {
  lines: number;
  /** Milliseconds of processor time, medians. */
  bare: number;
  ours: number;
  ratio: number;
}

type Call = [method: string, args: unknown[]];

const drawing = [
  ...["addPage", "switchToPage", "font", "fontSize", "fillColor", "text", "save", "restore"],
  ...["moveTo", "lineTo", "lineWidth", "stroke", "rect", "roundedRect", "fill"],
];
const prototype = PDFDocument.prototype as unknown as Record<
  string,
  (...args: unknown[]) => unknown
>;

/**
 * A first PDF (CII written, laid out, tagged, embedded) against bare pdfkit drawing the very same strings and rules at the
 * same places, with fonts parsed beforehand: what pdfkit itself costs. Processor time, so that a busy machine tells the same.
 */
export async function measureInvoicePdf(rounds = 40): Promise<PdfFigure[]> {
  const figures: PdfFigure[] = [];
  for (const lines of [2, 20, 80]) {
    const invoice = sampleInvoice({
      lines: Array.from({ length: lines }, (_, index) =>
        sampleLine({ id: String(index + 1), name: `Prestation n° ${index + 1}` }),
      ),
    });
    const calls = await record(() => ours(invoice));
    const times = { bare: [] as number[], ours: [] as number[] };
    for (let round = -5; round < rounds; round++) {
      const bare = await timed(() => replay(calls));
      const own = await timed(() => ours(invoice));
      // The first rounds warm up.
      if (round < 0) continue;
      times.bare.push(bare);
      times.ours.push(own);
    }
    const [bare, own] = [median(times.bare), median(times.ours)];
    figures.push({ lines, bare, ours: own, ratio: own / bare });
  }
  return figures;
}

function ours(invoice: Invoice): Promise<Uint8Array> {
  return renderInvoicePdf({
    invoice,
    biller: {
      name: "Énergie des Alpes",
      legalName: "Énergie des Alpes SAS",
      legalMention: "812 345 678 RCS Grenoble",
      brandColour: "#0b4f4a",
      phone: "04 76 00 00 00",
      email: "bonjour@energie-alpes.example",
      openingHours: "9 h – 18 h",
    },
    contact: null,
    language: "fr",
    showBankDetails: true,
    facturX: writeCii(invoice),
  });
}

/** Listens in on one rendering; calls that pdfkit makes of itself are left out. */
async function record(render: () => Promise<unknown>): Promise<Call[]> {
  const calls: Call[] = [];
  const originals = drawing.map((method) => [method, prototype[method]!] as const);
  let depth = 0;
  for (const [method, original] of originals) {
    prototype[method] = function listening(this: unknown, ...args: unknown[]) {
      if (depth === 0) calls.push([method, args]);
      depth++;
      try {
        return original.apply(this, args);
      } finally {
        depth--;
      }
    };
  }
  try {
    await render();
  } finally {
    for (const [method, original] of originals) prototype[method] = original;
  }
  return calls;
}

const require = createRequire(import.meta.url);
const plainFont = (file: string) =>
  create(readFileSync(require.resolve(`@expo-google-fonts/noto-sans/${file}.ttf`)));
const fonts: Record<string, Font> = {
  "noto-sans-regular": plainFont("400Regular/NotoSans_400Regular"),
  "noto-sans-strong": plainFont("600SemiBold/NotoSans_600SemiBold"),
};

async function replay(calls: Call[]): Promise<void> {
  const pdf = new PDFDocument({
    size: "A4",
    margin: 0,
    bufferPages: true,
    autoFirstPage: false,
    font: null as unknown as string,
  });
  pdf.resume();
  const ended = new Promise((resolve) => pdf.on("end", resolve));
  for (const [method, args] of calls) {
    const replayed = method === "font" ? [fonts[String(args[1])], args[1]] : args;
    prototype[method]!.apply(pdf, replayed);
  }
  pdf.end();
  await ended;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
