/**
 * Says that a human looks at the invoice that a mail's link opened. Mail scanners fetch links and even run scripts, but do not
 * stay and move: only a visible page, two seconds old, with a sign of life (pointer, key, scroll, touch) counts.
 */
const place = document.querySelector<HTMLElement>("[data-seen]");

if (place?.dataset.seen) {
  const address = place.dataset.seen;
  const opened = performance.now();
  const signs = ["pointermove", "pointerdown", "keydown", "scroll", "touchstart"] as const;
  const tell = (event: Event) => {
    const early = performance.now() - opened < 2000;
    if (!event.isTrusted || document.visibilityState !== "visible" || early) return;
    for (const sign of signs) removeEventListener(sign, tell);
    void fetch(address, { method: "POST", keepalive: true });
  };
  for (const sign of signs) addEventListener(sign, tell, { passive: true });
}

export {};
