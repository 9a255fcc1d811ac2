/* The replay's slider says the day it stands on, not a bare number. The page works without this file. */
"use strict";

function sayTheDay() {
  const range = document.getElementById("replay-range");
  const now = document.getElementById("replay-now");
  if (range && now) range.setAttribute("aria-valuetext", now.textContent.trim());
}
sayTheDay();
document.addEventListener("htmx:afterSwap", sayTheDay);
