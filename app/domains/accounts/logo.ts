/**
 * The media type of an image by its first bytes (WHATWG MIME Sniffing §6.1); null for everything that is not a picture. SVG counts
 * because the logo is only ever shown as an image and served sandboxed, where it cannot run anything.
 */
export function logoMediaType(
  bytes: Uint8Array,
): "image/png" | "image/jpeg" | "image/webp" | "image/svg+xml" | null {
  const starts = (at: number, ...expected: number[]) =>
    expected.every((byte, index) => bytes[at + index] === byte);
  if (starts(0, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return "image/png";
  if (starts(0, 0xff, 0xd8, 0xff)) return "image/jpeg";
  if (starts(0, 0x52, 0x49, 0x46, 0x46) && starts(8, 0x57, 0x45, 0x42, 0x50, 0x56, 0x50))
    return "image/webp";
  const text = new TextDecoder().decode(bytes.subarray(0, 1000));
  return /^\s*(<\?xml[^>]*>\s*)?(<!--[^>]*-->\s*)*<svg[\s>]/.test(text) ? "image/svg+xml" : null;
}
