import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { projectRoot } from "#app/platform/project-root.server.ts";
import { isRunning, thisProcess } from "./process-identity.server.ts";
import { Obstacle } from "./run-process.server.ts";
import type { Started } from "./started.ts";

/** What the pages are made of: a change of any of it makes a build old. Processes serve them, and are no part of them. */
const sources = [
  ...["domains", "http", "islands", "platform", "routes", "ui"].map((name) => `app/${name}`),
  "app/root.tsx",
  "app/routes.ts",
  "app/entry.client.tsx",
  "app/entry.server.tsx",
  "emails",
  "db/schema",
  "db/columns.ts",
  "package.json",
  "package-lock.json",
  "remix.config.js",
  "vite.config.ts",
  "vite.islands.config.ts",
];

/**
 * Builds the pages and the islands when there is no build, or the sources changed after it. Both at the same time: on two cores
 * that is as long as the longer of them. Two processes that want a build at once make one.
 */
export async function ensureBuild(
  started: Started,
  tell: (sentence: string) => void = () => {},
): Promise<void> {
  const root = projectRoot();
  if (await isFresh(root)) return;
  const release = await lockBuild(root);
  await started.add(release);
  try {
    if (await isFresh(root)) return;
    tell("Building the pages…");
    await build(root, started);
  } finally {
    await release();
  }
}

const stampOf = (root: string) => path.join(root, "build/built-at");

async function isFresh(root: string): Promise<boolean> {
  const stamp = Number(await readFile(stampOf(root), "utf8").catch(() => 0));
  if (!stamp || !existsSync(path.join(root, "build/server/index.js"))) return false;
  return (await newestChange(sources.map((name) => path.join(root, name)))) < stamp;
}

async function build(root: string, started: Started): Promise<void> {
  // Before the first file is read: what changes during the build is newer than it.
  const startedAt = Date.now();
  // Outside of build/, which Remix's build removes whole at a moment of its own choosing.
  const aside = path.join(root, ".cache/islands");
  await rm(stampOf(root), { force: true });
  await Promise.all([
    runTool(root, started, "@remix-run/dev/dist/cli.js", ["vite:build"]),
    runTool(root, started, "vite/bin/vite.js", [
      "build",
      "--config",
      "vite.islands.config.ts",
      "--outDir",
      aside,
      "--emptyOutDir",
    ]),
  ]);
  const islands = path.join(root, "build/client/islands");
  await rm(islands, { recursive: true, force: true });
  await rename(aside, islands);
  await writeFile(stampOf(root), String(startedAt));
}

/** Runs a program of node_modules in the project's folder, quietly; what it said is told when it fails. */
async function runTool(
  root: string,
  started: Started,
  program: string,
  args: string[],
): Promise<void> {
  const child = spawn(
    process.execPath,
    [path.join(root, "node_modules", program), ...args, "--logLevel", "warn"],
    { cwd: root, stdio: ["ignore", "pipe", "pipe"] },
  );
  await started.add(() => child.kill());
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => {
      said += chunk.toString();
    });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  // The bundler's stack and its list of all files say nothing of the mistake.
  if (code !== 0) throw new Obstacle(`The build failed:\n${said.replace(/\n {4}at .*/s, "")}`);
}

/** Milliseconds of the newest change under these files and folders; tests change no page. */
async function newestChange(places: readonly string[]): Promise<number> {
  const times = await Promise.all(
    places.map(async (place): Promise<number> => {
      const facts = await stat(place).catch(() => null);
      if (!facts) return 0;
      if (!facts.isDirectory()) return /\.test\.tsx?$/.test(place) ? 0 : facts.mtimeMs;
      const names = await readdir(place);
      // The folder's own time too: a file that was deleted leaves no other trace.
      return Math.max(
        facts.mtimeMs,
        await newestChange(names.map((name) => path.join(place, name))),
      );
    }),
  );
  return Math.max(0, ...times);
}

/** Waits for whoever is building now; takes over from one that died. */
async function lockBuild(root: string): Promise<() => Promise<void>> {
  const file = path.join(root, ".cache/build.lock");
  await mkdir(path.dirname(file), { recursive: true });
  for (;;) {
    try {
      const handle = await open(file, "wx");
      await handle.writeFile(JSON.stringify(await thisProcess()));
      await handle.close();
      let held = true;
      return async () => {
        // Once: later it is somebody else's.
        if (held) await rm(file, { force: true });
        held = false;
      };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const holder = await readFile(file, "utf8").catch(() => "");
    if (holder && !(await isRunning(holder))) await rm(file, { force: true });
    else await pause(200);
  }
}
