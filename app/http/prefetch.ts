/** True when a browser fetches the page ahead (Speculation Rules, `rel=prefetch`) or only asks for its headers: nobody looks at it yet. */
export function isPrefetch(request: Request): boolean {
  return (
    request.method === "HEAD" ||
    /\bprefetch\b/i.test(request.headers.get("sec-purpose") ?? request.headers.get("purpose") ?? "")
  );
}
