import { defineConfig } from "vitest/config";

/** Not a measure of speed: a busy machine must not turn a test red. */
const patience = 90_000;

// Its own file: the Remix plugin of vite.config.ts does not belong in tests. `#app/*` and the like are package.json imports.
export default defineConfig({
  test: {
    watch: false,
    globalSetup: ["tests/support/database-server.ts"],
    include: [
      "{app,db,emails}/**/*.test.{ts,tsx}",
      "tests/{architecture,http,support}/**/*.test.ts",
    ],
    // What a worker has loaded stays loaded for its next file: half of the time of a small one.
    isolate: false,
    // Vitest leaves one core to others; our tests wait for databases and servers, which leave enough.
    maxWorkers: "100%",
    testTimeout: patience,
    hookTimeout: 2 * patience,
  },
});
