import { defineConfig } from "vitest/config";

// Its own file: the Remix plugin of vite.config.ts does not belong in tests. `#app/*` and the like are package.json imports.
const database = { globalSetup: ["tests/support/database-server.ts"] };

export default defineConfig({
  test: {
    // Never waits for a terminal, never writes what it did not find.
    watch: false,
    exclude: ["node_modules/**", "build/**"],
    projects: [
      {
        test: {
          name: "pure",
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
          name: "database",
          include: [
            "{app,db,emails}/**/*.db.test.{ts,tsx}",
            "tests/{architecture,support}/**/*.db.test.ts",
          ],
          testTimeout: 20_000,
          hookTimeout: 30_000,
        },
      },
      {
        test: {
          ...database,
          name: "http",
          include: ["tests/http/**/*.test.ts"],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
