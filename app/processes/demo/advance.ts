import "../in-production.ts";
import { orderDemonstration } from "./order-demonstration.server.ts";

// `npm run demo:advance -- DAYS`: the demonstration's clock goes forward, day by day, and the worker does what the days bring.
const days = Number(process.argv[2]);
if (Number.isSafeInteger(days) && days >= 1 && days <= 3650) {
  process.exit(await orderDemonstration({ advance: days }));
} else {
  process.stderr.write("Usage: npm run demo:advance -- DAYS (a whole number from 1)\n");
  process.exit(2);
}
