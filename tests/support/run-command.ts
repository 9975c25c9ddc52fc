import { spawn } from "node:child_process";

export interface Outcome {
  readonly code: number;
  readonly output: string;
}

/** Runs a program of this project to its end; `show` lets its output through as it comes. */
export async function runCommand(
  command: string,
  args: string[],
  {
    show = false,
    environment = {},
    directory,
  }: { show?: boolean; environment?: Record<string, string>; directory?: string } = {},
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      stdio: ["ignore", show ? "inherit" : "pipe", show ? "inherit" : "pipe"],
      env: { ...process.env, ...environment },
      cwd: directory,
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream?.on("data", (chunk: Buffer) => {
        output += chunk.toString();
      });
    child.once("error", reject);
    child.once("close", (code) => resolve({ code: code ?? 1, output }));
  });
}

/** A program that npm installed, without npx and its words. */
export const installed = (name: string) => `node_modules/.bin/${name}`;
