/* The case list by keyboard, and a case looked at beside it. The page works without this file. */
"use strict";
(() => {
  const list = document.querySelector("[data-case-list]"), preview = document.getElementById("preview");
  if (!list || !preview) return;
  const body = document.getElementById("preview-body"), said = document.getElementById("preview-said");
  const wide = matchMedia("(min-width: 72.01rem)");
  // Where the next key starts from; the focus itself stands on the row's link.
  let here = null;
  // The row that the panel shows, and whether the focus is to go into the panel once it is filled.
  let shown = null, entering = false;

  const rows = () => [...list.querySelectorAll(".case-table tbody tr")];
  const link = (row) => row.querySelector("a.name");

  function stand(row) {
    if (row === here) return;
    here?.classList.remove("is-here");
    here = row;
    here?.classList.add("is-here");
  }
  list.addEventListener("focusin", (event) => {
    const row = event.target.closest(".case-table tbody tr");
    if (row) stand(row);
  });

  function go(step) {
    const all = rows();
    if (!all.length) return;
    const at = here?.isConnected ? all.indexOf(here) + step : 0;
    const next = all[Math.max(0, Math.min(at, all.length - 1))];
    link(next).focus();
    next.scrollIntoView({ block: "nearest" });
    if (preview.open && next !== shown) look(next);
  }

  // With the keys the focus stays on the row, so that the next key goes on.
  function look(row, enter = false) {
    mark(row);
    entering = enter;
    const back = document.activeElement;
    if (!preview.open) {
      if (wide.matches) preview.show();
      else preview.showModal();
      // A panel that opens takes the focus.
      if (!enter && wide.matches) back.focus();
    }
    // A row gone past is not waited for (hx-sync on the panel).
    htmx.ajax("GET", `${link(row).getAttribute("href")}preview/`, { source: body, target: body }).catch(() => {});
  }
  body.addEventListener("htmx:afterSwap", () => {
    if (!preview.open) return body.replaceChildren();
    preview.scrollTop = 0;
    said.textContent = body.querySelector("[data-says]")?.dataset.says ?? "";
    if (entering || preview.matches(":modal")) document.getElementById("preview-title")?.focus();
  });
  // house.js says that it went wrong; another person's case must not stand there instead.
  for (const fault of ["htmx:responseError", "htmx:sendError"]) body.addEventListener(fault, () => preview.close());

  function mark(row) {
    shown?.querySelector(".peek").setAttribute("aria-expanded", "false");
    shown = row;
    shown?.querySelector(".peek").setAttribute("aria-expanded", "true");
  }

  function toggle(row, enter) {
    if (preview.open && shown === row) preview.close();
    else look(row, enter);
  }
  preview.addEventListener("close", () => {
    const row = shown, within = preview.contains(document.activeElement) || document.activeElement === document.body;
    mark(null);
    body.replaceChildren();
    said.textContent = "";
    if (within && row?.isConnected) (here === row ? link(row) : row.querySelector(".peek")).focus();
  });
  wide.addEventListener("change", () => { if (preview.open) preview.close(); });
  list.addEventListener("click", (event) => {
    const peek = event.target.closest(".peek");
    if (peek) toggle(peek.closest("tr"), true);
  });

  function search() {
    const box = list.parentElement.querySelector(".filter-boxes [name=q]");
    if (!box?.checkVisibility?.()) { document.querySelector("[data-opens=palette]")?.click(); return; }
    box.focus();
    box.select();
  }

  const SINGLE = {
    j: () => go(1),
    k: () => go(-1),
    p: () => { if (here) toggle(here); },
    x: () => here?.querySelector("input[name=case]")?.click(),
    "/": search,
    "?": () => document.getElementById("list-keys")?.showModal(),
  };
  const TYPING = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]";
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const target = event.target instanceof Element ? event.target : document.body;
    if (target.closest(`${TYPING}, details.menu[open]`)) return;
    if (document.querySelector("dialog:modal")) return;
    if (event.key === "Escape" && preview.open) {
      preview.close();
    } else if (event.key === " " && !event.shiftKey && target.matches(".case-table a.name") && here) {
      event.preventDefault();
      toggle(here);
    } else if (list.hasAttribute("data-keys") && Object.hasOwn(SINGLE, keyOf(event))) {
      event.preventDefault();
      SINGLE[keyOf(event)]();
    }
  });
})();
