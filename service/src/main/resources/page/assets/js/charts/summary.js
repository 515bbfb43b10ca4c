// What a chart shows, in one sentence for those who do not see it.

import { counted, number } from "../parts/words.js";

/**
 * @param {any[]} sprints
 * @param {"capacityDays" | "teamSize"} field
 * @param {string} unit
 */
export function rangeWords(sprints, field, unit) {
  const sorted = [...sprints].sort((one, other) => one[field] - other[field]);
  const least = sorted[0];
  const most = sorted.at(-1);
  if (sprints.length === 1) {
    return `${most.sprintName}: ${counted(most[field], unit)}.`;
  }
  if (least[field] === most[field]) {
    return `${counted(sprints.length, "sprint")}, each with ${counted(most[field], unit)}.`;
  }
  return (
    `${counted(sprints.length, "sprint")}, from ${counted(least[field], unit)} ` +
    `(${least.sprintName}) to ${counted(most[field], unit)} (${most.sprintName}).`
  );
}

/** @param {any[]} points */
export function historyWords(points) {
  if (points.length === 0) {
    return "Nothing happened yet.";
  }
  const last = points.at(-1);
  return (
    `${counted(points.length, "change")}; now ${counted(last.teamSize, "member")} and ` +
    `${number(last.capacityDays)} days.`
  );
}
