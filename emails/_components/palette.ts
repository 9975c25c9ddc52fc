import { contrast, darkenUntil, mix } from "#app/platform/colour.ts";

/** Every colour a mail may use, in one light. All text reaches 7:1 on what it stands on (WCAG 1.4.6). */
export interface Shades {
  readonly paper: string;
  readonly sheet: string;
  readonly ink: string;
  readonly inkSoft: string;
  readonly rule: string;
  readonly brand: string;
  readonly button: string;
  readonly buttonInk: string;
  readonly wash: string;
}

export interface Palette {
  readonly light: Shades;
  readonly dark: Shades;
}

const light = {
  paper: "#f7f5f0",
  sheet: "#ffffff",
  ink: "#16181d",
  inkSoft: "#4a4f59",
  rule: "#d9d4c7",
};
const dark = {
  paper: "#0f1114",
  sheet: "#191c21",
  ink: "#f4f2ed",
  inkSoft: "#c3c6cc",
  rule: "#3b3f47",
};

/** The text contrast that WCAG 1.4.6 (level AAA) asks for. */
export const leastContrast = 7;

const known = new Map<string, Palette>();

/**
 * The palette for the biller's brand colour (#rrggbb), light and dark. A colour that would cost anybody the words is moved
 * until it reads: darker on white, lighter on black. It stays the biller's hue.
 */
export function paletteOf(brandColour: string): Palette {
  const found = known.get(brandColour);
  if (found) return found;
  const washLight = mix(brandColour, light.sheet, 0.08);
  const brandLight = [light.paper, light.sheet, washLight].reduce(
    (colour, background) => darkenUntil(colour, background, leastContrast),
    brandColour,
  );
  const washDark = mix(brandColour, dark.sheet, 0.16);
  const brandDark = [dark.paper, dark.sheet, washDark].reduce(
    (colour, background) => lightenUntil(colour, background, leastContrast),
    brandColour,
  );
  const palette: Palette = {
    light: {
      ...light,
      wash: washLight,
      brand: brandLight,
      button: brandLight,
      buttonInk: "#ffffff",
    },
    dark: { ...dark, wash: washDark, brand: brandDark, button: brandDark, buttonInk: dark.paper },
  };
  known.set(brandColour, palette);
  return palette;
}

/** The colour itself, or the nearest lighter shade of it that reaches `ratio` against `background`. */
function lightenUntil(colour: string, background: string, ratio: number): string {
  for (let share = 1; share > 0; share -= 0.04) {
    const candidate = mix(colour, "#ffffff", share);
    if (contrast(candidate, background) >= ratio) return candidate;
  }
  return "#ffffff";
}
