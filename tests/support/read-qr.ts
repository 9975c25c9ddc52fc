import jsQR from "jsqr";
import type { QrCode } from "#app/platform/qr-code.ts";

/** What a scanner reads from a drawn QR code: its path is painted as pixels, four a module, and decoded by a library that did not draw it. */
export function readQr({ size, path }: QrCode): string | null {
  const scale = 4;
  const side = size * scale;
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
  const runs = [...path.matchAll(/M(\d+) (\d+)h(\d+)v1h-(\d+)z/g)];
  if (runs.map(([run]) => run).join("") !== path) throw new Error(`Not a path of runs: ${path}`);
  for (const [, x, y, width] of runs)
    for (let row = Number(y) * scale; row < (Number(y) + 1) * scale; row++)
      for (let column = Number(x) * scale; column < (Number(x) + Number(width)) * scale; column++)
        pixels.fill(0, (row * side + column) * 4, (row * side + column) * 4 + 3);
  return jsQR(pixels, side, side)?.data ?? null;
}
