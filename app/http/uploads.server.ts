/** The text fields and the files of a form, files as bytes. A file field left empty is no file. */
export interface FormWithFiles {
  fields: Record<string, string>;
  files: { name: string; bytes: Uint8Array }[];
}

/** Reads a form with files in one field. The web server has already refused what is larger than any form may be. */
export async function readFormWithFiles(
  request: Request,
  fileField = "attachments",
): Promise<FormWithFiles> {
  const form = await request.formData();
  const fields: Record<string, string> = {};
  const files: FormWithFiles["files"] = [];
  for (const [name, value] of form) {
    if (typeof value === "string") fields[name] = value.trim();
    else if (name === fileField && value.size > 0)
      files.push({ name: value.name, bytes: new Uint8Array(await value.arrayBuffer()) });
  }
  return { fields, files };
}

/** An attachment as a download: never shown inside our own origin, whatever it claims to be. */
export function downloadResponse(file: {
  name: string;
  mediaType: string;
  bytes: Uint8Array;
  inline?: boolean;
}): Response {
  return new Response(file.bytes as Uint8Array<ArrayBuffer>, {
    headers: { ...downloadHeaders(file), "content-length": String(file.bytes.length) },
  });
}

/** What a download says of itself (RFC 6266, RFC 8187), when its length is not known yet. */
export function downloadHeaders(file: {
  name: string;
  mediaType: string;
  inline?: boolean;
}): Record<string, string> {
  const ascii = file.name.normalize("NFD").replace(/[^\x20-\x7e]|["\\]/g, "_");
  const disposition = file.inline ? "inline" : "attachment";
  return {
    "content-type": file.mediaType,
    "content-disposition": `${disposition}; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    "cache-control": "private, no-store",
    "x-content-type-options": "nosniff",
  };
}
