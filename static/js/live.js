/* When the connection or the login is lost: what somebody wrote stays on the page, is said to be unsent, and is sent
   again. Nothing is put on the disk of this device. The pages work without this file. */
"use strict";
(() => {
  const words = document.getElementById("live-words")?.dataset;
  if (!words) return;
  const LONGEST_WAIT = 60_000;
  const quiet = (event) => Boolean((event.detail.requestConfig?.elt ?? event.detail.elt)?.closest?.("[data-quiet]"));

  // ---- Elements that ask by themselves ([data-quiet]) ask only while somebody looks, and fail in silence.
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (document.hidden && event.detail.elt.closest("[data-quiet][hx-get]")) event.preventDefault();
  });
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) for (const one of document.querySelectorAll("[data-quiet][hx-get]")) htmx.trigger(one, "look");
  });

  // ---- What was sent and did not arrive: said beside the form, which stays as it is.
  const unsent = new Set();

  const isForm = (elt) => elt.matches("form[method=post]");

  function say(elt, text) {
    const note = document.createElement("p");
    note.className = "notice tone-danger";
    note.textContent = text;
    if (!isForm(elt)) return void document.getElementById("messages")?.replaceChildren(note);
    note.setAttribute("role", "alert");
    note.dataset.unsent = "";
    forget(elt);
    elt.append(note);
    note.scrollIntoView({ block: "nearest" });
    unsent.add(elt);
  }
  function forget(form) {
    unsent.delete(form);
    form.querySelector("[data-unsent]")?.remove();
  }
  function lost(event) {
    const elt = event.detail.elt;
    if (quiet(event)) return;
    say(elt, isForm(elt) ? (elt.elements.form_key ? words.lostOnce : words.lostForm) : words.lost);
  }
  document.addEventListener("htmx:sendError", lost);
  document.addEventListener("htmx:timeout", lost);
  document.addEventListener("htmx:responseError", (event) => {
    if (!quiet(event)) say(event.detail.elt, isForm(event.detail.elt) ? words.failedForm : words.failed);
  });
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (isForm(event.detail.elt)) forget(event.detail.elt);
  });
  // A form that leaves the page by itself would be lost with it.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post" || form.hasAttribute("hx-post")) return;
    if (navigator.onLine) return forget(form);
    event.preventDefault();
    say(form, words.lostForm);
  });

  // ---- Signed out meanwhile: the login page must not land in a fragment, nor take the place of what was written.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const answered = new URL(event.detail.xhr.responseURL || location.href).pathname;
    if (answered !== document.body.dataset.login || location.pathname === answered) return;
    event.detail.shouldSwap = false;
    const elt = event.detail.requestConfig.elt;
    if (elt === draft()) wait(elt.dataset.signedOut);
    else if (quiet(event)) return;
    else if (isForm(elt) || unsent.size || dirty) say(elt, words.signedOut);
    else location.reload();
  });
  // Whoever logged in again in another tab has a new token: what waits in this one goes with it.
  const token = () => /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1];
  document.addEventListener("htmx:configRequest", (event) => {
    const { headers, parameters } = event.detail;
    if (!token()) return;
    headers["X-CSRFToken"] = token();
    if (parameters.csrfmiddlewaretoken) parameters.csrfmiddlewaretoken = token();
  });

  // ---- The draft: kept on the server while somebody writes. Until it is, this page has the only copy.
  let dirty = false, tries = 0, timer = 0, typedSince = false;
  const draft = () => document.querySelector("[data-draft]");

  document.addEventListener("input", (event) => {
    if (draft() && event.target.form?.contains(draft())) dirty = typedSince = true;
  });
  function wait(text) {
    document.getElementById("draft-lost").textContent = text;
    clearTimeout(timer);
    timer = setTimeout(again, Math.min(2000 * 2 ** tries, LONGEST_WAIT));
    tries += 1;
  }
  function again() {
    if (tries && draft()) htmx.trigger(draft(), "again");
  }
  addEventListener("online", again);
  document.addEventListener("htmx:beforeSend", (event) => {
    if (event.detail.elt === draft()) typedSince = false;
  });
  for (const name of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) {
    document.addEventListener(name, (event) => {
      if (event.detail.elt === draft()) wait(draft().dataset[name === "htmx:responseError" ? "failed" : "lost"]);
    });
  }
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.elt !== draft()) return;
    clearTimeout(timer);
    tries = 0;
    dirty = typedSince;
    document.getElementById("draft-lost").textContent = "";
  });
  document.addEventListener("htmx:afterSettle", () => {
    if (draft()) return;
    dirty = typedSince = false;
    tries = 0;
  });
  document.addEventListener("submit", (event) => {
    if (event.target.id === "draft-discard") dirty = false;
  });

  // ---- Leaving: with the last words sent after the page, or with a warning where that is known to fail.
  function flush() {
    if (!dirty || !draft()) return;
    dirty = false;
    navigator.sendBeacon(draft().getAttribute("hx-post"), new FormData(draft().closest("form")));
  }
  addEventListener("beforeunload", (event) => {
    if ([...unsent].some((form) => form.isConnected) || (tries && draft())) event.preventDefault();
    else flush();
  });
  addEventListener("pagehide", flush);
})();
