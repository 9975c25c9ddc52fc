import { describe, expect, it } from "vitest";
import { languages } from "#app/platform/i18n/language.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { previewFacts } from "#emails/_preview/preview-facts.ts";
import { templates } from "#emails/templates.ts";
import { mailKinds } from "./kinds.ts";
import { messageFilters } from "./list-messages.server.ts";

describe.each(mailKinds)("%s", (kind) => {
  it("has a template, a preview, a name, an explanation and words in every language", () => {
    expect(templates[kind]).toBeDefined();
    expect(previewFacts("https://portal.example")[kind]).toBeDefined();
    for (const language of languages) {
      const { mail, notifications } = messagesFor(language);
      expect(mail[kind]).toBeDefined();
      expect(notifications.kinds[kind]).toBeTruthy();
      expect(notifications.explanations[kind]).toBeTruthy();
    }
  });
});

describe("the kinds", () => {
  it("are exactly the templates", () => {
    expect(mailKinds.toSorted()).toEqual(Object.keys(templates).toSorted());
  });

  it("every state is behind one filter and has words", () => {
    const filtered = Object.values(messageFilters).flatMap((states) => states ?? []);
    const { states, filters } = messagesFor("fr").notifications;
    expect(filtered.toSorted()).toEqual(Object.keys(states).toSorted());
    expect(Object.keys(filters).toSorted()).toEqual(Object.keys(messageFilters).toSorted());
  });
});
