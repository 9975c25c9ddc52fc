import { readConfig } from "#app/platform/config.server.ts";
import { createContext } from "#app/platform/context.server.ts";
import { runProcess } from "../run-process.server.ts";
import { startWorker } from "../worker-runner.server.ts";
import { DemoClock } from "./demo-clock.ts";
import { DemoFolder } from "./demo-folder.server.ts";
import { demoDefaults } from "./stand-ins.server.ts";

// The worker of `npm run dev`, started (again and again, by tsx) with the demonstration's folder and database.
const [directory, databaseUrl] = process.argv.slice(2);

await runProcess(async (started) => {
  if (!directory || !databaseUrl) throw new Error("Started by `npm run dev`, with its folder");
  const folder = new DemoFolder(directory);
  const facts = await folder.facts();
  const context = createContext(readConfig(undefined, demoDefaults(folder, facts, databaseUrl)), {
    clock: new DemoClock(facts.clockOffset),
    applicationName: "invoice-portal demo worker",
  });
  await started.add(() => context.close());
  const worker = await startWorker(context);
  await started.add(() => worker.stop());
});
