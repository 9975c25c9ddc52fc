import "./in-production.ts";
import { isDemonstration } from "#app/platform/config.server.ts";
import { runDemonstration } from "./demo/run-demonstration.server.ts";
import { runProcess } from "./run-process.server.ts";
import { startInstallation } from "./start-installation.server.ts";

// `npm start`: web and worker in one process. Without DATABASE_URL it is a demonstration with everything it needs; with it,
// nothing is simulated. `--dev` (`npm run dev`) serves the sources themselves and starts the worker again when they change.
const development = process.argv.includes("--dev");

await runProcess((started) =>
  isDemonstration()
    ? runDemonstration(started, { development })
    : startInstallation(started, { development }),
);
