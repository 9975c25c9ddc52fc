import type { Messages } from "../messages.ts";

export const document: Messages["document"] = {};
