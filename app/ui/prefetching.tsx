/**
 * Lets the browser fetch a page when a link is hovered or pressed, so that it is there at the click: the Speculation
 * Rules API, no script. Only documents of ours that are safe to load: never downloads, sign-out, or links of a mail.
 * Loading a page changes nothing (GET never does); that it was viewed is recorded only once it is shown.
 */
const rules = {
  prefetch: [
    {
      where: {
        and: [
          { href_matches: "/*" },
          {
            not: {
              href_matches: [
                "/*.pdf",
                "/*.xml",
                "/*.csv",
                "/*.zip",
                "/i/*",
                "/webhooks/*",
                "/api/*",
                "/*\\?*lang=*",
              ],
            },
          },
          { not: { selector_matches: "[rel~=nofollow], [download]" } },
        ],
      },
      eagerness: "moderate",
    },
  ],
};

export function Prefetching(props: { nonce: string }) {
  return (
    <script
      type="speculationrules"
      nonce={props.nonce}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of this file; JSON is not to be HTML-escaped in a script
      dangerouslySetInnerHTML={{ __html: JSON.stringify(rules) }}
    />
  );
}
