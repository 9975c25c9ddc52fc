import { darkenUntil, mix } from "#app/platform/colour.ts";

/**
 * What pages make of the biller's one colour (#rrggbb). A light or garish one is darkened until text in it reads at 7:1 on
 * its own wash (WCAG 1.4.6): the brand never costs anybody the words.
 */
export function brandColours(colour: string): { brand: string; wash: string } {
  const wash = mix(colour, "#ffffff", 0.1);
  return { brand: darkenUntil(colour, wash, 7), wash };
}

/** The style rule that re-brands every page, or what is inside `selector`. */
export function brandStyle(colour: string, selector = ":root"): string {
  const { brand, wash } = brandColours(colour);
  return `${selector}{--brand:${brand};--brand-ink:#ffffff;--brand-wash:${wash}}`;
}
