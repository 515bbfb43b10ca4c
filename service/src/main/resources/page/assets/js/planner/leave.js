// Leave of a member as ranges of days.
import { isWeekend, plusDays } from "./dates.js";

/**
 * @typedef {object} Vacation
 * @property {string} [id]
 * @property {string} startDate
 * @property {string} endDate
 * @property {string} [reason]
 */

/** @param {Vacation} vacation @param {string} day */
const covers = (vacation, day) => vacation.startDate <= day && day <= vacation.endDate;

/** @param {Vacation[]} vacations @param {string} day @returns {boolean} */
export const isOnLeave = (vacations, day) => vacations.some((one) => covers(one, day));

/**
 * The vacations after one day was set on leave or taken back. What else they say stays.
 *
 * @param {Vacation[]} vacations
 * @param {string} day
 * @param {Set<string>} holidays days that need no leave
 * @returns {Vacation[]}
 */
export function toggled(vacations, day, holidays) {
  return isOnLeave(vacations, day)
    ? vacations.flatMap((one) => (covers(one, day) ? without(one, day) : [one]))
    : withDay(vacations, day, holidays);
}

/** What is left of a vacation; its id stays with its first part. */
function without(vacation, day) {
  const parts = [];
  if (vacation.startDate < day) {
    parts.push({ ...vacation, endDate: plusDays(day, -1) });
  }
  if (day < vacation.endDate) {
    const { id, ...rest } = vacation;
    const later = { ...rest, startDate: plusDays(day, 1) };
    parts.push(parts.length === 0 && id !== undefined ? { id, ...later } : later);
  }
  return parts;
}

/** Joins the day to leave without a reason that ends before it or begins behind it. */
function withDay(vacations, day, holidays) {
  const isFree = (/** @type {string} */ other) => isWeekend(other) || holidays.has(other);
  const before = neighbour(vacations, day, -1, isFree);
  const behind = neighbour(vacations, day, 1, isFree);
  const joined = {
    ...(before ?? behind ?? {}),
    startDate: before?.startDate ?? day,
    endDate: behind?.endDate ?? day,
  };
  const others = vacations.filter((one) => one !== before && one !== behind);
  return [...others, joined].sort((one, other) => (one.startDate < other.startDate ? -1 : 1));
}

/** A week is enough to step over every weekend with a holiday beside it. */
const MOST_STEPS = 7;

function neighbour(vacations, day, step, isFree) {
  let next = plusDays(day, step);
  for (let steps = 0; steps < MOST_STEPS; steps++) {
    const found = vacations.find((one) => covers(one, next) && !one.reason);
    if (found !== undefined) {
      return found;
    }
    if (!isFree(next)) {
      return undefined;
    }
    next = plusDays(next, step);
  }
  return undefined;
}
