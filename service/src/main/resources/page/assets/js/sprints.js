// Keeps the list of sprints as it is: it is asked for again when something happened.
import { byId } from "./dom.js";
import { listen } from "./live.js";

/** Several changes at once are one look. */
const PAUSE_MILLIS = 150;

let waiting = 0;

/** Takes the list out of a fresh page and keeps the place of whoever reads it. */
async function refresh() {
  const response = await fetch(location.href, { headers: { Accept: "text/html" } });
  if (!response.ok) {
    return;
  }
  const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
  const list = fresh.getElementById("list");
  const shown = byId("list");
  if (list === null || list.innerHTML === shown.innerHTML) {
    return;
  }
  const scrolled = shown.querySelector(".timeline")?.scrollLeft ?? 0;
  const focused = shown.contains(document.activeElement)
    ? document.activeElement.getAttribute("href")
    : null;
  shown.replaceWith(document.adoptNode(list));
  const timeline = list.querySelector(".timeline");
  if (timeline) {
    timeline.scrollLeft = scrolled;
  }
  if (focused !== null) {
    list.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus();
  }
}

function soon() {
  clearTimeout(waiting);
  waiting = setTimeout(() => refresh().catch(() => {}), PAUSE_MILLIS);
}

listen(soon, (connected, again) => {
  if (connected && again) {
    soon();
  }
});
