/** What a form-encoded body says: names may nest with brackets (`line_items[0][price_data][currency]=eur`). */
export type FormTree = { [name: string]: string | FormTree };

const deepest = 8;

/** A body that contradicts itself (`a=1&a[b]=2`) or nests without end. */
export class UnreadableForm extends Error {}

/**
 * Reads an `application/x-www-form-urlencoded` body or a query string as Stripe does. Lists stay objects with the keys "0", "1"…
 * (`expand[]=a` counts up), because only the parameter's own rule knows whether it is a list. No prototypes: `__proto__` is a name
 * like any other.
 */
export function readForm(encoded: string): FormTree {
  const tree: FormTree = Object.create(null);
  for (const [name, value] of new URLSearchParams(encoded)) {
    const path = pathOf(name);
    if (path.length > deepest) throw new UnreadableForm(`Too deeply nested: ${name}`);
    place(tree, path, value, name);
  }
  return tree;
}

function pathOf(name: string): string[] {
  const first = /^[^[]*/.exec(name)?.[0] ?? "";
  const rest = [...name.slice(first.length).matchAll(/\[([^\]]*)\]/g)].map(
    (match) => match[1] ?? "",
  );
  return [first, ...rest];
}

function place(tree: FormTree, path: string[], value: string, name: string): void {
  let at = tree;
  path.forEach((step, index) => {
    const key = step === "" && index > 0 ? String(Object.keys(at).length) : step;
    if (index === path.length - 1) {
      if (typeof at[key] === "object") throw new UnreadableForm(`Contradicting values: ${name}`);
      at[key] = value;
      return;
    }
    const below = at[key] ?? (Object.create(null) as FormTree);
    if (typeof below === "string") throw new UnreadableForm(`Contradicting values: ${name}`);
    at[key] = below;
    at = below;
  });
}

/** The same text for the same parameters in whatever order: what an idempotency key is compared by. */
export function canonicalForm(tree: FormTree): string {
  return JSON.stringify(sorted(tree));
}

function sorted(tree: FormTree): unknown {
  return Object.keys(tree)
    .sort()
    .map((name) => {
      const value = tree[name] as string | FormTree;
      return [name, typeof value === "string" ? value : sorted(value)];
    });
}
