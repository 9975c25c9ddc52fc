import { runStaticChecks } from "./support/static-checks.ts";

// `npm run check`
const { passed, failed } = await runStaticChecks();
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
