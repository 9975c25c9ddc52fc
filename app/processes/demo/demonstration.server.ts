import { type Config, readConfig, readDemoNeeds } from "#app/platform/config.server.ts";
import { type Context, createContext } from "#app/platform/context.server.ts";
import { ensureBuild } from "../build.server.ts";
import { startEmbeddedPostgres } from "../embedded-postgres.server.ts";
import { freePort } from "../free-port.server.ts";
import { migrate } from "../migrate.server.ts";
import { reportReconciliation } from "../report-reconciliation.server.ts";
import { Obstacle } from "../run-process.server.ts";
import { Started } from "../started.ts";
import { startWebServer } from "../web-server.server.ts";
import { advanceDays } from "./advance-days.server.ts";
import { DemoClock } from "./demo-clock.ts";
import { type DemoFile, DemoFolder, type KeptFacts } from "./demo-folder.server.ts";
import { emptyDatabase } from "./empty-database.server.ts";
import { deliverTo, demoDefaults, type StandIns, startStandIns } from "./stand-ins.server.ts";
import { peopleOfTheStory } from "./story/cast.ts";
import { tellStory } from "./story/tell-story.server.ts";
import { runTimetable } from "./work-off.server.ts";
import { type DemoWorker, startDemoWorker } from "./worker.server.ts";

type Tell = (sentence: string) => void;

export interface DemonstrationOptions {
  readonly development?: boolean;
  /** Told what takes long, one sentence each. */
  readonly tell?: Tell;
  readonly folder?: DemoFolder;
}

/**
 * A demonstration: the whole product with a database of its own, stand-ins for the providers that the environment does not
 * name, and a story. Everything it keeps is in its folder. `open` it, then `stop` it; in between `advance` and `reset`.
 */
export class Demonstration {
  readonly folder: DemoFolder;
  readonly url: string;
  readonly #needs: ReturnType<typeof readDemoNeeds>;
  readonly #development: boolean;
  readonly #tell: Tell;
  readonly #databaseUrl: string;
  readonly #facts: KeptFacts;
  /** The pages are built while the database starts; the story is the first to need them. */
  readonly #built: Promise<unknown>;
  #running: Running | null = null;

  /**
   * Starts everything and tells the story if it has not been told. Throws ConfigError for a provider configured by halves, and
   * Obstacle when the folder or the port is taken.
   */
  static async open(
    started: Started,
    { development = false, tell = () => {}, folder = new DemoFolder() }: DemonstrationOptions = {},
  ): Promise<Demonstration> {
    const needs = readDemoNeeds();
    await started.add(await folder.claim());
    await checkPort(needs.port);
    const built = development ? Promise.resolve() : ensureBuild(started, tell);
    // Awaited when the pages are needed; failing earlier than that must not end the process unheard.
    built.catch(() => {});
    tell("Starting the database…");
    const postgres = await startEmbeddedPostgres({ directory: folder.at("postgres"), tell });
    await started.add(() => postgres.stop());
    const demonstration = new Demonstration({
      folder,
      needs,
      development,
      tell,
      built,
      databaseUrl: postgres.url,
      facts: await folder.facts(),
    });
    await started.add(() => demonstration.#stop());
    await demonstration.#start();
    return demonstration;
  }

  private constructor(parts: {
    folder: DemoFolder;
    needs: ReturnType<typeof readDemoNeeds>;
    development: boolean;
    tell: Tell;
    databaseUrl: string;
    facts: KeptFacts;
    built: Promise<unknown>;
  }) {
    this.folder = parts.folder;
    this.url = parts.needs.appUrl;
    this.#needs = parts.needs;
    this.#development = parts.development;
    this.#tell = parts.tell;
    this.#databaseUrl = parts.databaseUrl;
    this.#facts = parts.facts;
    this.#built = parts.built;
  }

  /** Where the mails can be read; null when they go to another provider. */
  get mailboxUrl(): string | null {
    return this.#running?.standIns.resend?.mailboxUrl ?? null;
  }

  /** The time that the demonstration goes by. */
  now(): Date {
    return this.#running?.clock.now() ?? new Date();
  }

  /** Moves the clock forward day by day; the worker does what each day brings. */
  async advance(days: number, tell: Tell): Promise<void> {
    const running = this.#running;
    if (!running) throw new Obstacle("The demonstration is not running.");
    const { context, clock, standIns, worker } = running;
    // Two workers would be harmless, but then nobody could say when a day is over.
    await worker.pause();
    try {
      await advanceDays(context, { days, clock, standIns, tell }, async () => {
        this.#facts.clockOffset = clock.offset;
        await this.folder.keep(this.#facts);
      });
    } finally {
      await worker.resume();
    }
  }

  /** Holds the books against those of its Stripe, in its own time, and tells what differs. */
  async reconcile(tell: Tell): Promise<void> {
    if (!this.#running) throw new Obstacle("The demonstration is not running.");
    await reportReconciliation(this.#running.context, tell);
  }

  /** Forgets everything that was done and tells the story again, as of the system's today. */
  async reset(tell: Tell): Promise<void> {
    tell("Forgetting what was done…");
    await this.#stop();
    this.#facts.apiKey = null;
    this.#facts.clockOffset = 0;
    await this.folder.keep(this.#facts);
    tell("Telling the story again…");
    await this.#start();
    tell(`Ready: ${this.url}`);
  }

  async #stop(): Promise<void> {
    const running = this.#running;
    this.#running = null;
    await running?.parts.stop();
  }

  async #start(): Promise<void> {
    const parts = new Started();
    try {
      this.#running = await this.#startParts(parts);
    } catch (error) {
      await parts.stop();
      throw error;
    }
  }

  async #startParts(parts: Started): Promise<Running> {
    const { folder } = this;
    const facts = this.#facts;
    const told = facts.apiKey !== null;
    if (!told) {
      await folder.forgetStory();
      await emptyDatabase(this.#databaseUrl);
    }
    await migrate(this.#databaseUrl);
    const clock = new DemoClock(facts.clockOffset);
    const standIns = await startStandIns(parts, { folder, facts, clock, ...this.#needs });
    const config = readConfig(undefined, demoDefaults(folder, facts, this.#databaseUrl));
    const context = createContext(config, { clock, applicationName: "invoice-portal demo" });
    await parts.add(() => context.close());
    await this.#built;
    const mailbox = standIns.resend?.mailboxUrl ?? null;
    if (facts.apiKey === null) {
      this.#tell("Telling the story of three years (once)…");
      const apiKey = await this.#tellStory(context, clock, standIns);
      // Written with patience, and on the disk with all that was written before it: only then the story counts as told.
      await runTimetable(context);
      facts.apiKey = apiKey;
      await folder.keep(facts);
    }
    const web = await startWebServer(context, { development: this.#development, mailbox });
    await parts.add(() => web.close());
    deliverTo(standIns, `http://127.0.0.1:${web.port}`);
    const worker = await startDemoWorker(context, {
      folder,
      development: this.#development,
      isAhead: () => clock.offset > 0,
    });
    await parts.add(() => worker.stop());
    await folder.writeDemoFile(this.#demoFile(facts.apiKey, standIns));
    return { parts, clock, context, standIns, worker };
  }

  /**
   * Behind closed doors, on a port of its own, so that nobody sees a portal that lives in another year. The database need not
   * wait for the disk at each of thousands of steps: a story that is interrupted is told again from its beginning.
   */
  async #tellStory({ config }: Context, clock: DemoClock, standIns: StandIns): Promise<string> {
    const url = `${config.database.url}?options=${encodeURIComponent("-c synchronous_commit=off")}`;
    const closed: Config = {
      ...config,
      port: 0,
      host: "127.0.0.1",
      database: { url, ownerUrl: url },
    };
    const parts = new Started();
    const context = createContext(closed, { clock, applicationName: "invoice-portal demo story" });
    await parts.add(() => context.close());
    try {
      const web = await startWebServer(context, { development: this.#development });
      await parts.add(() => web.close());
      const portal = `http://127.0.0.1:${web.port}`;
      deliverTo(standIns, portal);
      await parts.add(() => deliverTo(standIns, null));
      return await clock.inStory((story) => tellStory({ context, clock: story, portal, standIns }));
    } finally {
      await parts.stop();
    }
  }

  #demoFile(apiKey: string, standIns: StandIns): DemoFile {
    return {
      url: this.url,
      apiKey,
      mailbox: standIns.resend?.mailboxJsonUrl ?? null,
      people: peopleOfTheStory(),
    };
  }
}

interface Running {
  readonly parts: Started;
  readonly clock: DemoClock;
  readonly context: Context;
  readonly standIns: StandIns;
  readonly worker: DemoWorker;
}

/** Asked before half a minute of work, not after it. */
async function checkPort(port: number): Promise<void> {
  if ((await freePort(port)) === port) return;
  throw new Obstacle(
    `Port ${port} is taken by another program. Stop it, or choose another port: PORT=${port + 1} npm start`,
  );
}
