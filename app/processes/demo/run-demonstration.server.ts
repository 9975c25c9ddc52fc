import type { Started } from "../started.ts";
import { serveControl } from "./control.server.ts";
import { Demonstration } from "./demonstration.server.ts";
import { welcome } from "./welcome.ts";

/** `npm start` without DATABASE_URL: opens the demonstration, says how to use it, and takes orders until it is stopped. */
export async function runDemonstration(
  started: Started,
  { development }: { development: boolean },
): Promise<void> {
  const tell = (sentence: string) => process.stdout.write(`${sentence}\n`);
  tell("Invoice portal, DEMONSTRATION: invented data, no real payment, no real mail by itself.");
  const demonstration = await Demonstration.open(started, { development, tell });
  const control = await serveControl(demonstration);
  await started.add(() => control.stop());
  await demonstration.folder.announceControl(control.address);
  tell(welcome(demonstration));
}
