// The numbers of what is planned, asked of the service as one types, and their explanation.
import { previewCapacity } from "../api.js";
import { byId, element } from "../dom.js";
import { previewOf } from "./plan.js";

/** A pause in typing after which the numbers are asked for. */
const PAUSE_MILLIS = 150;

let waiting = 0;
/** @type {AbortController | null} */
let running = null;

/**
 * Asks for the numbers once the typing pauses; only the last question counts.
 *
 * @param {import("./plan.js").Plan} plan
 * @param {(preview: any) => void} onPreview
 */
export function askForCapacity(plan, onPreview) {
  clearTimeout(waiting);
  running?.abort();
  byId("capacity").setAttribute("aria-busy", "true");
  waiting = setTimeout(() => ask(plan, onPreview), PAUSE_MILLIS);
}

async function ask(plan, onPreview) {
  const question = new AbortController();
  running = question;
  try {
    const answer = await previewCapacity(previewOf(plan), question.signal);
    if (question.signal.aborted) {
      return;
    }
    byId("capacity").removeAttribute("aria-busy");
    if (answer.ok) {
      show(answer.body);
      onPreview(answer.body);
    } else {
      stale(answer);
    }
  } catch (failure) {
    if (failure.name !== "AbortError") {
      throw failure;
    }
  }
}

/** What was computed before stays to be seen, and is said to be old. */
function stale(answer) {
  const reasons = answer.body?.errors?.map((error) => `${error.field} ${error.message}`) ?? [answer.message];
  const figures = byId("capacity").querySelector("dl");
  figures?.classList.add("stale");
  byId("bar-total").textContent = "";
  byId("capacity").replaceChildren(
    element("p", { class: "notice warn" }, `The numbers wait for a valid plan: ${reasons.join("; ")}`),
    ...(figures === null ? [] : [figures]),
  );
}

function show(preview) {
  byId("capacity").replaceChildren(
    element(
      "dl",
      { class: "cards" },
      figure("Team capacity", `${preview.adjustedTotalCapacity.toFixed(2)} days`, "total"),
      figure("Before confidence", counted(preview.totalCapacityDays), "before"),
      figure("Working days", String(preview.totalWorkingDays), "working"),
      figure("Leave", counted(preview.vacationDaysCount), "leave"),
      figure("Holidays", counted(preview.holidaysCount), "holidays"),
    ),
    element("p", { class: "formula muted" }, preview.capacityFormula),
  );
  byId("bar-total").textContent = `Team capacity ${preview.adjustedTotalCapacity.toFixed(2)} days`;
  const open = new Set(
    [...byId("explanations").querySelectorAll("details[open]")].map((one) => one.dataset.row),
  );
  byId("explanations").replaceChildren(
    ...preview.memberCapacity.map((member, row) => explanation(member, row, preview.lostDays, open)),
  );
}

/** @param {number} days */
const counted = (days) => (days === 1 ? "1 day" : `${days} days`);

function figure(name, value, key) {
  return element(
    "div",
    { class: "figure" },
    element("dt", {}, name),
    element("dd", { "data-figure": key }, value),
  );
}

function explanation(member, row, lostByAll, open) {
  const lost = [...lostByAll, ...member.lostDays].sort((one, other) => (one.date < other.date ? -1 : 1));
  return element(
    "details",
    { class: "explained", "data-row": row, open: open.has(String(row)) },
    element(
      "summary",
      {},
      `${member.memberName}: ${counted(member.availableDays)} at ${member.confidencePercentage}% = ` +
        `${member.adjustedCapacity.toFixed(2)} days; ${lost.length} lost`,
    ),
    element("ul", {}, ...lost.map((day) => element("li", { class: day.kind }, day.explanation))),
  );
}
