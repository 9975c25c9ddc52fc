import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contrast } from "#app/platform/colour.ts";
import { languages } from "#app/platform/i18n/language.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { holdsBankDetails } from "./_components/bank-details.ts";
import { leastContrast, paletteOf } from "./_components/palette.ts";
import { previewFacts, previewFrame } from "./_preview/preview-facts.ts";
import { renderMail } from "./render-mail.ts";
import { type MailKind, templates } from "./templates.ts";

/** The mail gate of quality.md, for what can be read in the bytes; axe and pictures are taken in a browser. */

const appUrl = "https://portal.example";
const kinds = Object.keys(templates) as MailKind[];
const every = kinds.flatMap((kind) => languages.map((language) => ({ kind, language })));

function preview({ kind, language }: (typeof every)[number]) {
  const frame = previewFrame(kind, language, { appUrl });
  return { frame, ...renderMail(kind, frame, previewFacts(appUrl)[kind]) };
}

/** The words a reader sees: tags, the style sheet and what is hidden before the mail is opened are gone. */
function visibleWords(html: string): string {
  return html
    .replace(/<head>.*<\/head>/s, "")
    .replace(/<div[^>]*data-skip-in-text.*?<\/div><\/div>/s, "")
    .replace(/<!--.*?-->/gs, "")
    .replace(/<[^>]+>/g, " ")
    .replace(/&amp;/g, "&")
    .replace(/&#x27;/g, "'")
    .replace(/&quot;/g, '"')
    .replace(/\s+/g, " ")
    .trim();
}

const hrefs = (html: string) => [...html.matchAll(/href="([^"]*)"/g)].map((m) => m[1] ?? "");

describe.each(every)("$kind in $language", (which) => {
  it("says its language and direction on html and on the first element that programs keep", () => {
    const { html } = preview(which);
    expect(html).toMatch(new RegExp(`<html dir="ltr" lang="${which.language}"`));
    expect(html).toMatch(new RegExp(`<body[^>]*lang="${which.language}"`));
    expect(html).toMatch(new RegExp(`<div aria-label="[^"]+"[^>]*lang="${which.language}"`));
  });

  it("lays out with presentation tables of one column, without images, scripts or forms", () => {
    const { html } = preview(which);
    const tables = html.match(/<table[^>]*>/g) ?? [];
    expect(tables.length).toBeGreaterThan(3);
    for (const table of tables) expect(table).toContain('role="presentation"');
    expect(html).not.toMatch(/<\/td>\s*<td/);
    expect(html).not.toMatch(/<(img|script|form|iframe|link|object|video)\b/i);
    expect(html).not.toMatch(/url\(|@import/i);
  });

  it("has no text under 16 px", () => {
    const { html } = preview(which);
    const sizes = [...html.matchAll(/font-size:\s*([\d.]+)px/g)].map((m) => Number(m[1]));
    expect(sizes.length).toBeGreaterThan(10);
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(16);
  });

  it("uses no colour outside its palette, and prepares for the dark", () => {
    const { html, frame } = preview(which);
    const known = new Set(
      [frame.palette.light, frame.palette.dark].flatMap((s) => Object.values(s)),
    );
    const used = html.match(/#[0-9a-f]{6}\b/gi) ?? [];
    for (const colour of used) expect(known).toContain(colour.toLowerCase());
    expect(html).toContain('<meta content="light dark" name="color-scheme"/>');
    expect(html).toContain("@media (prefers-color-scheme:dark)");
  });

  it("links to one host only, and carries no bank details", () => {
    const { html, text } = preview(which);
    const links = hrefs(html).filter((href) => !href.startsWith("tel:"));
    expect(links.length).toBeGreaterThanOrEqual(2);
    for (const link of links) expect(new URL(link).origin).toBe(appUrl);
    for (const [url] of text.matchAll(/https?:\/\/\S+/g)) expect(new URL(url).origin).toBe(appUrl);
    expect(holdsBankDetails(html)).toBe(false);
    expect(holdsBankDetails(text)).toBe(false);
  });

  it("is small", () => {
    const { html } = preview(which);
    expect(Buffer.byteLength(html)).toBeLessThanOrEqual(60 * 1024);
  });

  it("says every fact and every link in its text part too", () => {
    const { html, text } = preview(which);
    const flat = text.replace(/[=-]{3,}/g, " ").replace(/\s+/g, " ");
    for (const link of hrefs(html)) if (!link.startsWith("tel:")) expect(text).toContain(link);
    for (const word of visibleWords(html).split(" ")) expect(flat).toContain(word);
  });

  it("names the biller, the customer, the contact with telephone and hours, and its code", () => {
    const { frame, subject, text, html } = preview(which);
    for (const part of [text, html]) {
      expect(part).toContain(frame.biller.name);
      expect(part).toContain(frame.customer?.name);
      expect(part).toContain(frame.customer?.number);
      expect(part).toContain(frame.contact.name);
      expect(part).toContain(frame.contact.phone);
      expect(part).toContain(frame.contact.hours);
      expect(part).toContain(frame.code);
      expect(part).toContain(`${appUrl}/verify?code=${frame.code}`);
    }
    expect(html).toContain(`<title>${subject.replace(/'/g, "&#x27;")}</title>`);
  });

  it("has a subject that says who and when, and how much where there is an amount", () => {
    const { subject, frame, text } = preview(which);
    const who = which.kind.startsWith("staff-") ? frame.customer?.name : frame.biller.name;
    expect(subject.startsWith(who ?? "?")).toBe(true);
    expect(subject).toMatch(/\d{1,2}[ \u00a0]\S+[ \u00a0]20\d\d|\d+ (jours|days)/);
    if (/[€]/.test(text)) expect(subject).toMatch(/[€]/);
    expect(subject.length).toBeLessThanOrEqual(150);
  });

  it("has a name, an explanation and sentences of fewer than 25 words", () => {
    const { kinds: names, explanations } = messagesFor(which.language).notifications;
    expect(names[which.kind].length).toBeGreaterThan(3);
    expect(explanations[which.kind].length).toBeGreaterThan(10);
    const { text } = preview(which);
    for (const sentence of text.split(/[.!?\n]/))
      expect(sentence.trim().split(/\s+/).length).toBeLessThan(25);
  });
});

describe("what people typed", () => {
  it("never brings bank details into a mail, in no part of it", () => {
    const iban = "FR14 2004 1010 0505 0001 3M02 606";
    const facts = previewFacts(appUrl);
    const frame = previewFrame("dispute-opened", "fr", { appUrl });
    const opened = renderMail("dispute-opened", frame, {
      ...facts["dispute-opened"],
      message: `Remboursez sur ${iban}, merci`,
    });
    const issued = renderMail("invoice-issued", frame, {
      ...facts["invoice-issued"],
      invoice: { ...facts["invoice-issued"].invoice, title: `À payer sur ${iban}` },
    });
    for (const { html, text } of [opened, issued]) {
      expect(holdsBankDetails(text)).toBe(false);
      expect(html).not.toContain("2004");
      expect(text).toContain("[coordonnées bancaires masquées]");
    }
    expect(issued.text).toContain(facts["invoice-issued"].link);
  });

  it("is shown as words, never as markup", () => {
    const frame = previewFrame("dispute-opened", "en", { appUrl });
    const { html } = renderMail("dispute-opened", frame, {
      ...previewFacts(appUrl)["dispute-opened"],
      message: '<img src="https://tracker.example/x"><a href="https://phish.example">pay</a>',
    });
    expect(html).not.toContain("<img");
    expect(html).not.toContain('href="https://phish.example"');
  });
});

describe("the palette", () => {
  const pairs = [
    ["ink", "sheet"],
    ["ink", "paper"],
    ["ink", "wash"],
    ["inkSoft", "sheet"],
    ["inkSoft", "paper"],
    ["brand", "sheet"],
    ["brand", "paper"],
    ["buttonInk", "button"],
  ] as const;

  it("reads at 7:1 in light and dark, whatever the biller's colour", () => {
    const channel = fc.integer({ min: 0, max: 255 });
    fc.assert(
      fc.property(fc.tuple(channel, channel, channel), (rgb) => {
        const colour = `#${rgb.map((c) => c.toString(16).padStart(2, "0")).join("")}`;
        const { light, dark } = paletteOf(colour);
        for (const shades of [light, dark])
          for (const [text, background] of pairs)
            expect(contrast(shades[text], shades[background])).toBeGreaterThanOrEqual(
              leastContrast,
            );
      }),
      { examples: [[[0, 0, 0]], [[255, 255, 255]], [[255, 235, 0]], [[11, 79, 74]]] },
    );
  });
});
