/* Keys on a line of "What needs me", while the focus is in it: u and a press its buttons, arrows go to the next line. */
"use strict";

document.addEventListener("keydown", (event) => {
  const line = event.target.closest?.(".need");
  if (!line || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) {
    const lines = [...document.querySelectorAll(".need")];
    const next = lines[lines.indexOf(line) + step];
    if (next) { event.preventDefault(); next.querySelector("a").focus(); }
    return;
  }
  const button = line.querySelector(`[data-key="${CSS.escape(keyOf(event))}"]`);
  if (button) { event.preventDefault(); button.click(); }
});
