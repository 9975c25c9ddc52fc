import "../in-production.ts";
import { orderDemonstration } from "./order-demonstration.server.ts";

// `npm run demo:reset`: everything that was done in the demonstration is forgotten, and its story told again as of today.
process.exit(await orderDemonstration({ reset: true }));
