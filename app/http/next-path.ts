/**
 * A path of ours to go on to, or null. Whatever a browser could read as another site is refused: "//evil.example",
 * "/\evil.example" (browsers read a backslash as a slash), control characters (open redirect, CWE-601).
 */
export function nextPath(asked: string | null | undefined): string | null {
  if (!asked || asked.length > 500 || !/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(asked))
    return null;
  return asked;
}
