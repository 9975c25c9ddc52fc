import { defineConfig } from "vitest/config";

// Its own file: the Remix plugin of vite.config.ts does not belong in tests. `#app/*` and the like are package.json imports.
const database = { globalSetup: ["tests/support/database-server.ts"] };

/** Not a measure of speed: a busy machine must not turn a test red. */
const patience = 90_000;

/** What was loaded stays loaded for the next file of a worker: half of the time of a small one. */
const isolate = false;

export default defineConfig({
  test: {
    watch: false,
    // Vitest leaves one core to others; our tests wait for databases and servers, which leave enough.
    maxWorkers: "100%",
    exclude: ["node_modules/**", "build/**"],
    projects: [
      {
        test: {
          name: "pure",
          isolate,
          testTimeout: patience,
          include: [
            "app/**/*.test.{ts,tsx}",
            "db/**/*.test.ts",
            "emails/**/*.test.{ts,tsx}",
            "tests/{architecture,support}/**/*.test.ts",
          ],
          exclude: ["node_modules/**", "**/*.db.test.{ts,tsx}"],
        },
      },
      {
        test: {
          ...database,
          // Together, because workers keep what they have loaded only within a project, and both load the whole product.
          name: "database",
          isolate,
          include: [
            "{app,db,emails}/**/*.db.test.{ts,tsx}",
            "tests/{architecture,support}/**/*.db.test.ts",
            "tests/http/**/*.test.ts",
          ],
          testTimeout: patience,
          hookTimeout: 2 * patience,
        },
      },
    ],
  },
});
