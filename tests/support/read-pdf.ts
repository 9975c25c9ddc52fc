import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { PDFDict, PDFDocument, PDFHexString, PDFName, PDFString } from "@cantoo/pdf-lib";

const run = promisify(execFile);

/** Third-party or shared tools, read where they lie and absent on many machines. */
const tools =
  process.env.EINVOICE_TOOLS ?? fileURLToPath(new URL("../../../shared/tools", import.meta.url));
const checker = path.join(tools, "check-pdf.mjs");

/** What the tests of documents need beyond Node; said by the test that stands in where something is missing. */
export const pdfCheckerMissing = `no check-pdf.mjs in ${tools} (set EINVOICE_TOOLS), or no qpdf and xmllint (apt: qpdf libxml2-utils)`;
export const pdfCheckerPresent =
  existsSync(checker) && isInstalled("qpdf") && isInstalled("xmllint");
export const popplerPresent = isInstalled("pdftotext") && isInstalled("pdfdetach");

function isInstalled(program: string): boolean {
  return (process.env.PATH ?? "")
    .split(path.delimiter)
    .some((folder) => existsSync(path.join(folder, program)));
}

interface CheckedPdf {
  fails: { id: string; m: string }[];
  warns: { id: string; m: string }[];
  info: { pages: number; pdfa: string; pdfua: string; lang: string; fxLevel?: string };
}

/** Findings of PDF/A-3, PDF/UA-1 and (where the file embeds one) Factur-X checks. */
export async function checkPdf(
  bytes: Uint8Array,
  options: { facturX: boolean },
): Promise<CheckedPdf> {
  return withFile(bytes, async (file) => {
    const args = [checker, "--json", ...(options.facturX ? [] : ["--no-fx"]), file];
    // Exit code 1 means findings: they are on stdout all the same.
    const { stdout } = await run(process.execPath, args, { maxBuffer: 1 << 26 }).catch(
      (error: { stdout?: string }) => ({ stdout: error.stdout ?? "" }),
    );
    return JSON.parse(stdout) as CheckedPdf;
  });
}

/** What people and programs read in it: the text in layout order, and the embedded XML. */
export async function pdfText(bytes: Uint8Array): Promise<{ paper: string; facturX: string }> {
  return withFile(bytes, async (file) => {
    const { stdout } = await run("pdftotext", ["-layout", file, "-"], { maxBuffer: 1 << 26 });
    const xml = `${file}.xml`;
    await run("pdfdetach", ["-save", "1", "-o", xml, file]).catch(() => null);
    return { paper: stdout, facturX: existsSync(xml) ? await readFile(xml, "utf8") : "" };
  });
}

/** The structure tree with its text, as a screen reader walks it. */
export async function pdfStructure(bytes: Uint8Array): Promise<string> {
  return withFile(bytes, async (file) => {
    const { stdout } = await run("pdfinfo", ["-struct-text", file], { maxBuffer: 1 << 26 });
    return stdout;
  });
}

/** What the structure's Spans say in place of their glyphs (ActualText), in the order of the file. */
export async function spanTexts(bytes: Uint8Array): Promise<string[]> {
  const pdf = await PDFDocument.load(bytes, { updateMetadata: false });
  return pdf.context.enumerateIndirectObjects().flatMap(([, object]) => {
    if (!(object instanceof PDFDict) || object.get(PDFName.of("S")) !== PDFName.of("Span"))
      return [];
    const text = object.lookup(PDFName.of("ActualText"));
    return text instanceof PDFHexString || text instanceof PDFString ? [text.decodeText()] : [];
  });
}

async function withFile<T>(bytes: Uint8Array, work: (file: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "portal-pdf-"));
  try {
    const file = path.join(folder, "document.pdf");
    await writeFile(file, bytes);
    return await work(file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
