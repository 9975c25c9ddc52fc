import { systemClock } from "#app/platform/clock.ts";
import { startResendStandIn } from "#app/processes/demo/resend-stand-in/start-resend-stand-in.server.ts";

// The Resend stand-in without limit, in a process of its own: what it computes is not ours. Argument: its port.
await startResendStandIn({
  clock: systemClock,
  port: Number(process.argv[2]),
  apiKey: "re_bench",
  webhookSecret: "whsec_YmVuY2g=",
  webhookUrl: null,
  ratePerSecond: Number.POSITIVE_INFINITY,
});
