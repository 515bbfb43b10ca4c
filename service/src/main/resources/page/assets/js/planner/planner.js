// The planner of one sprint: what is edited, what is stored, and what others do meanwhile.
import { changeState, createSprint, deleteSprint, readSprint, replaceSprint } from "../api.js";
import { byId } from "../dom.js";
import { listen, sprintOf } from "../live.js";
import { askForCapacity } from "./capacity.js";
import { confirmed } from "./confirm.js";
import { clearError, clearErrors, summarise } from "./errors.js";
import { field, slider } from "./form.js";
import { drawGrid, showSums } from "./grid.js";
import { clearNotices, notify } from "./notices.js";
import { bodyOf, emptyPlan, planOf } from "./plan.js";
import { addHoliday, addMember, drawHolidays, drawTeam } from "./team.js";

const page = byId("planner");
const roles = page.dataset.roles.split("|");

/**
 * What is stored, as far as this page knows.
 *
 * @type {{id: string, tag: string | null, status: string, body: string}}
 */
const stored = { id: page.dataset.sprintId ?? "", tag: null, status: "", body: "" };

/** @type {import("./plan.js").Plan} */
let plan = emptyPlan(page.dataset.start ?? "", page.dataset.end ?? "");

/** The same for every try to create this sprint: the second does not make a second sprint. */
const creationKey = [...crypto.getRandomValues(new Uint8Array(16))]
  .map((byte) => byte.toString(16).padStart(2, "0"))
  .join("");

let saving = false;
/** Others may have changed the sprint while it was being saved. */
let lookAfterSaving = false;
let deleted = false;

const isNew = () => stored.id === "";
const isReadOnly = () => deleted || stored.status === "completed";
const isDirty = () => JSON.stringify(bodyOf(plan)) !== stored.body;

// ---------------------------------------------------------------- drawing

function drawAll() {
  drawSprintFields();
  drawTeam(plan, roles, changed);
  drawHolidays(plan, changed);
  byId("all-fields").disabled = isReadOnly();
  byId("grid-help").hidden = isReadOnly();
  for (const id of ["add-member", "add-holiday"]) {
    byId(id).hidden = isReadOnly();
  }
  drawNumbers();
  drawState();
}

function drawSprintFields() {
  const set = (/** @type {"number" | "start" | "end" | "confidence"} */ key) => (/** @type {string} */ value) => {
    plan[key] = value;
    changed(false);
  };
  byId("sprint-fields").replaceChildren(
    field({
      label: "Sprint number",
      path: "sprintNumber",
      value: plan.number,
      onInput: set("number"),
      hint: "Year and number, such as 25-01",
    }),
    field({ label: "First day", path: "startDate", value: plan.start, onInput: set("start"), attributes: { type: "date" } }),
    field({ label: "Last day", path: "endDate", value: plan.end, onInput: set("end"), attributes: { type: "date" } }),
    slider({
      label: "Confidence in %",
      path: "confidencePercentage",
      value: plan.confidence,
      onInput: set("confidence"),
      hint: "The share of the days to count on",
    }),
  );
}

/** The grid and the numbers: everything that follows from what is edited. */
function drawNumbers() {
  drawGrid(plan, isReadOnly(), () => changed(false));
  askForCapacity(plan, showSums);
}

function drawState() {
  const dirty = isDirty();
  byId("save").disabled = saving || isReadOnly() || !dirty;
  byId("save").textContent = isNew() ? "Create sprint" : "Save";
  byId("savebar").hidden = isReadOnly();
  byId("save-state").textContent = saving ? "Saving" : dirty ? "Not saved yet" : isNew() ? "" : "All saved";
  byId("status").hidden = isNew();
  byId("status").textContent = stored.status;
  byId("status").className = `badge ${stored.status}`;
  byId("start").hidden = stored.status !== "planned";
  byId("complete").hidden = stored.status !== "active";
  byId("delete").hidden = isNew() || deleted;
  for (const id of ["start", "complete"]) {
    byId(id).disabled = dirty || saving;
    byId(id).title = dirty ? "Save first" : "";
  }
}

/** @param {boolean} structure rows came or went */
function changed(structure) {
  if (structure) {
    drawTeam(plan, roles, changed);
    drawHolidays(plan, changed);
  }
  drawNumbers();
  drawState();
}

// ---------------------------------------------------------------- what is stored

/** Takes over what the service has. @param {import("../api.js").Answer} answer */
function take(answer) {
  remember(answer);
  plan = planOf(answer.body);
  clearErrors();
  drawAll();
}

/** @param {import("../api.js").Answer} answer */
function remember(answer) {
  stored.id = answer.body.id;
  stored.tag = answer.tag;
  stored.status = answer.body.status;
  stored.body = JSON.stringify(bodyOf(planOf(answer.body)));
  byId("title").textContent = answer.body.sprintName;
  document.title = `${answer.body.sprintName} · Sprint Capacity`;
}

/** Shows the stored sprint in place of whatever is on the page. */
async function load() {
  const answer = await readSprint(stored.id);
  if (answer.ok) {
    take(answer);
  } else if (answer.status === 404) {
    gone();
  } else {
    notify("bad", answer.message, [["Try again", load]]);
  }
}

function gone() {
  deleted = true;
  stored.status = "deleted";
  drawAll();
  notify("warn", "This sprint was deleted. What you see is not stored any more.", [
    ["To the sprints", () => location.assign("/")],
  ]);
}

async function save() {
  if (saving || isReadOnly()) {
    return;
  }
  saving = true;
  clearErrors();
  clearNotices();
  drawState();
  const body = bodyOf(plan);
  const creating = isNew();
  const answer = creating
    ? await createSprint(body, creationKey)
    : await replaceSprint(stored.id, body, stored.tag);
  saving = false;
  if (!answer.ok) {
    refused(answer);
  } else {
    if (JSON.stringify(bodyOf(plan)) === JSON.stringify(body)) {
      take(answer);
    } else {
      // typing went on while it was saved: that stays
      remember(answer);
    }
    if (creating) {
      history.replaceState(null, "", `/sprints/${encodeURIComponent(stored.id)}`);
    }
    notify("good", creating ? "The sprint is created." : "Saved.");
  }
  drawState();
  if (lookAfterSaving) {
    lookAfterSaving = false;
    await look();
  }
}

/** @param {import("../api.js").Answer} answer */
function refused(answer) {
  const errors = answer.body?.errors ?? [];
  if (answer.status === 412) {
    changedByOthers("Somebody else saved this sprint since you opened it. Nothing of yours is stored yet.");
  } else if (answer.status === 404) {
    gone();
  } else if (errors.length > 0) {
    summarise(errors.length === 1 ? "One thing is to be corrected" : `${errors.length} things are to be corrected`, errors);
  } else if (answer.body?.code === "IDEMPOTENCY_KEY_REUSED") {
    notify("warn", "An earlier try did create this sprint, though its answer was lost.", [
      ["To the sprints", () => location.assign("/")],
    ]);
  } else if (answer.body?.code === "DUPLICATE_SPRINT_NUMBER") {
    summarise("One thing is to be corrected", [
      { field: "sprintNumber", message: "is taken by another sprint: choose another" },
    ]);
  } else {
    notify("bad", answer.message, [["Try again", save]]);
  }
}

/** Lets the reader choose between two versions. @param {string} text */
function changedByOthers(text) {
  notify("warn", text, [
    ["Load their version", load],
    ["Keep mine", keepMine],
  ]);
}

/** What is on the page goes over what others stored, once it is saved. */
async function keepMine() {
  const answer = await readSprint(stored.id);
  if (answer.ok) {
    remember(answer);
    drawState();
    notify("", "Your version is kept. Save it to put it in place of theirs.");
  } else {
    refused(answer);
  }
}

// ---------------------------------------------------------------- start, complete, delete

/** @param {() => Promise<import("../api.js").Answer>} change @param {string} done */
async function act(change, done) {
  clearNotices();
  const answer = await change();
  if (answer.status === 204) {
    stored.body = JSON.stringify(bodyOf(plan));
    location.assign("/");
  } else if (answer.ok) {
    take(answer);
    notify("good", done);
  } else {
    refused(answer);
  }
}

byId("start").addEventListener("click", async () => {
  const name = byId("title").textContent;
  if (await confirmed({ title: `Start ${name}?`, text: "Everybody who follows the sprint is told.", yes: "Start" })) {
    await act(() => changeState(stored.id, "start", stored.tag), "The sprint has started.");
  }
});

byId("complete").addEventListener("click", async () => {
  const name = byId("title").textContent;
  const text = "A completed sprint cannot be changed any more, only deleted.";
  if (await confirmed({ title: `Complete ${name}?`, text, yes: "Complete" })) {
    await act(() => changeState(stored.id, "complete", stored.tag), "The sprint is completed.");
  }
});

byId("delete").addEventListener("click", async () => {
  const name = byId("title").textContent;
  const text = "The sprint goes away for everybody. This cannot be undone.";
  if (await confirmed({ title: `Delete ${name}?`, text, yes: "Delete", danger: true })) {
    await act(() => deleteSprint(stored.id, stored.tag), "");
  }
});

// ---------------------------------------------------------------- others

/** Looks whether the stored sprint is still the one this page knows. */
async function look() {
  if (isNew() || deleted) {
    return;
  }
  if (saving) {
    lookAfterSaving = true;
    return;
  }
  const answer = await readSprint(stored.id, stored.tag);
  if (answer.status === 404) {
    gone();
  } else if (saving) {
    lookAfterSaving = true;
  } else if (!answer.ok || answer.tag === stored.tag) {
    return;
  } else if (isDirty()) {
    changedByOthers("Somebody else changed this sprint. Your changes are not saved yet.");
  } else {
    take(answer);
    notify("", "Somebody else changed this sprint; this is how it stands now.");
  }
}

// ---------------------------------------------------------------- beginning

byId("add-member").addEventListener("click", () => addMember(plan, roles, changed));
byId("add-holiday").addEventListener("click", () => addHoliday(plan, changed));
byId("form").addEventListener("input", (event) => clearError(event.target));
byId("form").addEventListener("submit", (event) => {
  event.preventDefault();
  save();
});
addEventListener("beforeunload", (event) => {
  if (!isReadOnly() && isDirty()) {
    event.preventDefault();
  }
});
listen(
  (event) => {
    if (!isNew() && sprintOf(event) === stored.id) {
      look();
    }
  },
  (connected, again) => {
    if (connected && again) {
      look();
    }
  },
);
if (isNew()) {
  stored.body = JSON.stringify(bodyOf(plan));
  drawAll();
} else {
  await load();
}
page.dataset.ready = "true";
