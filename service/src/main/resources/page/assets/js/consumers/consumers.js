// Consumer groups, asked for again every few seconds, and the one that was chosen in full.

import { ask } from "../parts/ask.js";
import { byId } from "../parts/element.js";
import { moment } from "../parts/words.js";
import { groupRows, showChosen } from "./groups.js";
import { showLetters } from "./letters.js";

const BETWEEN_MILLIS = 5_000;

/** @type {any[]} */
let groups = [];

const chosen = () => decodeURIComponent(location.hash.slice(1));

async function refresh() {
  try {
    const answer = await ask("/v1/consumers");
    groups = answer.groups;
    byId("at").textContent = `as of ${moment(answer.at)}`;
    byId("notice").hidden = answer.groupsLeftOut === 0;
    byId("notice").textContent = `${answer.groupsLeftOut} more groups of the cluster were not looked at.`;
    show();
  } catch (failure) {
    byId("notice").textContent = failure.message;
    byId("notice").hidden = false;
  }
}

function show() {
  const visible = groups.filter((group) => !group.internal || byId("internal").checked);
  byId("groups").replaceChildren(...groupRows(visible, chosen()));
  byId("empty").hidden = visible.length > 0;
  showChosen(groups.find((group) => group.group === chosen()));
}

async function choose() {
  show();
  if (groups.some((group) => group.group === chosen())) {
    byId("chosen-title").focus();
    await showLetters(chosen());
  }
}

async function again() {
  if (!document.hidden) {
    await refresh();
  }
  setTimeout(again, BETWEEN_MILLIS);
}

byId("internal").addEventListener("change", show);
addEventListener("hashchange", choose);

await refresh();
if (chosen() !== "") {
  await choose();
}
setTimeout(again, BETWEEN_MILLIS);
