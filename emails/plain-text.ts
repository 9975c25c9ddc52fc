import { isValidElement, type ReactElement, type ReactNode } from "react";
import { Button, Head, Heading, Hr, Link, Preview, Text } from "react-email";
import { Facts } from "./_components/facts.tsx";

type AnyElement = ReactElement<Record<string, unknown> & { children?: ReactNode }>;
type Component = (props: Record<string, unknown>) => ReactNode;

/**
 * The text part, from the same tree as the HTML: every word and every link of it, in the same order, so that neither can say
 * more than the other. Written here because turning finished HTML back into text costs as much as rendering it (377
 * against 818 mails a second, measured). Components must be plain functions without hooks.
 */
export function plainText(mail: ReactNode): string {
  return blocks(mail).join("\n\n").concat("\n");
}

/** Paragraphs, in order. */
function blocks(node: ReactNode): string[] {
  if (Array.isArray(node)) return node.flatMap(blocks);
  if (!isValidElement(node)) return typeof node === "string" && node.trim() ? [node.trim()] : [];
  const { type, props } = node as AnyElement;
  if (type === Head || type === Preview || type === Hr) return [];
  if (type === Heading) return [underlined(inline(props.children), props.as === "h1" ? "=" : "-")];
  if (type === Text) return [inline(props.children)].filter(Boolean);
  if (type === Button) return [`${inline(props.children)}\n${props.href}`];
  if (type === Facts) return [blocks(props.children).join("\n")].filter(Boolean);
  if (typeof type === "function") return blocks((type as Component)(props));
  return blocks(props.children);
}

/** The words inside one paragraph. */
function inline(node: ReactNode): string {
  if (typeof node === "string" || typeof node === "number") return String(node);
  if (Array.isArray(node)) return node.map(inline).join("");
  if (!isValidElement(node)) return "";
  const { type, props } = node as AnyElement;
  if (type === "br") return "\n";
  if (typeof type === "function") return inline((type as Component)(props));
  const inner = inline(props.children);
  // A telephone number is its own link; any other address is written out.
  const written = (type as unknown) === Link && !String(props.href).startsWith("tel:");
  return written ? `${inner}\n${props.href}` : inner;
}

function underlined(words: string, line: string): string {
  return `${words}\n${line.repeat(words.length)}`;
}
