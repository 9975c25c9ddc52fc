import type { Letterhead, Styles } from "./letterhead.ts";
import { page } from "./page.ts";
import type { TaggedPdf } from "./tagged-pdf.server.ts";

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/**
 * Draws the biller's logo, fitted into the box at its top left. Without one that PDF/A can hold, the name beside its initial on
 * the brand colour.
 */
export function drawLogo(
  pdf: TaggedPdf,
  letterhead: Letterhead,
  alt: string,
  styles: Styles,
  box: Box,
): void {
  const { logo } = letterhead;
  if (logo && drawRaster(pdf, logo.bytes, alt, box)) return;
  drawName(pdf, letterhead.name, alt, styles, box);
}

function drawRaster(pdf: TaggedPdf, bytes: Uint8Array, alt: string, box: Box): boolean {
  if (!isPng(bytes) && !isRgbJpeg(bytes)) return false;
  const image = openImage(pdf, bytes);
  const scale = Math.min(box.width / image.width, box.height / image.height);
  const placed = { ...box, width: image.width * scale, height: image.height * scale };
  pdf.figure(pdf.root, alt, placed, () => {
    pdf.pdf.image(image as unknown as Buffer, box.x, box.y, {
      width: placed.width,
      height: placed.height,
    });
  });
  return true;
}

/** pdfkit's own, which its types leave out: parses the header, so that the size is known before drawing. */
function openImage(pdf: TaggedPdf, bytes: Uint8Array): { width: number; height: number } {
  const opener = pdf.pdf as unknown as {
    openImage(bytes: Uint8Array): { width: number; height: number };
  };
  return opener.openImage(bytes);
}

function isPng(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 4)).toString("latin1") === "\x89PNG";
}

/** A JPEG of one or three components. CMYK would need another output intent than sRGB. */
function isRgbJpeg(bytes: Uint8Array): boolean {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return false;
  for (let at = 2; at + 9 < bytes.length; ) {
    if (bytes[at] !== 0xff) return false;
    const marker = bytes[at + 1] as number;
    const startOfFrame =
      marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (startOfFrame) return bytes[at + 9] === 1 || bytes[at + 9] === 3;
    at += 2 + (((bytes[at + 2] as number) << 8) | (bytes[at + 3] as number));
  }
  return false;
}

function drawName(pdf: TaggedPdf, name: string, alt: string, styles: Styles, box: Box): void {
  const side = 34;
  const style = { ...styles.strong, size: 14, colour: styles.ink };
  const initial = [...name][0]?.toUpperCase() ?? "";
  const placed = { ...box, width: Math.min(box.width, page.right - box.x), height: side };
  pdf.figure(pdf.root, alt, placed, () => {
    pdf.pdf.save().roundedRect(box.x, box.y, side, side, 7).fill(styles.brand).restore();
    const white = { ...styles.strong, size: 19, colour: "#ffffff" };
    const width = pdf.widthOf(initial, white);
    pdf.label(initial, box.x + (side - width) / 2, box.y + side / 2 + 6.8, white);
    pdf.label(name, box.x + side + 10, box.y + side / 2 + 5, style);
  });
}
