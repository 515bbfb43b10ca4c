// Capacity and team size over sprints, and the history of one sprint.

import { listen } from "../live.js";
import { ask } from "../parts/ask.js";
import { byId, element } from "../parts/element.js";
import { drawHistory, drawSprints, recolour } from "./draw.js";
import { historyRows, sprintRows, teamRows } from "./rows.js";
import { historyWords, rangeWords } from "./summary.js";

const SPRINTS = "/v1/analytics/sprints";

/** Several events of one change come together; the numbers are asked for once. */
const CALM_MILLIS = 700;

async function showSprints() {
  let sprints;
  try {
    ({ sprints } = await ask(SPRINTS));
  } catch (failure) {
    byId("notice").textContent = `There are no charts for now. ${failure.message}`;
    byId("notice").hidden = false;
    return;
  }
  byId("notice").hidden = true;
  byId("empty").hidden = sprints.length > 0;
  byId("sprints").hidden = sprints.length === 0;
  if (sprints.length === 0) {
    return;
  }
  byId("capacity-rows").replaceChildren(...sprintRows(sprints));
  byId("team-rows").replaceChildren(...teamRows(sprints));
  byId("capacity-words").textContent = rangeWords(sprints, "capacityDays", "day");
  byId("team-words").textContent = rangeWords(sprints, "teamSize", "member");
  drawSprints(sprints);
  offer(sprints);
  await showHistory();
}

/** Keeps the choice where the sprint is still there; else the latest one. */
function offer(sprints) {
  const select = byId("sprint");
  const chosen = select.value || location.hash.slice(1);
  select.replaceChildren(
    ...sprints.map((sprint) => element("option", { value: sprint.sprintId }, sprint.sprintName)),
  );
  const known = sprints.some((sprint) => sprint.sprintId === chosen);
  select.value = known ? chosen : sprints.at(-1).sprintId;
}

async function showHistory() {
  const id = byId("sprint").value;
  const path = `${SPRINTS}/${encodeURIComponent(id)}/history`;
  byId("history-csv").href = `${path}?format=csv`;
  byId("history-csv").download = `${id}.csv`;
  try {
    const { points } = await ask(path);
    if (byId("sprint").value !== id) {
      return;
    }
    byId("history-error").hidden = true;
    byId("history-rows").replaceChildren(...historyRows(points));
    byId("history-words").textContent = historyWords(points);
    drawHistory(points);
  } catch (failure) {
    byId("history-error").textContent = failure.message;
    byId("history-error").hidden = false;
  }
}

byId("sprint").addEventListener("change", () => {
  history.replaceState(null, "", `#${byId("sprint").value}`);
  showHistory();
});
document.addEventListener("theme-changed", recolour);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", recolour);

let pending = 0;
listen(() => {
  clearTimeout(pending);
  pending = setTimeout(showSprints, CALM_MILLIS);
});
showSprints();
