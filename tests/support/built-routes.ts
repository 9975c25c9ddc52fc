import { existsSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { ServerBuild } from "@remix-run/node";

const entry = path.resolve(import.meta.dirname, "../../build/server/index.js");

/** One route of the built product. */
export interface BuiltRoute {
  /** `routes/c.$customerNumber.people`, or the name that app/routes.ts gives it. */
  readonly id: string;
  /** With the paths of its parents: `c/:customerNumber/people`; empty for the home page. */
  readonly path: string;
  readonly hasLoader: boolean;
  readonly hasAction: boolean;
  /** A document of its own: it renders, and nothing renders inside it. */
  readonly isPage: boolean;
}

/** Every route of the build, as the web process serves them: what a test must cover is read here, never listed by hand. */
export async function builtRoutes(): Promise<BuiltRoute[]> {
  if (!existsSync(entry)) throw new Error("There is no build yet: run `npm run build` first.");
  const { routes } = (await import(pathToFileURL(entry).href)) as ServerBuild;
  const all = Object.values(routes).filter((route) => route !== undefined);
  const fullPath = (id: string | undefined): string => {
    const route = all.find((each) => each.id === id);
    return route ? [fullPath(route.parentId), route.path].filter(Boolean).join("/") : "";
  };
  return all.map((route) => ({
    id: route.id,
    path: fullPath(route.id),
    hasLoader: route.module.loader !== undefined,
    hasAction: route.module.action !== undefined,
    isPage:
      route.module.default !== undefined && !all.some(({ parentId }) => parentId === route.id),
  }));
}
