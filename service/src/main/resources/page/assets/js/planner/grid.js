// Members by days: one cell can be reached by Tab, the others by the arrows.
import { byId, element } from "../dom.js";
import { dayOfMonth, daysOf, dayWords, isWeekend, month, weekday } from "./dates.js";
import { isOnLeave, toggled } from "./leave.js";
import { nameOf } from "./team.js";

/** @typedef {import("./plan.js").Plan} Plan */

/** Where the reader is; kept while the grid is drawn again. */
const place = { row: 0, column: 0 };

/**
 * @param {Plan} plan
 * @param {boolean} readOnly
 * @param {() => void} onChange
 */
export function drawGrid(plan, readOnly, onChange) {
  const days = daysOf(plan.start, plan.end);
  const around = byId("grid");
  if (days.length === 0 || plan.members.length === 0) {
    around.replaceChildren(
      element(
        "p",
        { class: "muted" },
        days.length === 0 ? "Days appear once the dates are given." : "Days appear once the team has a member.",
      ),
    );
    return;
  }
  const hadFocus = around.contains(document.activeElement);
  place.row = Math.min(place.row, plan.members.length - 1);
  place.column = Math.min(place.column, days.length - 1);
  const holidays = holidayNames(plan);
  const table = element(
    "table",
    {
      class: "days",
      role: "grid",
      "aria-label": "Leave by member and day",
      "aria-describedby": "grid-help",
      "aria-readonly": readOnly ? "true" : null,
    },
    head(days, holidays),
    element(
      "tbody",
      { role: "rowgroup" },
      ...plan.members.map((member, row) => memberRow(member, row, days, holidays)),
    ),
  );
  const act = (/** @type {HTMLElement} */ cell) => toggle(plan, cell, days, holidays, readOnly, onChange);
  table.addEventListener("click", (event) => {
    const cell = /** @type {HTMLElement} */ (event.target).closest("td.day");
    if (cell !== null) {
      move(table, Number(cell.dataset.row), Number(cell.dataset.column));
      act(/** @type {HTMLElement} */ (cell));
    }
  });
  table.addEventListener("keydown", (event) => onKey(event, table, days.length, act));
  around.replaceChildren(table);
  if (hadFocus) {
    cellAt(table, place.row, place.column)?.focus();
  }
}

/** Shows each member's sums at the end of the row. @param {any} preview */
export function showSums(preview) {
  preview.memberCapacity.forEach((member, row) => {
    for (const [kind, value] of [
      ["available", member.availableDays],
      ["adjusted", member.adjustedCapacity.toFixed(2)],
    ]) {
      const cell = byId("grid").querySelector(`[data-sum="${row}-${kind}"]`);
      if (cell !== null) {
        cell.textContent = String(value);
      }
    }
  });
}

/** @param {Plan} plan @returns {Map<string, string>} names of holidays by their days */
function holidayNames(plan) {
  const names = new Map();
  for (const holiday of plan.holidays) {
    const before = names.get(holiday.date);
    const name = holiday.name.trim() || "without a name";
    names.set(holiday.date, before ? `${before}, ${name}` : name);
  }
  return names;
}

function head(days, holidays) {
  return element(
    "thead",
    { role: "rowgroup" },
    element(
      "tr",
      { role: "row" },
      element("th", { role: "columnheader", scope: "col", class: "corner" }, "Member"),
      ...days.map((day, index) =>
        element(
          "th",
          {
            role: "columnheader",
            scope: "col",
            class: isWeekend(day) ? "weekend-head" : holidays.has(day) ? "holiday-head" : null,
            "aria-label": dayWords(day),
          },
          weekday(day).slice(0, 2),
          element("br"),
          dayOfMonth(day),
          element("br"),
          index === 0 || day.endsWith("-01") ? month(day) : "\u00a0",
        ),
      ),
      element("th", { role: "columnheader", scope: "col", class: "sum" }, "Days"),
      element("th", { role: "columnheader", scope: "col", class: "sum" }, "Adjusted"),
    ),
  );
}

function memberRow(member, row, days, holidays) {
  return element(
    "tr",
    { role: "row" },
    element("th", { role: "rowheader", scope: "row", class: "who" }, nameOf(member, row)),
    ...days.map((day, column) => dayCell(member, row, day, column, holidays)),
    element("td", { role: "gridcell", class: "sum", "data-sum": `${row}-available` }),
    element("td", { role: "gridcell", class: "sum", "data-sum": `${row}-adjusted` }),
  );
}

function dayCell(member, row, day, column, holidays) {
  const { kind, sign, words } = stateOf(member, day, holidays);
  const fixed = kind === "weekend" || kind === "holiday";
  return element(
    "td",
    {
      role: "gridcell",
      class: `day ${kind}`,
      tabindex: row === place.row && column === place.column ? 0 : -1,
      "data-row": row,
      "data-column": column,
      "aria-label": `${nameOf(member, row)}, ${dayWords(day)}: ${words}`,
      "aria-selected": fixed ? null : String(kind === "leave"),
      "aria-disabled": fixed ? "true" : null,
      title: words,
    },
    sign,
  );
}

function stateOf(member, day, holidays) {
  if (isWeekend(day)) {
    return { kind: "weekend", sign: "·", words: "weekend" };
  }
  if (holidays.has(day)) {
    return { kind: "holiday", sign: "H", words: `holiday ${holidays.get(day)}` };
  }
  return isOnLeave(member.vacations, day)
    ? { kind: "leave", sign: "L", words: "leave" }
    : { kind: "work", sign: "", words: "at work" };
}

function toggle(plan, cell, days, holidays, readOnly, onChange) {
  const member = plan.members[Number(cell.dataset.row)];
  const day = days[Number(cell.dataset.column)];
  const before = stateOf(member, day, holidays);
  if (readOnly) {
    say("This sprint is completed: its plan stays as it is.");
  } else if (before.kind === "weekend" || before.kind === "holiday") {
    say(`${dayWords(day)} is ${before.words}: nobody works, so there is no leave to take.`);
  } else {
    member.vacations = toggled(member.vacations, day, new Set(holidays.keys()));
    onChange();
    say(`${nameOf(member, Number(cell.dataset.row))}, ${dayWords(day)}: ${stateOf(member, day, holidays).words}`);
  }
}

/** @param {KeyboardEvent} event */
function onKey(event, table, columns, act) {
  const cell = /** @type {HTMLElement} */ (event.target).closest("td.day");
  if (cell === null || event.altKey || event.ctrlKey || event.metaKey) {
    return;
  }
  const rows = table.querySelectorAll("tbody tr").length;
  const { row, column } = place;
  /** @type {Record<string, () => void>} */
  const keys = {
    ArrowLeft: () => move(table, row, Math.max(0, column - 1)),
    ArrowRight: () => move(table, row, Math.min(columns - 1, column + 1)),
    ArrowUp: () => move(table, Math.max(0, row - 1), column),
    ArrowDown: () => move(table, Math.min(rows - 1, row + 1), column),
    Home: () => move(table, row, 0),
    End: () => move(table, row, columns - 1),
    Enter: () => act(cell),
    " ": () => act(cell),
  };
  const action = keys[event.key];
  if (action !== undefined) {
    event.preventDefault();
    action();
  }
}

function move(table, row, column) {
  const from = cellAt(table, place.row, place.column);
  const to = cellAt(table, row, column);
  if (to === null) {
    return;
  }
  from?.setAttribute("tabindex", "-1");
  to.setAttribute("tabindex", "0");
  place.row = row;
  place.column = column;
  to.focus();
  to.scrollIntoView({ block: "nearest", inline: "nearest" });
}

/** @returns {HTMLElement | null} */
const cellAt = (table, row, column) =>
  table.querySelector(`td[data-row="${row}"][data-column="${column}"]`);

/** @param {string} text */
function say(text) {
  byId("grid-said").textContent = text;
}
