import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig, type Plugin } from "vite";
import remixOptions from "./remix.config.js";

/**
 * Pages are documents without a framework script in the browser (docs/decisions/0002-pages-are-documents.md), so there is
 * no module graph to hot-replace there: a change of any page's source reloads the page.
 */
const reloadDocuments: Plugin = {
  name: "reload-documents",
  apply: "serve",
  handleHotUpdate({ file, server }) {
    if (/\/app\/.*\.tsx?$/.test(file)) server.ws.send({ type: "full-reload" });
  },
};

export default defineConfig({
  plugins: [remix(remixOptions), reloadDocuments],
  build: { target: "es2022", sourcemap: false, assetsInlineLimit: 0 },
  // One resolver for all: `#app/*` is package.json "imports"; nothing to configure here.
});
