/* Comforts on the pages of a case; they work without this file. */
"use strict";

// After a save on the timeline: go to the entry that was just written.
document.addEventListener("htmx:afterSettle", () => {
  const fresh = document.querySelector(".entry.is-fresh[autofocus]");
  if (!fresh) return;
  fresh.removeAttribute("autofocus");
  fresh.focus({ preventScroll: true });
  fresh.scrollIntoView({ block: "center", behavior: "instant" });
});

// The bar that stays in sight is shown while the header is not. Both may be replaced after a save, what is around them not.
const header = document.querySelector(".case-header");
let gone = false;
function showBar() {
  document.getElementById("case-bar")?.classList.toggle("is-needed", gone);
}
if (header) {
  new IntersectionObserver((seen) => {
    gone = !seen.at(-1).isIntersecting;
    showBar();
  }, { rootMargin: "-64px 0px 0px 0px" }).observe(header);
  document.addEventListener("htmx:afterSettle", showBar);
}

// Its button opens the box to log an update, or goes to it where it is open: what is written there must not be lost.
document.addEventListener("click", (event) => {
  const begin = event.target.closest("[data-begins]");
  const box = begin && document.getElementById(begin.dataset.begins);
  if (!box || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  box.scrollIntoView({ block: "start", behavior: "instant" });
  const opener = box.querySelector("a[hx-get]");
  if (opener) opener.click();
  else box.querySelector("select, input:not([type=hidden]), textarea")?.focus();
});

// Asked for on paper: the browser's own window to print opens.
if (document.querySelector("[data-prints]")) addEventListener("load", () => print());
