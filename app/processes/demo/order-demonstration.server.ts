import { isDemonstration } from "#app/platform/config.server.ts";
import { Obstacle, wordsFor } from "../run-process.server.ts";
import { Started } from "../started.ts";
import { giveOrder, type Order, obey } from "./control.server.ts";
import { DemoFolder } from "./demo-folder.server.ts";
import { Demonstration } from "./demonstration.server.ts";

/**
 * Gives an order to the demonstration of this folder: to the one that runs, else to one that is opened for it and closed again
 * afterwards. Answers the exit code.
 */
export async function orderDemonstration(order: Order): Promise<number> {
  const tell = (sentence: string) => process.stdout.write(`${sentence}\n`);
  const started = new Started();
  const interrupted = () => void started.stop().finally(() => process.exit(130));
  process.once("SIGINT", interrupted).once("SIGTERM", interrupted);
  try {
    if (!isDemonstration())
      throw new Obstacle(
        "DATABASE_URL is set: this is no demonstration, its time and data are real.",
      );
    const running = await new DemoFolder().running();
    if (running && !running.control)
      throw new Obstacle("The demonstration is still starting. Try again in a moment.");
    if (running?.control) await giveOrder(running.control, order, tell);
    else await obey(await Demonstration.open(started, { tell }), order, tell);
    return 0;
  } catch (error) {
    process.stderr.write(`${wordsFor(error)}\n`);
    return 1;
  } finally {
    await started.stop();
  }
}
