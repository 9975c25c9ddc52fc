/** What the form of a dispute takes: photos, scans, mails and office documents, each limit said in its hint. */
export const attachmentLimits = {
  files: 10,
  bytesPerFile: 10 * 1024 * 1024,
  bytesTogether: 25 * 1024 * 1024,
} as const;

/** By magic bytes, never by the name or what the browser claims. `heic`: photos of iPhones. */
export const acceptedMediaTypes: ReadonlySet<string> = new Set([
  "application/pdf",
  "image/jpeg",
  "image/png",
  "image/webp",
  "image/heic",
  "image/heif",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  "application/vnd.oasis.opendocument.text",
  "application/vnd.oasis.opendocument.spreadsheet",
]);

/** For the file field's `accept`: a convenience of the browser, not a check. */
export const attachmentAccept = ".pdf,.jpg,.jpeg,.png,.webp,.heic,.docx,.xlsx,.odt,.ods,.txt";

/** A name that is safe in a header and on any disk: no path, no control characters, at most 120 characters. */
export function safeFileName(name: string): string {
  const base = name.split(/[\\/]/).pop() ?? "";
  const cleaned = Array.from(base.normalize("NFC"))
    .filter((character) => character >= " " && !'<>:"|?*\u007f'.includes(character))
    .join("")
    .replace(/^\.+/, "")
    .trim();
  const characters = Array.from(cleaned || "document");
  if (characters.length <= 120) return characters.join("");
  const extension = /\.[a-z0-9]{1,5}$/i.exec(cleaned)?.[0] ?? "";
  return characters.slice(0, 120 - extension.length).join("") + extension;
}
