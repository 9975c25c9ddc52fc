/** sRGB, each channel 0–255. */
type Rgb = readonly [number, number, number];

function parse(hex: string): Rgb {
  const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(hex);
  if (!match) throw new RangeError(`${hex} is no colour of the form #rrggbb`);
  return [1, 2, 3].map((i) => Number.parseInt(match[i] ?? "0", 16)) as unknown as Rgb;
}

function write(rgb: Rgb): string {
  return `#${rgb.map((c) => Math.round(c).toString(16).padStart(2, "0")).join("")}`;
}

function luminance(rgb: Rgb): number {
  const [r, g, b] = rgb.map((c) => {
    const s = c / 255;
    return s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4;
  }) as unknown as Rgb;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** WCAG 2.2 contrast ratio of two #rrggbb colours, 1 to 21. */
export function contrast(a: string, b: string): number {
  const [high, low] = [luminance(parse(a)), luminance(parse(b))].sort((x, y) => y - x) as [
    number,
    number,
  ];
  return (high + 0.05) / (low + 0.05);
}

/** `share` of `a` mixed into `b` (0 to 1). */
export function mix(a: string, b: string, share: number): string {
  const [x, y] = [parse(a), parse(b)];
  return write(x.map((c, i) => c * share + (y[i] ?? 0) * (1 - share)) as unknown as Rgb);
}

/** The colour itself, or the nearest darker shade of it that reaches `ratio` against `background`. */
export function darkenUntil(colour: string, background: string, ratio: number): string {
  for (let share = 1; share > 0; share -= 0.04) {
    const candidate = mix(colour, "#000000", share);
    if (contrast(candidate, background) >= ratio) return candidate;
  }
  return "#000000";
}
