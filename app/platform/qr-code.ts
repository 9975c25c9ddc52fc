import encodeQR from "qr";

/** A QR code to draw: dark modules on a square grid whose quiet zone of four modules (ISO/IEC 18004) is part of it. */
export interface QrCode {
  /** Modules a side. */
  size: number;
  /** SVG path data: a rectangle for every run of dark modules of a row, in units of a module. */
  path: string;
}

const quietZone = 4;

/** A QR code of this text in UTF-8, error correction level M, in the smallest version that holds it. */
export function qrCode(text: string): QrCode {
  const rows = encodeQR(text, "raw", { ecc: "medium", encoding: "byte", border: quietZone });
  const runs = rows.flatMap((row, y) =>
    [
      ...row
        .map((dark) => (dark ? "#" : " "))
        .join("")
        .matchAll(/#+/g),
    ].map(({ index, 0: { length } }) => `M${index} ${y}h${length}v1h-${length}z`),
  );
  return { size: rows.length, path: runs.join("") };
}
