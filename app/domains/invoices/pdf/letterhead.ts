import { darkenUntil, mix } from "#app/platform/colour.ts";
import type { TextStyle } from "./page.ts";

/** The company whose paper this is, in the language of the document. */
export interface Letterhead {
  name: string;
  legalName: string;
  /** Legal form, capital, register: what French law wants on documents. */
  legalMention: string;
  /** #rrggbb */
  brandColour: string;
  /** PNG or JPEG; any other (pdfkit reads no WebP) is replaced by the name's initial. */
  logo?: { bytes: Uint8Array; mediaType: string };
  phone: string;
  email: string;
  openingHours: string;
}

/** Who answers questions. */
export interface NamedContact {
  name: string;
  phone: string;
  hours: string;
}

/** Type sizes and colours, derived from the one brand colour so that any brand stays readable (7:1). */
export interface Styles {
  ink: string;
  quiet: string;
  hairline: string;
  brand: string;
  wash: string;
  title: TextStyle;
  number: TextStyle;
  heading: TextStyle;
  amount: TextStyle;
  strong: TextStyle;
  body: TextStyle;
  small: TextStyle;
  label: TextStyle;
  fine: TextStyle;
}

export function stylesFor(brandColour: string): Styles {
  const ink = "#16181d";
  const quiet = "#4a4f59";
  const wash = mix(brandColour, "#ffffff", 0.08);
  const brand = darkenUntil(brandColour, wash, 7);
  return {
    ink,
    quiet,
    hairline: "#d9d4c7",
    brand,
    wash,
    title: { weight: "strong", size: 23, colour: brand, leading: 29 },
    number: { weight: "regular", size: 12, colour: ink, leading: 17 },
    heading: { weight: "strong", size: 11.5, colour: ink, leading: 16 },
    amount: { weight: "strong", size: 22, colour: brand, leading: 29 },
    strong: { weight: "strong", size: 9.5, colour: ink, leading: 13.5 },
    body: { weight: "regular", size: 9.5, colour: ink, leading: 13.5 },
    small: { weight: "regular", size: 8.5, colour: quiet, leading: 12 },
    label: { weight: "regular", size: 8, colour: quiet, leading: 11.5 },
    fine: { weight: "regular", size: 7.5, colour: quiet, leading: 10.5 },
  };
}
