/* Small comforts on pages that work without this file. */
"use strict";

// The key that was pressed; on a keyboard of another script, the Latin letter of the same place.
function keyOf(event) {
  const letter = /^Key([A-Z])$/.exec(event.code ?? "")?.[1];
  return letter && event.key.length === 1 && event.key > "~" ? letter.toLowerCase() : event.key;
}

// An open menu closes on Escape and when the focus or a click goes elsewhere.
function closeMenus(except) {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (menu !== except) menu.open = false;
  }
}
document.addEventListener("click", (event) => {
  closeMenus(event.target.closest("details.menu"));
  const opener = event.target.closest("[data-opens]");
  if (opener && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    const dialog = document.getElementById(opener.dataset.opens);
    if (dialog) { event.preventDefault(); dialog.showModal(); }
  }
  const closer = event.target.closest("[data-closes]");
  if (closer) { event.preventDefault(); closer.closest("dialog")?.close(); }
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    const menu = event.target.closest?.("details.menu[open]");
    closeMenus();
    menu?.querySelector("summary").focus();
  }
  // Ctrl+K opens the find box: a single letter would clash with speech input (WCAG 2.1.4).
  if (keyOf(event) === "k" && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey) {
    const find = document.querySelector("[data-opens=palette]");
    if (find && !document.querySelector("dialog:modal")) { event.preventDefault(); find.click(); }
  }
});

// Copy the text of the element that data-copies names; the button says that it did.
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copies]");
  if (!button || !navigator.clipboard) return;
  const source = document.getElementById(button.dataset.copies);
  if (!source) return;
  event.preventDefault();
  await navigator.clipboard.writeText(source.value ?? source.textContent.trim());
  const word = button.querySelector("[data-copied]");
  if (word) word.textContent = word.dataset.copied;
});

// Tick all rows of a table.
document.addEventListener("change", (event) => {
  const all = event.target.closest("[data-ticks]");
  if (!all) return;
  for (const box of document.querySelectorAll(`input[name="${CSS.escape(all.dataset.ticks)}"]`)) box.checked = all.checked;
});

// After a form was refused, start at what is wrong.
function startAtErrors(region) {
  region.querySelector(".error-summary")?.focus();
}
startAtErrors(document);
document.addEventListener("htmx:afterSwap", (event) => startAtErrors(event.detail.target));

// A swap that takes away what has the focus leaves the focus on what came in its place.
let place = null;
document.addEventListener("htmx:beforeSwap", ({ detail: { target } }) => {
  const siblings = target.parentElement?.children, focused = document.activeElement;
  place = siblings && focused !== document.body && target.contains(focused)
    ? { target, siblings, at: [...siblings].indexOf(target) } : null;
});
document.addEventListener("htmx:afterSettle", () => {
  if (!place || document.activeElement !== document.body) return;
  const fresh = place.target.isConnected ? place.target : place.siblings[place.at];
  place = null;
  if (!fresh) return;
  fresh.tabIndex = -1;
  fresh.focus({ preventScroll: true });
});
