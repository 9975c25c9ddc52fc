import type { Language } from "#app/platform/i18n/language.ts";

/** HTML that is already safe to place in a page. */
export interface Html {
  readonly html: string;
}

type Part = string | number | null | undefined | false | Html | readonly Html[];

/** Builds HTML: text put in is escaped, `Html` is not, lists are joined, nothing comes of null, undefined and false. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  let built = strings[0] ?? "";
  parts.forEach((part, index) => {
    built += render(part) + (strings[index + 1] ?? "");
  });
  return { html: built };
}

function render(part: Part): string {
  if (part === null || part === undefined || part === false) return "";
  if (typeof part === "string" || typeof part === "number") return escapeHtml(String(part));
  if ("html" in part) return part.html;
  return part.map((piece) => piece.html).join("");
}

const entities: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

export interface PageContent {
  readonly language: Language;
  readonly title: string;
  /** Says, above everything else, that this is a simulation. */
  readonly notice: string;
  readonly body: Html;
}

/** A whole page; it needs no script and loads one stylesheet, `/stand-in/look.css`. */
export function page({ language, title, notice, body }: PageContent): string {
  return `<!doctype html>
${
  html`<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/stand-in/look.css">
</head>
<body>
<header class="notice">${notice}</header>
${body}
</body>
</html>`.html
}
`;
}
