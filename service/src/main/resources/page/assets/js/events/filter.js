// Which events are shown.

import { sprintOf } from "../live.js";

/**
 * @param {string} type empty for all
 * @param {string} sprint a part of its name or id; empty for all
 * @returns {(event: import("../live.js").LiveEvent) => boolean}
 */
export function filterOf(type, sprint) {
  const wanted = sprint.trim().toLowerCase();
  return (event) =>
    (type === "" || event.type === type) &&
    (wanted === "" ||
      [sprintOf(event), event.value?.data?.sprint_name].some((text) =>
        String(text ?? "").toLowerCase().includes(wanted),
      ));
}
