import "./in-production.ts";
import { readConfig } from "#app/platform/config.server.ts";
import { createContext } from "#app/platform/context.server.ts";
import { runProcess } from "./run-process.server.ts";
import { startWebServer } from "./web-server.server.ts";

/** `npm run start:web`: one web process against DATABASE_URL. Start as many as you like. */
await runProcess(async () => {
  const context = createContext(readConfig(), { applicationName: "invoice-portal web" });
  const server = await startWebServer(context);
  context.logger.info({ port: server.port }, "web process ready");
  return async () => {
    await server.close();
    await context.close();
  };
});
