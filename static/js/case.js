/* After a save on the timeline: go to the entry that was just written. The page works without this file. */
"use strict";

document.addEventListener("htmx:afterSettle", () => {
  const fresh = document.querySelector(".entry.is-fresh[autofocus]");
  if (!fresh) return;
  fresh.removeAttribute("autofocus");
  fresh.focus({ preventScroll: true });
  fresh.scrollIntoView({ block: "center", behavior: "instant" });
});
