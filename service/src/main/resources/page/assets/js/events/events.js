// The stream of events: newest first, filtered, paused where somebody wants to read.

import { EVENT_TYPES, listen } from "../live.js";
import { byId, element } from "../parts/element.js";
import { counted } from "../parts/words.js";
import { filterOf } from "./filter.js";
import { entry } from "./entry.js";

/** More than anybody reads; each is some kilobytes. */
const MOST_KEPT = 500;

const stream = byId("stream");
const pause = byId("pause");

/** @type {{event: import("../live.js").LiveEvent, item: HTMLElement}[]} newest first */
let shown = [];

/** @type {import("../live.js").LiveEvent[]} came while the page is paused, oldest first */
let waiting = [];

let paused = false;

for (const type of EVENT_TYPES) {
  byId("type").append(element("option", { value: type }, type));
}

/** @param {import("../live.js").LiveEvent} event */
function add(event) {
  const item = entry(event);
  item.hidden = !filter()(event);
  stream.prepend(item);
  shown.unshift({ event, item });
  for (const old of shown.splice(MOST_KEPT)) {
    old.item.remove();
  }
}

function filter() {
  return filterOf(byId("type").value, byId("sprint").value);
}

function count() {
  const visible = shown.filter((each) => !each.item.hidden).length;
  byId("empty").hidden = visible > 0;
  byId("empty").textContent =
    shown.length > 0
      ? "No event fits the filters."
      : "Waiting for the next change. Create or change a sprint to see one.";
  byId("count").textContent =
    shown.length === 0
      ? "No events yet"
      : visible === shown.length
        ? counted(shown.length, "event")
        : `${visible} of ${counted(shown.length, "event")}`;
  pause.textContent = paused ? `Go on (${waiting.length} new)` : "Pause";
}

function refilter() {
  const fits = filter();
  for (const each of shown) {
    each.item.hidden = !fits(each.event);
  }
  count();
}

pause.addEventListener("click", () => {
  paused = !paused;
  pause.setAttribute("aria-pressed", String(paused));
  if (!paused) {
    waiting.forEach(add);
    waiting = [];
  }
  count();
});

byId("clear").addEventListener("click", () => {
  shown = [];
  waiting = [];
  stream.replaceChildren();
  count();
});

byId("filters").addEventListener("input", refilter);
byId("filters").addEventListener("submit", (event) => event.preventDefault());

listen((event) => {
  if (paused) {
    waiting.push(event);
    waiting.splice(0, waiting.length - MOST_KEPT);
  } else {
    add(event);
  }
  count();
});
