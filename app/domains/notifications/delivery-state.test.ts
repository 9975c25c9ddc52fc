import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { NotificationState } from "#db/schema/notifications.ts";
import { forward, stateTold } from "./delivery-state.ts";

const life = ["email.sent", "email.delivered", "email.bounced", "email.complained"];
const stateAfter = (events: readonly string[], from: NotificationState = "sending") =>
  events.reduce<NotificationState>((state, type) => {
    const told = stateTold(type);
    return told ? forward(state, told) : state;
  }, from);

describe("what becomes of a mail", () => {
  it("does not depend on the order or number of the provider's news", () => {
    fc.assert(
      fc.property(
        fc
          .subarray(life, { minLength: 1 })
          .chain((told) =>
            fc.tuple(
              fc.constant(told),
              fc.shuffledSubarray([...told, ...told], { minLength: told.length }),
            ),
          ),
        ([told, arrived]) => {
          fc.pre(told.every((type) => arrived.includes(type)));
          expect(stateAfter(arrived)).toBe(stateAfter(told));
        },
      ),
    );
  });

  it.each([
    ["delivered", "email.sent", "delivered"],
    ["bounced", "email.delivered", "bounced"],
    ["delivered", "email.bounced", "bounced"],
    ["delivered", "email.complained", "complained"],
    ["complained", "email.delivered", "complained"],
    ["withdrawn", "email.delivered", "withdrawn"],
    ["recorded", "email.sent", "recorded"],
    ["accepted", "email.opened", "accepted"],
    ["accepted", "email.delivery_delayed", "accepted"],
  ] as const)("%s, then %s, is %s", (from, event, to) => {
    expect(stateAfter([event], from)).toBe(to);
  });
});
