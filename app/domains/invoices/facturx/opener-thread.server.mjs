// First file of a thread that opens PDFs. Node 20 does not read TypeScript, and tsx's `--import` hook leaves threads out: so
// the thread registers tsx for itself, whether its process runs from the sources or from the server bundle.
import { register } from "tsx/esm/api";

register();
await import("./opener-worker.server.ts");
