/* One key for each answer in the review queue. The page works without this file, and a button on it switches it off. */
"use strict";

// A second key before the next page is there must not answer twice.
let answered = false;
window.addEventListener("pageshow", () => { answered = false; });
document.addEventListener("keydown", (event) => {
  if (answered || event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.defaultPrevented) return;
  if (event.target.closest?.("input, textarea, select, [contenteditable], dialog[open], details.menu[open]")) return;
  const wanted = document.querySelector(`[data-key="${CSS.escape(keyOf(event).toLowerCase())}"]`);
  if (!wanted) return;
  event.preventDefault();
  answered = true;
  wanted.click();
});
