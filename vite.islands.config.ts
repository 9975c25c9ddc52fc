import { readdirSync } from "node:fs";
import { defineConfig } from "vite";

const islands = readdirSync(new URL("./app/islands", import.meta.url)).filter((name) =>
  /^[a-z-]+\.ts$/.test(name),
);

/** The few scripts that pages do ship, each on its own: built beside Remix's assets, found through the manifest. */
export default defineConfig({
  publicDir: false,
  build: {
    target: "es2022",
    outDir: "build/client/islands",
    emptyOutDir: true,
    manifest: "manifest.json",
    modulePreload: false,
    rollupOptions: {
      input: islands.map((name) => `app/islands/${name}`),
      output: { entryFileNames: "[name]-[hash].js", chunkFileNames: "[name]-[hash].js" },
    },
  },
  base: "/islands/",
});
