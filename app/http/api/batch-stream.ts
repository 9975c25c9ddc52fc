import type { Language } from "#app/platform/i18n/language.ts";
import { isRefused } from "#app/platform/refusal.ts";
import { problemBody } from "../problem.ts";
import { ingestedStatus, type TakenIn } from "./invoice-answer.ts";
import { type ApiRefusal, problemFor } from "./problems.ts";

/** What became of a line of the input, numbered from 1. */
export interface BatchAnswer {
  line: number;
  answer: TakenIn | ApiRefusal;
  /** The line itself, if it was refused. */
  document?: Uint8Array;
}

/** One line of the batch's answer: what `POST /invoices` would have said, by line and HTTP status. */
export function batchLine({ line, answer }: BatchAnswer, language: Language): string {
  if (isRefused(answer))
    return `${JSON.stringify({ line, ...problemBody(problemFor(answer, language)) })}\n`;
  const { id, number, customerNumber, warnings } = answer;
  const status = ingestedStatus(answer);
  return `${JSON.stringify({ line, status, id, number, customerNumber, warnings })}\n`;
}

/**
 * The answers as a stream that never makes the lines wait: a client may send everything before it reads anything, and if unread
 * answers held up the reading of lines, both sides would wait for each other for ever. What is unread is kept here, some
 * hundred bytes a line.
 */
export function batchStream(
  groups: AsyncIterable<BatchAnswer[]>,
  options: { language: Language; onFailure: (error: unknown) => void },
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let gone = false;
  return new ReadableStream<Uint8Array>({
    start(controller) {
      const send = async () => {
        for await (const group of groups) {
          if (gone) return;
          const text = group.map((answer) => batchLine(answer, options.language)).join("");
          controller.enqueue(encoder.encode(text));
        }
        controller.close();
      };
      send().catch((error: unknown) => {
        if (gone) return;
        options.onFailure(error);
        // The connection is cut, so that nobody takes a part for the whole; what was stored answers 200 when it is sent again.
        controller.error(error);
      });
    },
    cancel() {
      gone = true;
    },
  });
}
