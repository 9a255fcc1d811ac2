/* The find box over any page: arrow keys choose, Enter opens. "Find" in the bar is a link to the same as a page. */
"use strict";
(() => {
  const palette = document.getElementById("palette");
  if (!palette) return;
  const box = document.getElementById("palette-q"), found = document.getElementById("palette-found");
  const said = document.getElementById("palette-said");
  let chosen = null;

  const options = () => [...found.querySelectorAll("[role=option]")];

  function choose(option) {
    chosen?.setAttribute("aria-selected", "false");
    chosen = option ?? null;
    if (!chosen) return box.removeAttribute("aria-activedescendant");
    chosen.setAttribute("aria-selected", "true");
    box.setAttribute("aria-activedescendant", chosen.id);
    chosen.scrollIntoView({ block: "nearest" });
  }

  function step(by) {
    const all = options(), at = all.indexOf(chosen);
    if (all.length) choose(all[at < 0 ? (by > 0 ? 0 : all.length - 1) : (at + by + all.length) % all.length]);
  }

  // house.js opens it, as it opens every dialog.
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-opens=palette]")) return;
    box.focus();
    box.select();
    htmx.trigger(box, "ask");
  });
  // A click beside it closes it.
  palette.addEventListener("click", (event) => { if (event.target === palette) palette.close(); });

  // What stands there answers to what was typed before: Enter must not open it.
  box.addEventListener("input", () => choose(null));
  found.addEventListener("htmx:afterSwap", () => {
    const all = options();
    box.setAttribute("aria-expanded", String(all.length > 0));
    box.setAttribute("aria-controls", all.length ? "palette-list" : "palette-found");
    found.scrollTop = 0;
    choose(all[0]);
    said.textContent = found.querySelector("[data-says]")?.dataset.says ?? "";
  });
  box.addEventListener("keydown", (event) => {
    if (event.isComposing || event.altKey) return;
    if (event.key === "ArrowDown") step(1);
    else if (event.key === "ArrowUp") step(-1);
    else if (event.key === "Enter" && chosen) chosen.click();
    else return;
    event.preventDefault();
  });
  // Ctrl+K a second time puts it away.
  palette.addEventListener("keydown", (event) => {
    if (keyOf(event) !== "k" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    palette.close();
  });
})();
