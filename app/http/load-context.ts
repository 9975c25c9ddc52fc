import "@remix-run/node";
import type { Context } from "#app/platform/context.server.ts";
import type { Outlet } from "./outlet.server.ts";

/** Where the browser finds each island's script: `islands["spending-chart"]` is a URL path. */
export type Islands = Readonly<Record<string, string>>;

declare module "@remix-run/node" {
  interface AppLoadContext {
    readonly context: Context;
    /** For the inline style and scripts of this response (CSP). */
    readonly nonce: string;
    readonly requestId: string;
    /** The client's address, through as many proxies as TRUST_PROXY believes. */
    readonly clientAddress: string;
    readonly islands: Islands;
    /** Where a demonstration's mails can be read; null in a real installation or with another provider. */
    readonly mailbox: string | null;
    /** The way out of this response; absent where a loader is called without a server. */
    readonly outlet?: Outlet;
  }
  interface Future {
    v3_singleFetch: true;
  }
}
