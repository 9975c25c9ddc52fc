import type { CSSProperties } from "react";
import type { Palette, Shades } from "./palette.ts";

const fontFamily = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif';
/** Nothing is smaller (quality.md, Mail). */
const least = "16px";

type Looks = ReturnType<typeof looksIn>;
const known = new WeakMap<Shades, Looks>();

/**
 * Inline styles for the light, because most mail programs read nothing else; class names let the style sheet turn them
 * dark where a program honours `prefers-color-scheme`.
 */
export function styles(shades: Shades): Looks {
  let looks = known.get(shades);
  if (!looks) {
    looks = looksIn(shades);
    known.set(shades, looks);
  }
  return looks;
}

const looksIn = (shades: Shades) => ({
  paper: {
    backgroundColor: shades.paper,
    fontFamily,
    fontSize: "17px",
    lineHeight: "26px",
    padding: "0 8px",
  },
  masthead: { padding: "26px 28px 18px" },
  billerName: {
    color: shades.brand,
    fontSize: "20px",
    fontWeight: 700,
    lineHeight: "26px",
    margin: 0,
  },
  customerName: { color: shades.inkSoft, fontSize: least, lineHeight: "24px", margin: "2px 0 0" },
  sheet: {
    backgroundColor: shades.sheet,
    border: `1px solid ${shades.rule}`,
    borderTop: `5px solid ${shades.brand}`,
    borderRadius: "10px",
    borderCollapse: "separate",
    padding: "28px 28px 30px",
  } satisfies CSSProperties,
  heading: {
    color: shades.ink,
    fontSize: "26px",
    fontWeight: 700,
    letterSpacing: "-0.01em",
    lineHeight: "32px",
    margin: "0 0 12px",
  },
  subheading: {
    color: shades.ink,
    fontSize: "19px",
    fontWeight: 700,
    lineHeight: "26px",
    margin: "0 0 4px",
  },
  words: { color: shades.ink, fontSize: "17px", lineHeight: "26px", margin: "0 0 14px" },
  soft: { color: shades.inkSoft, fontSize: least, lineHeight: "24px", margin: "0 0 8px" },
  amountLabel: {
    color: shades.inkSoft,
    fontSize: least,
    fontWeight: 600,
    lineHeight: "24px",
    margin: "18px 0 0",
  },
  amount: {
    color: shades.ink,
    fontSize: "40px",
    fontVariantNumeric: "tabular-nums",
    fontWeight: 700,
    letterSpacing: "-0.02em",
    lineHeight: "48px",
    margin: "0 0 18px",
  },
  code: {
    color: shades.ink,
    fontFamily: 'ui-monospace, "SF Mono", Consolas, "Liberation Mono", monospace',
    fontSize: "34px",
    fontWeight: 700,
    letterSpacing: "0.12em",
    lineHeight: "44px",
    margin: "0 0 14px",
  },
  button: {
    backgroundColor: shades.button,
    borderRadius: "8px",
    boxSizing: "border-box",
    color: shades.buttonInk,
    display: "block",
    fontSize: "18px",
    fontWeight: 600,
    padding: "16px 20px",
    textAlign: "center",
    width: "100%",
  } satisfies CSSProperties,
  buttonRow: { padding: "8px 0 16px" },
  link: { color: shades.brand, textDecoration: "underline" },
  facts: { borderTop: `1px solid ${shades.rule}`, margin: "4px 0 14px", padding: "12px 0 0" },
  fact: { color: shades.ink, fontSize: "17px", lineHeight: "25px", margin: "0 0 7px" },
  label: { color: shades.inkSoft },
  quote: {
    backgroundColor: shades.wash,
    borderLeft: `4px solid ${shades.brand}`,
    borderCollapse: "separate",
    margin: "0 0 18px",
    padding: "14px 18px",
  } satisfies CSSProperties,
  quoteWords: { color: shades.ink, fontSize: "17px", lineHeight: "26px", margin: 0 },
  rule: { borderTop: `1px solid ${shades.rule}`, margin: "22px 0 18px" },
  foot: { padding: "20px 28px 36px" },
});

/** What inline styles cannot say: dark, and narrower margins on a telephone. */
export function styleSheet({ light, dark }: Palette): string {
  return [
    ":root{color-scheme:light dark;supported-color-schemes:light dark}",
    `body{margin:0;background-color:${light.paper}}`,
    "@media (max-width:480px){.masthead{padding:18px 18px 14px!important}.sheet-in{padding:22px 18px 24px!important}.foot-in{padding:18px 18px 28px!important}.amount{font-size:34px!important;line-height:42px!important}.code{font-size:30px!important}.heading{font-size:24px!important;line-height:30px!important}}",
    "@media (prefers-color-scheme:dark){",
    `body,.paper{background-color:${dark.paper}!important}`,
    `.sheet{background-color:${dark.sheet}!important;border-color:${dark.brand} ${dark.rule} ${dark.rule}!important}`,
    `.ink{color:${dark.ink}!important}.soft{color:${dark.inkSoft}!important}`,
    `.brand{color:${dark.brand}!important}`,
    `.button{background-color:${dark.button}!important;color:${dark.buttonInk}!important}`,
    `.rule{border-color:${dark.rule}!important}`,
    `.quote{background-color:${dark.wash}!important;border-color:${dark.brand}!important}`,
    "}",
  ].join("");
}
