import { runChecks, staticChecks } from "./support/static-checks.ts";

// `npm run check`
const { passed, failed } = await runChecks(staticChecks);
process.stdout.write(`${passed} passed, ${failed.length} failed\n`);
process.exitCode = failed.length === 0 ? 0 : 1;
