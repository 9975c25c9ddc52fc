import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "../..");

export interface SourceFile {
  /** From the project's root: `app/routes/login.tsx`. */
  readonly path: string;
  readonly text: string;
}

/** Everything we write ourselves: the source files under these folders and at the root. */
export function sourceFiles(): SourceFile[] {
  const nested = ["app", "db", "emails", "tests"].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" }).map((name) =>
      path.join(folder, name),
    ),
  );
  return [...readdirSync(root), ...nested]
    .filter((name) => /\.(ts|tsx|js|cjs|mjs)$/.test(name))
    .map((name) => ({
      path: name.split(path.sep).join("/"),
      text: readFileSync(path.join(root, name), "utf8"),
    }));
}

export function projectFile(name: string): string {
  return readFileSync(path.join(root, name), "utf8");
}
