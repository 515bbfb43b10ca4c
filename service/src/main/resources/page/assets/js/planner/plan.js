// What is being planned. Inputs keep their text as it was typed: the service says what is wrong.

/** @typedef {import("./leave.js").Vacation} Vacation */

/**
 * @typedef {object} PlannedMember
 * @property {string} [id]
 * @property {string} name
 * @property {string} role
 * @property {string} email
 * @property {string} confidence in percent; empty for the sprint's
 * @property {Vacation[]} vacations
 */

/**
 * @typedef {object} PlannedHoliday
 * @property {string} [id]
 * @property {string} date
 * @property {string} name
 * @property {string} [description]
 */

/**
 * @typedef {object} Plan
 * @property {string} number
 * @property {string} start
 * @property {string} end
 * @property {string} confidence in percent
 * @property {PlannedMember[]} members
 * @property {PlannedHoliday[]} holidays
 */

/** @param {string} start @param {string} end @returns {Plan} */
export const emptyPlan = (start, end) => ({
  number: "",
  start,
  end,
  confidence: "100",
  members: [],
  holidays: [],
});

/** @param {string} role @returns {PlannedMember} */
export const newMember = (role) => ({ name: "", role, email: "", confidence: "", vacations: [] });

/** @param {string} date @returns {PlannedHoliday} */
export const newHoliday = (date) => ({ date, name: "" });

/** @param {number | undefined} value @returns {string} */
const asText = (value) => (value === undefined ? "" : String(value));

/** @param {any} sprint as the service has it @returns {Plan} */
export function planOf(sprint) {
  return {
    number: sprint.sprintNumber,
    start: sprint.startDate,
    end: sprint.endDate,
    confidence: asText(sprint.confidencePercentage),
    members: sprint.teamMembers.map((member) => ({
      id: member.id,
      name: member.name,
      role: member.role,
      email: member.email ?? "",
      confidence: asText(member.confidencePercentage),
      vacations: member.vacations.map((vacation) => ({ ...vacation })),
    })),
    holidays: sprint.holidays.map((holiday) => ({
      id: holiday.id,
      date: holiday.holidayDate,
      name: holiday.name,
      description: holiday.description,
    })),
  };
}

/** A number where it is one; else the text, which the service refuses with its reason. */
function percentage(text) {
  if (text.trim() === "") {
    return undefined;
  }
  const number = Number(text);
  return Number.isFinite(number) ? number : text;
}

/** @param {string} text */
const given = (text) => (text.trim() === "" ? undefined : text.trim());

/** @param {Plan} plan @returns {any} the body that the service takes */
export function bodyOf(plan) {
  return {
    sprintNumber: plan.number.trim(),
    startDate: plan.start,
    endDate: plan.end,
    confidencePercentage: percentage(plan.confidence),
    teamMembers: plan.members.map((member) => ({
      id: member.id,
      name: member.name.trim(),
      role: member.role,
      email: given(member.email),
      confidencePercentage: percentage(member.confidence),
      vacations: member.vacations,
    })),
    holidays: plan.holidays.map((holiday) => ({
      id: holiday.id,
      holidayDate: holiday.date,
      name: holiday.name.trim(),
      description: holiday.description,
    })),
  };
}

/** Capacity depends on no number and no name, so that it is known before those are. */
const ANY_NUMBER = "00-00";

/** @param {Plan} plan @returns {any} the body of a preview */
export function previewOf(plan) {
  const body = bodyOf(plan);
  body.sprintNumber = ANY_NUMBER;
  body.teamMembers.forEach((member, index) => {
    member.name = member.name || `Member ${index + 1}`;
    member.email = undefined;
    member.id = member.id ?? `new-${index}`;
  });
  body.holidays = body.holidays
    .filter((holiday) => holiday.holidayDate !== "")
    .map((holiday) => ({ ...holiday, name: holiday.name || "without a name" }));
  return body;
}
