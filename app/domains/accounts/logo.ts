/** The media type of an image by its first bytes (WHATWG MIME Sniffing §6.1); null for everything that is not a plain picture. */
export function logoMediaType(bytes: Uint8Array): "image/png" | "image/jpeg" | "image/webp" | null {
  const starts = (at: number, ...expected: number[]) =>
    expected.every((byte, index) => bytes[at + index] === byte);
  if (starts(0, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return "image/png";
  if (starts(0, 0xff, 0xd8, 0xff)) return "image/jpeg";
  if (starts(0, 0x52, 0x49, 0x46, 0x46) && starts(8, 0x57, 0x45, 0x42, 0x50, 0x56, 0x50))
    return "image/webp";
  return null;
}
