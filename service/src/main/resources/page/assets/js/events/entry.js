// One event of the stream.

import { sprintOf } from "../live.js";
import { element } from "../parts/element.js";
import { json, moment } from "../parts/words.js";

const KINDS = {
  "sprint.started": "accent",
  "sprint.completed": "good",
  "sprint.deleted": "bad",
};

/**
 * @param {import("../live.js").LiveEvent} event
 * @returns {HTMLElement}
 */
export function entry(event) {
  const data = event.value?.data ?? {};
  const time = String(event.value?.timestamp ?? "");
  return element(
    "li",
    { class: "stream-entry" },
    element(
      "details",
      {},
      element(
        "summary",
        {},
        element("span", { class: `badge ${KINDS[event.type] ?? ""}` }, event.type),
        " ",
        element("span", { class: "stream-what" }, String(data.sprint_name ?? sprintOf(event) ?? "")),
        " ",
        element("time", { class: "muted", datetime: time }, moment(time)),
      ),
      element(
        "pre",
        { class: "scroll source", tabindex: "0", "aria-label": `${event.type} as JSON` },
        json(event.value),
      ),
    ),
  );
}
