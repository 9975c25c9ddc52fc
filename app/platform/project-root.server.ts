import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

/**
 * The folder of package.json, found upwards from this very file: the same in the sources (`app/platform/`) and in the
 * server bundle (`build/server/`), whatever the working directory is.
 */
export function projectRoot(): string {
  let folder = path.dirname(fileURLToPath(import.meta.url));
  while (!existsSync(path.join(folder, "package.json"))) {
    const above = path.dirname(folder);
    if (above === folder) throw new Error("No package.json above the program");
    folder = above;
  }
  return folder;
}
