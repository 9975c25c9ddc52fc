import { deflateSync } from "node:zlib";

const size = 96;
/** Brand green, and the snow above it. */
const [green, snow]: [number[], number[]] = [
  [11, 79, 74],
  [236, 244, 242],
];

/** The biller's logo as a PNG of less than a kilobyte: two peaks on a round ground, drawn here because a picture cannot be reviewed. */
export function logoPng(): Uint8Array {
  const rows = Array.from({ length: size }, (_, y) => [
    0,
    ...Array.from({ length: size }, (_, x) => pixel(x + 0.5, y + 0.5)).flat(),
  ]);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    // 8 bits a channel, red, green, blue and alpha (PNG, 11.2.2).
    chunk("IHDR", Buffer.from([0, 0, 0, size, 0, 0, 0, size, 8, 6, 0, 0, 0])),
    chunk("IDAT", deflateSync(Buffer.from(rows.flat()), { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function pixel(x: number, y: number): number[] {
  const radius = Math.hypot(x - size / 2, y - size / 2);
  if (radius > size / 2 - 1) return [0, 0, 0, 0];
  const ridge = Math.min(26 + Math.abs(x - 38) * 1.25, 40 + Math.abs(x - 66) * 1.1);
  const isSnow = y > ridge && y < ridge + 16 - Math.abs(((x * 0.9) % 12) - 6);
  return [...(isSnow ? snow : y > ridge + 9 ? green.map((c) => c + 24) : green), 255];
}

function chunk(type: string, data: Buffer): Buffer {
  const content = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(content));
  return Buffer.concat([length, content, sum]);
}

/** PNG, annex D. */
function crc32(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
