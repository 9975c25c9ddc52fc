import type { Page } from "@playwright/test";
import type { Looker } from "./gate-fixtures.ts";
import type { GateWorld } from "./gate-world.ts";

export type State = "normal" | "empty" | "long" | "error";

/** How a page gets into a state. */
export interface Visit {
  as: Looker;
  path(world: GateWorld): string;
  /** What is done there before it is looked at: a form sent wrong. */
  act?(page: Page): Promise<void>;
  /** What the page's last answer must be; 200 unless told. */
  status?: number;
}

/** Every state that this page can be in. */
export type PageStates = Partial<Record<State, Visit>>;

export const see = (as: Looker, path: (world: GateWorld) => string, status = 200): Visit => ({
  as,
  path,
  status,
});
/** Sends a form of the page with these fields, and what it then says is wrong. */
export const sends = (
  as: Looker,
  path: (world: GateWorld) => string,
  act: (page: Page) => Promise<void>,
): Visit => ({ as, path, act, status: 422 });
