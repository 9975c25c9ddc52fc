import { randomBytes } from "node:crypto";
import { mkdir, open, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { isRunning, type ProcessIdentity, thisProcess } from "../process-identity.server.ts";
import { Obstacle } from "../run-process.server.ts";
import type { StoryPerson } from "./story/cast.ts";

/** What a demonstration keeps between two starts, so that sessions, links in mails and `demo.json` stay good. */
export interface KeptFacts {
  readonly appSecret: string;
  readonly stripe: { readonly secretKey: string; readonly webhookSecret: string; port: number };
  readonly resend: { readonly apiKey: string; readonly webhookSecret: string; port: number };
  /** Of the biller's API, made while the story is told; null until it has been told to its end. */
  apiKey: string | null;
  /** Milliseconds that `npm run demo:advance` has moved the clock forward. */
  clockOffset: number;
}

/** `.data/demo.json` (contract.md): by it a script can do what a person does. */
export interface DemoFile {
  readonly url: string;
  readonly apiKey: string;
  readonly mailbox: string | null;
  readonly people: readonly StoryPerson[];
}

/** Where the running demonstration takes orders (`demo:advance`, `demo:reset`). */
export interface ControlAddress {
  readonly url: string;
  readonly token: string;
}

interface Running extends ProcessIdentity {
  readonly control?: ControlAddress;
}

/** The folder of a demonstration, `.data` in the working directory: everything it knows is in there. */
export class DemoFolder {
  readonly path: string;

  constructor(directory = path.resolve(".data")) {
    this.path = directory;
  }

  at(...names: string[]): string {
    return path.join(this.path, ...names);
  }

  /** Takes the folder for this process. Throws an Obstacle when another demonstration runs in it. Answers how to give it back. */
  async claim(): Promise<() => Promise<void>> {
    // Others pass through to the database's own folder; what is secret says so itself.
    await mkdir(this.path, { recursive: true });
    const file = this.at("running.json");
    for (;;) {
      try {
        const handle = await open(file, "wx", 0o600);
        await handle.writeFile(JSON.stringify(await thisProcess()));
        await handle.close();
        return () => rm(file, { force: true });
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      }
      const running = await this.running();
      if (running)
        throw new Obstacle(
          `A demonstration already runs in ${this.path} (process ${running.pid}). Stop it first, or start this one in another folder.`,
        );
      await rm(file, { force: true });
    }
  }

  /** Who runs a demonstration in this folder at this moment; null when nobody does (a killed one does not). */
  async running(): Promise<Running | null> {
    const written = await readFile(this.at("running.json"), "utf8").catch(() => "");
    return (await isRunning(written)) ? (JSON.parse(written) as Running) : null;
  }

  /** Tells where orders are taken. */
  async announceControl(control: ControlAddress): Promise<void> {
    const running: Running = { ...(await thisProcess()), control };
    await this.#write("running.json", running);
  }

  /** What was kept; made up when there is nothing yet. */
  async facts(): Promise<KeptFacts> {
    const known = await readFile(this.at("kept.json"), "utf8").catch(() => null);
    if (known !== null) return JSON.parse(known) as KeptFacts;
    const facts = newFacts();
    await this.keep(facts);
    return facts;
  }

  async keep(facts: KeptFacts): Promise<void> {
    await this.#write("kept.json", facts);
  }

  async writeDemoFile(facts: DemoFile): Promise<void> {
    await this.#write("demo.json", facts);
  }

  /** Removes what the story left beside the database: files, what the stand-ins remember, the file for scripts. */
  async forgetStory(): Promise<void> {
    for (const name of ["demo.json", "files", "stand-ins"])
      await rm(this.at(name), { recursive: true, force: true });
  }

  /** Whole or not at all: a process killed while writing leaves the older file. */
  async #write(name: string, content: unknown): Promise<void> {
    const aside = this.at(`${name}.new`);
    await writeFile(aside, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
    await rename(aside, this.at(name));
  }
}

function newFacts(): KeptFacts {
  const secret = () => randomBytes(24).toString("hex");
  return {
    appSecret: randomBytes(32).toString("hex"),
    stripe: { secretKey: `sk_test_${secret()}`, webhookSecret: `whsec_${secret()}`, port: 0 },
    resend: {
      apiKey: `re_${secret()}`,
      webhookSecret: `whsec_${randomBytes(24).toString("base64")}`,
      port: 0,
    },
    apiKey: null,
    clockOffset: 0,
  };
}
