// The editors of members and holidays.
import { byId, element } from "../dom.js";
import { field } from "./form.js";
import { newHoliday, newMember } from "./plan.js";

/** @typedef {import("./plan.js").Plan} Plan */

/**
 * @param {Plan} plan
 * @param {string[]} roles
 * @param {(structure: boolean) => void} onChange structure: rows came or went
 */
export function drawTeam(plan, roles, onChange) {
  const rows = plan.members.map((member, index) => {
    const at = `teamMembers[${index}]`;
    const set = (/** @type {keyof typeof member} */ key) => (/** @type {string} */ value) => {
      /** @type {any} */ (member)[key] = value;
      onChange(false);
    };
    return element(
      "div",
      { class: "person", role: "group", "aria-label": nameOf(member, index) },
      field({
        label: "Name",
        path: `${at}.name`,
        value: member.name,
        onInput: set("name"),
        attributes: { "data-member-name": index },
      }),
      field({ label: "Role", path: `${at}.role`, value: member.role, onInput: set("role"), choices: roles }),
      field({
        label: "E-mail",
        path: `${at}.email`,
        value: member.email,
        onInput: set("email"),
        attributes: { type: "email" },
      }),
      field({
        label: "Confidence in %",
        path: `${at}.confidencePercentage`,
        value: member.confidence,
        onInput: set("confidence"),
        attributes: { type: "number", min: 0, max: 100, step: "any", placeholder: "as the sprint" },
      }),
      removal(`Remove ${nameOf(member, index)}`, () => {
        plan.members.splice(index, 1);
        onChange(true);
        byId("add-member").focus();
      }),
    );
  });
  byId("team").replaceChildren(
    ...(rows.length > 0 ? rows : [element("p", { class: "muted" }, "Nobody is on the team yet.")]),
  );
}

/** @param {Plan} plan @param {string[]} roles @param {(structure: boolean) => void} onChange */
export function addMember(plan, roles, onChange) {
  plan.members.push(newMember(roles[0]));
  onChange(true);
  byId("team").querySelector(`[data-member-name="${plan.members.length - 1}"]`).focus();
}

/** @param {Plan} plan @param {(structure: boolean) => void} onChange */
export function drawHolidays(plan, onChange) {
  const rows = plan.holidays.map((holiday, index) => {
    const at = `holidays[${index}]`;
    return element(
      "div",
      { class: "holiday-row", role: "group", "aria-label": `Holiday ${index + 1}` },
      field({
        label: "Date",
        path: `${at}.holidayDate`,
        value: holiday.date,
        attributes: { type: "date", "data-holiday-date": index },
        onInput: (value) => {
          holiday.date = value;
          onChange(false);
        },
      }),
      field({
        label: "Holiday",
        path: `${at}.name`,
        value: holiday.name,
        onInput: (value) => {
          holiday.name = value;
          onChange(false);
        },
      }),
      removal(`Remove holiday ${index + 1}`, () => {
        plan.holidays.splice(index, 1);
        onChange(true);
        byId("add-holiday").focus();
      }),
    );
  });
  byId("holidays").replaceChildren(
    ...(rows.length > 0 ? rows : [element("p", { class: "muted" }, "No holidays.")]),
  );
}

/** @param {Plan} plan @param {(structure: boolean) => void} onChange */
export function addHoliday(plan, onChange) {
  plan.holidays.push(newHoliday(plan.start));
  onChange(true);
  byId("holidays").querySelector(`[data-holiday-date="${plan.holidays.length - 1}"]`).focus();
}

/** @param {import("./plan.js").PlannedMember} member @param {number} index */
export const nameOf = (member, index) => member.name.trim() || `Member ${index + 1}`;

function removal(label, onclick) {
  return element("button", { type: "button", class: "quiet row-remove", "aria-label": label, onclick }, "Remove");
}
