import { Resolver } from "node:dns/promises";
import { parseArgs } from "node:util";
import { readReplyDomain } from "#app/platform/config.server.ts";
import { seconds } from "#app/platform/duration.ts";
import { examineSender } from "./examine-sender.server.ts";
import { Obstacle, wordsFor } from "./run-process.server.ts";

const usage = `Usage: npm run mail:doctor -- DOMAIN [--return-path send] [--reply-domain DOMAIN] [--server ADDRESS[:PORT]]
DOMAIN is that of MAIL_FROM; the reply domain is MAIL_REPLY_DOMAIN unless named.`;

/**
 * `npm run mail:doctor -- DOMAIN`: asks DNS whether mail of this sender will be believed, and says what to publish where it
 * will not. Exit code 0 when nothing is missing, 1 when something is, 2 when it could not be found out.
 */
async function main(): Promise<number> {
  const { domain, returnPath, replyDomain, server } = readArguments();
  const resolver = new Resolver({ timeout: seconds(3), tries: 2 });
  if (server) setServer(resolver, server);
  const findings = await examineSender(resolver, { domain, returnPath, replyDomain });
  for (const { about, good, sentence } of findings)
    process.stdout.write(`${good ? "good   " : "MISSING"}  ${`${about}:`.padEnd(9)}${sentence}\n`);
  const missing = findings.filter(({ good }) => !good).length;
  process.stdout.write(
    missing === 0
      ? `Mail from ${domain} can be believed.\n`
      : `${missing} of ${findings.length} to be published. Changes may take an hour to be seen everywhere.\n`,
  );
  return missing === 0 ? 0 : 1;
}

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        server: { type: "string" },
        "return-path": { type: "string", default: "send" },
        "reply-domain": { type: "string" },
      },
    });
    const domain = positionals[0]?.toLowerCase().replace(/\.$/, "") ?? "";
    if (positionals.length !== 1 || !/^[^\s@.]+(\.[^\s@.]+)+$/.test(domain)) throw new Error();
    return {
      domain,
      returnPath: values["return-path"],
      replyDomain: values["reply-domain"] ?? readReplyDomain(),
      server: values.server,
    };
  } catch (error) {
    throw new Obstacle([error instanceof Error && error.message, usage].filter(Boolean).join("\n"));
  }
}

function setServer(resolver: Resolver, server: string): void {
  try {
    resolver.setServers([server]);
  } catch {
    throw new Obstacle(`${server} is no address of a DNS server, such as 9.9.9.9 or 127.0.0.1:53`);
  }
}

process.exitCode = await main().catch((error: unknown) => {
  process.stderr.write(`${wordsFor(error)}\n`);
  return 2;
});
