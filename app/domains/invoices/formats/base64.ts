/** RFC 4648 base64, white space between its characters allowed; checked without decoding megabytes. */
export function isBase64(text: string): boolean {
  const dense = /\s/.test(text) ? text.replace(/\s+/g, "") : text;
  return dense.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(dense);
}
