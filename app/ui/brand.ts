import { darkenUntil, mix } from "#app/platform/colour.ts";

/**
 * The style rule that re-brands every page from the biller's one colour (#rrggbb). A light or garish colour is darkened
 * until text in it reads at 7:1 on its own wash (WCAG 1.4.6): the brand never costs anybody the words.
 */
export function brandStyle(colour: string): string {
  const wash = mix(colour, "#ffffff", 0.1);
  const brand = darkenUntil(colour, wash, 7);
  return `:root{--brand:${brand};--brand-ink:#ffffff;--brand-wash:${wash}}`;
}
