import { SaxesParser } from "saxes";

export interface PlainSvg {
  x: number;
  y: number;
  width: number;
  height: number;
  shapes: { d: string; fill: string; rule: "nonzero" | "evenodd" }[];
}

type Attributes = Readonly<Record<string, string>>;

/**
 * Reads an SVG made of filled shapes (what logos are exported as), each as a path. Answers null for anything else
 * (strokes, transforms, gradients, text, style sheets, scripts, a document type): half a logo is worse than none.
 */
export function readableSvg(source: string): PlainSvg | null {
  const shapes: PlainSvg["shapes"] = [];
  let frame: Omit<PlainSvg, "shapes"> | null = null;
  let readable = true;
  const fills: string[] = ["#000000"];
  const parser = new SaxesParser();
  parser.on("doctype", () => {
    readable = false;
  });
  parser.on("error", () => {
    readable = false;
  });
  parser.on("opentag", ({ name, attributes }) => {
    const given = attributes as Attributes;
    const fill = given.fill ?? fills.at(-1) ?? "#000000";
    fills.push(fill);
    if (unsupported.some((attribute) => given[attribute] !== undefined)) readable = false;
    if (name === "svg") frame ??= frameOf(given);
    else if (name === "g" || name === "title" || name === "desc" || name === "metadata") return;
    else {
      const d = pathOf(name, given);
      const colour = colourOf(fill);
      if (d === null || colour === null) readable = false;
      else if (colour !== "none")
        shapes.push({
          d,
          fill: colour,
          rule: given["fill-rule"] === "evenodd" ? "evenodd" : "nonzero",
        });
    }
  });
  parser.on("closetag", () => {
    fills.pop();
  });
  parser.write(source).close();
  if (!readable || !frame || shapes.length === 0) return null;
  return { ...(frame as Omit<PlainSvg, "shapes">), shapes };
}

const unsupported = [
  "style",
  "class",
  "transform",
  "stroke",
  "filter",
  "mask",
  "clip-path",
  "opacity",
  "fill-opacity",
];

function frameOf(attributes: Attributes): Omit<PlainSvg, "shapes"> | null {
  const box = attributes.viewBox
    ?.trim()
    .split(/[\s,]+/)
    .map(Number) ?? [
    0,
    0,
    Number.parseInt(attributes.width ?? "", 10),
    Number.parseInt(attributes.height ?? "", 10),
  ];
  const [x = 0, y = 0, width = 0, height = 0] = box;
  return box.every(Number.isFinite) && width > 0 && height > 0 ? { x, y, width, height } : null;
}

function colourOf(fill: string): string | null {
  const value = fill.trim().toLowerCase();
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/.exec(value);
  if (short) return `#${short[1]}${short[1]}${short[2]}${short[2]}${short[3]}${short[3]}`;
  const named: Attributes = {
    none: "none",
    white: "#ffffff",
    black: "#000000",
    currentcolor: "#000000",
  };
  return /^#[0-9a-f]{6}$/.test(value) ? value : (named[value] ?? null);
}

function pathOf(name: string, attributes: Attributes): string | null {
  const n = (key: string) => Number(attributes[key] ?? 0);
  switch (name) {
    case "path":
      return attributes.d ?? null;
    case "rect":
      return rectangle(n("x"), n("y"), n("width"), n("height"), n("rx") || n("ry"));
    case "circle":
      return ellipse(n("cx"), n("cy"), n("r"), n("r"));
    case "ellipse":
      return ellipse(n("cx"), n("cy"), n("rx"), n("ry"));
    case "polygon":
      return attributes.points ? `M${attributes.points.trim()}Z` : null;
    default:
      return null;
  }
}

function rectangle(x: number, y: number, width: number, height: number, radius: number): string {
  const r = Math.min(radius, width / 2, height / 2);
  if (r <= 0) return `M${x} ${y}h${width}v${height}h${-width}Z`;
  const corner = (dx: number, dy: number) => `a${r} ${r} 0 0 1 ${dx} ${dy}`;
  return `M${x + r} ${y}h${width - 2 * r}${corner(r, r)}v${height - 2 * r}${corner(-r, r)}h${2 * r - width}${corner(-r, -r)}v${2 * r - height}${corner(r, -r)}Z`;
}

function ellipse(cx: number, cy: number, rx: number, ry: number): string {
  return `M${cx - rx} ${cy}a${rx} ${ry} 0 1 0 ${2 * rx} 0a${rx} ${ry} 0 1 0 ${-2 * rx} 0Z`;
}
