import { sql } from "drizzle-orm";
import express, { type Router } from "express";
import { collectDefaultMetrics, Histogram, Registry } from "prom-client";
import type { Context } from "#app/platform/context.server.ts";

/**
 * `/health/live` (this process answers), `/health/ready` (it can also reach the database) and `/metrics` (Prometheus).
 * They say nothing of customers; keep them off the public host all the same (docs/operations.md).
 */
export function operatorRoutes(context: Context): Router {
  const router = express.Router();
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const duration = new Histogram({
    name: "http_request_duration_seconds",
    help: "Time from request to the end of the answer",
    labelNames: ["method", "status"],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [registry],
  });

  router.use((request, response, next) => {
    const end = duration.startTimer({ method: request.method });
    response.on("finish", () => end({ status: String(response.statusCode) }));
    next();
  });
  router.get("/health/live", (_request, response) => {
    response.type("text/plain").send("ok\n");
  });
  router.get("/health/ready", async (_request, response) => {
    try {
      await context.db.execute(sql`select 1`);
      response.type("text/plain").send("ok\n");
    } catch (error) {
      context.logger.error({ err: error }, "not ready");
      response.status(503).type("text/plain").send("the database does not answer\n");
    }
  });
  router.get("/metrics", async (_request, response) => {
    response.type(registry.contentType).send(await registry.metrics());
  });
  return router;
}
