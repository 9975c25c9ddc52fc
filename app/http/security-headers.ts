/** Headers that every answer carries (OWASP ASVS 5.0, V3). */
export function securityHeaders(options: {
  nonce: string;
  /** Checkout hosts: Chromium applies `form-action` to the redirects after a form, too. */
  checkoutOrigins: readonly string[];
  https: boolean;
  /** Vite's client talks over a web socket and injects styles while developing. */
  development: boolean;
}): Record<string, string> {
  const { nonce, development } = options;
  const policy = [
    "default-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    `form-action 'self' ${options.checkoutOrigins.join(" ")}`.trim(),
    "img-src 'self' data:",
    "font-src 'self'",
    "manifest-src 'self'",
    `connect-src 'self'${development ? " ws: http://localhost:*" : ""}`,
    `script-src 'self' 'nonce-${nonce}' 'inline-speculation-rules'`,
    development ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
  ];
  return {
    "content-security-policy": policy.join("; "),
    "x-content-type-options": "nosniff",
    // A token may stand in the path (/i/{token}): no other host learns it.
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=()",
    "x-frame-options": "DENY",
    ...(options.https
      ? { "strict-transport-security": "max-age=63072000; includeSubDomains" }
      : {}),
  };
}
