import type { Figure, Sizes } from "./figure.ts";
import { loadPages } from "./page-load.ts";
import type { SignedInWeb } from "./signed-in-web.ts";

const steps = 4;
/** Milliseconds: a slow machine is asked for fewer pages, unless many are wanted. */
const patience = 40_000;
const usual = 10_000;

/** What the web process keeps resident after many requests for list, invoice and home page, and on the way there. */
export async function measureWebMemory(web: SignedInWeb, { requests }: Sizes): Promise<Figure> {
  const pages = [web.url.list, web.url.invoice, web.url.home, web.url.list];
  const weights: number[] = [];
  let asked = 0;
  for (let step = 0; step <= steps; step += 1) {
    const resident = await web.program.resident();
    if (resident === null) return unknown;
    weights.push(resident);
    if (step === steps) break;
    const share = Math.ceil(requests / steps);
    const load = await loadPages(
      (index) => pages[index % pages.length]!,
      web.cookie,
      (done, elapsed) => done < share && (requests > usual || elapsed < patience / steps),
    );
    asked += load.requests;
  }
  const last = weights.at(-1) ?? 0;
  return {
    name: `web process after ${asked} requests`,
    value: `${last.toFixed(0)} MB`,
    goal: "≤ 250 MB, flat",
    reached: last <= 250,
    details: [
      `resident in MB before, and after each quarter: ${weights.map((each) => each.toFixed(0)).join(", ")}`,
      "the goal is for 100,000 requests (--requests 100000)",
    ],
  };
}

const unknown: Figure = {
  name: "web process after many requests",
  value: "not measured",
  goal: "≤ 250 MB, flat",
  reached: false,
  details: ["resident memory is read from /proc, which this system does not have"],
};
