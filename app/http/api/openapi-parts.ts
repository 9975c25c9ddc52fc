import { z } from "zod";

export const instant = z.string().describe("RFC 3339");

export const schema = (of: z.ZodType) =>
  z.toJSONSchema(of, { io: "input", unrepresentable: "any", target: "draft-2020-12" });
export const json = (of: z.ZodType) => ({ "application/json": { schema: schema(of) } });

export const query = (
  name: string,
  description: string,
  type: "boolean" | "string" | "integer",
) => ({
  name,
  in: "query",
  description,
  schema: { type },
});
export const inPath = (name: string) => ({
  name,
  in: "path",
  required: true,
  description: "Percent-encoded",
  schema: { type: "string" },
});
export const idempotencyKey = {
  name: "Idempotency-Key",
  in: "header",
  description: "The same key with the same body replays the first answer.",
  schema: { type: "string", maxLength: 255 },
};
export const language = {
  name: "Accept-Language",
  in: "header",
  description: "Of the messages: fr or en.",
  schema: { type: "string" },
};
export type Status = 200 | 201 | 400 | 401 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 503;

export function responses(good: Partial<Record<Status, z.ZodType>>, refusals: Status[]) {
  const told = Object.entries(good).map(([status, of]) => [
    status,
    { description: status === "201" ? "Made" : "Done", content: json(of) },
  ]);
  const refused = [401, 403, ...refusals, 429].map((status) => [
    status,
    { $ref: "#/components/responses/Problem" },
  ]);
  return Object.fromEntries([...told, ...refused]);
}
