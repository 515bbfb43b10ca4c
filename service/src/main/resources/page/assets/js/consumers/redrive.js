// Sends dead letters back: first says what would happen, then asks, then does it.

import { ask } from "../parts/ask.js";
import { byId, element } from "../parts/element.js";
import { counted } from "../parts/words.js";

const REASONS = {
  ALREADY_REDRIVEN: "was sent back before",
  LOOP_GUARD: "failed after each of several redrives",
  WOULD_REORDER: "stands behind another one of its sprint that waits; send back all of the sprint",
  FOREIGN: "was not written by a consumer of the group",
};

/**
 * @param {string} group
 * @param {object} selection
 * @returns {Promise<boolean>} whether something may have been sent back
 */
export async function offerRedrive(group, selection) {
  const path = `/v1/consumers/${encodeURIComponent(group)}/redrive`;
  try {
    const trial = await ask(path, { ...selection, dryRun: true });
    if (!(await confirmed(group, trial))) {
      return false;
    }
    const report = await ask(path, { ...selection, dryRun: false });
    say(`${counted(report.redriven, "dead letter")} sent back to ${group}.`, "good");
  } catch (failure) {
    say(failure.message, "bad");
  }
  return true;
}

/** @returns {Promise<boolean>} */
function confirmed(group, trial) {
  const dialog = byId("redrive");
  const confirm = byId("redrive-confirm");
  byId("redrive-what").textContent =
    `${trial.redriven} of ${counted(trial.selected, "dead letter")} would go back to ${group}.`;
  byId("redrive-refused").replaceChildren(
    ...trial.refused.map((each) =>
      element("li", {}, `${counted(each.letters, "letter")}: ${REASONS[each.reason] ?? each.reason}`),
    ),
  );
  confirm.disabled = trial.redriven === 0;
  return new Promise((resolve) => {
    const done = new AbortController();
    const end = (answer) => {
      done.abort();
      dialog.close();
      resolve(answer);
    };
    confirm.addEventListener("click", () => end(true), { signal: done.signal });
    byId("redrive-cancel").addEventListener("click", () => end(false), { signal: done.signal });
    dialog.addEventListener("cancel", () => end(false), { signal: done.signal });
    dialog.showModal();
  });
}

function say(text, tone) {
  const outcome = byId("outcome");
  outcome.textContent = text;
  outcome.className = `notice ${tone}`;
  outcome.hidden = false;
}
