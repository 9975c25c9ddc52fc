import type { Messages } from "../messages.ts";

export const disputes: Messages["disputes"] = {};
